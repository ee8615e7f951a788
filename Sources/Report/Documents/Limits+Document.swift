import BlindAnalysis
import Inference
import Ledger
import Signals

extension ExpectedLimits {
  func document(of experiment: CountingExperiment) -> CanonicalValue {
    var fields = experiment.settings.document
    fields["mean-events"] = .real(mean)
    fields["quantiles"] = .array(quantiles.map(\.document))
    fields["parameter"] = experiment.signal.map { .string($0.parameter) } ?? .null
    return .object(fields)
  }
}

extension LimitQuantile {
  var document: CanonicalValue {
    ["sigma": .integer(sigma), "observed": .integer(observed), "limit": limit.document]
  }
}

extension UpperLimit {
  var document: CanonicalValue {
    ["events": .real(events), "parameter": parameter.map(CanonicalValue.real) ?? .null]
  }
}

extension LimitSettings {
  /// The method, named wherever a limit is.
  var document: [String: CanonicalValue] {
    [
      "method": "CLs", "statistic": "count",
      "background": backgroundPrior == .none ? "exact" : "marginalised",
      "background-prior": .string(backgroundPrior.rawValue), "confidence": .real(confidence),
    ]
  }
}

import Backgrounds
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
    fields.merge(experiment.conditions) { _, new in new }
    return .object(fields)
  }
}

extension CountingExperiment {
  /// How background and signal stand in a limit.
  var conditions: [String: CanonicalValue] {
    var fields = form.document
    if let found = signalInSideBands {
      fields["signal-in-side-bands"] = [
        "backgrounds": .array(found.backgrounds.map(CanonicalValue.string)),
        "taken": .real(found.taken), "uncertainty": .real(found.uncertainty),
        "limit-factor": .real(found.limitFactor),
      ]
    }
    return fields
  }
}

extension CountingExperiment.Form {
  /// How the background stands in the limit on the parameter.
  var document: [String: CanonicalValue] {
    switch self {
    case .oneNumber: ["background-form": "one number", "shared-names": []]
    case .named(let names):
      ["background-form": "named", "shared-names": .array(names.map(CanonicalValue.string))]
    }
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

import Backgrounds
import Stats

extension ExtrapolationChecks {
  /// One line for each check, also for one that could not be made.
  var lines: [String] {
    let lines = [
      ("profile error", profileText), ("bootstrap error", bootstrapText),
      ("posterior", posteriorText), ("goodness of fit", goodnessText),
      ("validation", validation?.text), ("signal contamination", contamination?.text),
    ]
    return lines.compactMap { name, text in text.map { "  \(name): \($0)" } }
  }

  private var bootstrapText: String {
    switch bootstrap {
    case .success(let bootstrap):
      "± \(bootstrap.standardDeviation.event), 68.3 % in \(bootstrap.lower.event) .. "
        + "\(bootstrap.upper.event), from \(bootstrap.samples) samples of the events"
    case .failure(let error): "not found, \(error.reason)"
    }
  }

  private var posteriorText: String? {
    switch posterior {
    case .success(let posterior): posterior.text
    case .failure(let error): "not found, \(error.reason)"
    case nil: nil
    }
  }

  private var profileText: String {
    switch profile {
    case .success(let interval):
      "-\(interval.lowerError?.event ?? "(open)") +\(interval.upperError?.event ?? "(open)")"
    case .failure(let error): "not found, \(error.reason)"
    }
  }

  private var goodnessText: String {
    switch goodness {
    case .success(let test):
      "Anderson-Darling \(test.statistic.text(significant: 3)), p = \(test.pValue.text(places: 3)) "
        + "± \(test.monteCarloError.text(places: 3)) from \(test.toys) refitted toys"
    case .failure(let error): "not found, \(error.reason)"
    }
  }
}

extension DiscreteProfile {
  /// The interval over all functions, and how far above the best each of the others lies.
  var text: String {
    let others = entries.indices.filter { $0 != best }.map {
      "\(entries[$0].name) +\(entries[$0].rise.text(places: 2))"
    }
    return "-\((value - lower).event) +\((upper - value).event) around \(entries[best].name); "
      + (others + ["in -2 ln L with \(Self.penaltyPerParameter.text(places: 0)) per parameter"])
      .joined(separator: ", ")
  }
}

extension PosteriorPrediction {
  fileprivate var text: String {
    "median \(median.event), 68.3 % in \(lower.event) .. \(upper.event), no event with "
      + "\(probabilityOfNone.text(places: 3)), one with \(probabilityOfOne.text(places: 3)); prior "
      + Self.prior
  }
}

extension SignalContamination {
  fileprivate var text: String {
    func times(_ factor: Double?) -> String { factor.map { $0.text(places: 3) } ?? "unbounded" }
    return "\(perSignalEvent.text(significant: 3)) ± \(uncertainty.text(significant: 2)) events in "
      + "the side band for each in the box; limit weaker by \(times(limitFactor)), at most "
      + times(largestLimitFactor)
  }
}

extension ValidationTest {
  fileprivate var text: String {
    "'\(region)', \(range.text): \(observed) found, \(predicted.event) ± \(statistical.event) "
      + "predicted, pull \(pull.text(places: 2)), p = \(pValue.text(significant: 2))"
  }
}

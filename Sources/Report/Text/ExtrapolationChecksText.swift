import Backgrounds
import BlindAnalysis
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

  private var bootstrapText: String { Bootstrap.text(bootstrap) }

  private var posteriorText: String? {
    switch posterior {
    case .success(let posterior): posterior.text
    case .failure(let error): "not found, \(error.reason)"
    case nil: nil
    }
  }

  private var profileText: String { ProfileInterval.text(profile) }

  private var goodnessText: String {
    switch goodness {
    case .success(let test): "Anderson-Darling \(test.text)"
    case .failure(let error): "not found, \(error.reason)"
    }
  }
}

extension PlaneChecks {
  /// One line for each check, also for one that could not be made.
  ///
  /// - Parameter variables: The names of both.
  func lines(of variables: [String]) -> [String] {
    let lines =
      [
        ("profile error", ProfileInterval.text(profile)),
        ("bootstrap error", Bootstrap.text(bootstrap)),
      ] + goodnessLines(of: variables)
    let more = [
      ("validation", validation?.text), ("signal contamination", contamination?.text),
    ].compactMap { name, text in text.map { (name, $0) } }
    return (lines + more).map { "  \($0): \($1)" }
  }

  private func goodnessLines(of variables: [String]) -> [(String, String)] {
    switch goodness {
    case .success(let test):
      let side = test.cellsPerSide
      return zip(variables, [test.first, test.second]).map {
        ("goodness of fit", "Anderson-Darling in \($0) \($1.text)")
      } + [("goodness of fit", "likelihood ratio in \(side) × \(side) cells \(test.cells.text)")]
    case .failure(let error): return [("goodness of fit", "not found, \(error.reason)")]
    }
  }
}

extension ToyTest {
  fileprivate var text: String {
    "\(statistic.text(significant: 3)), p = \(pValue.text(places: 3)) ± "
      + "\(monteCarloError.text(places: 3)) from \(toys) refitted toys"
  }
}

extension Bootstrap {
  fileprivate static func text(_ result: Result<Self, NumericsError>) -> String {
    switch result {
    case .success(let bootstrap):
      "± \(bootstrap.standardDeviation.event), 68.3 % in \(bootstrap.lower.event) .. "
        + "\(bootstrap.upper.event), from \(bootstrap.samples) samples of the events"
    case .failure(let error): "not found, \(error.reason)"
    }
  }
}

extension ProfileInterval {
  fileprivate static func text(_ result: Result<Self, NumericsError>) -> String {
    switch result {
    case .success(let interval):
      "-\(interval.lowerError?.event ?? "(open)") +\(interval.upperError?.event ?? "(open)")"
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
    let (share, error) = perSignalEvent.texts(with: uncertainty)
    return
      "\(share) ± \(error) events in the side band for each in the box; limit weaker by a factor "
      + "of \(times(limitFactor)) if spread like the background, of \(times(largestLimitFactor)) in the "
      + "worst place; taken: \(spread.rawValue)"
  }
}

extension ValidationTest {
  fileprivate var text: String {
    "'\(region)', \(rectangles.text): \(observed) found, \(predicted.event) ± \(statistical.event) "
      + "predicted, pull \(pull.text(places: 2)), p = \(pValue.text(significant: 2))"
  }
}

extension [[ClosedRange<Double>]] {
  /// As in `45 .. 62` for one variable, and `30 .. 45 × 2 .. 4 and 45 .. 62 × 0 .. 4` for two.
  var text: String {
    map { $0.map(\.text).joined(separator: " × ") }.joined(separator: " and ")
  }
}

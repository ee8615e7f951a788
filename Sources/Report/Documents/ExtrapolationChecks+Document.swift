import Backgrounds
import BlindAnalysis
import Ledger
import Stats

extension Result where Failure == NumericsError {
  /// The document of the value, or why there is none.
  func document(_ make: (Success) -> CanonicalValue) -> CanonicalValue {
    switch self {
    case .success(let value): make(value)
    case .failure(let error): ["not-found": .string(error.reason)]
    }
  }
}

extension ProfileInterval {
  /// Distances to both ends; null where the likelihood sets none.
  var document: CanonicalValue {
    [
      "down": lowerError.map(CanonicalValue.real) ?? .null,
      "up": upperError.map(CanonicalValue.real) ?? .null,
    ]
  }
}

extension DiscreteProfile {
  var document: CanonicalValue {
    [
      "penalty-per-parameter": .real(Self.penaltyPerParameter), "down": .real(value - lower),
      "up": .real(upper - value),
      "functions": .array(
        entries.map { entry in
          [
            "function": .string(entry.name), "predicted": .real(entry.value),
            "rise": .real(entry.rise),
          ]
        }),
    ]
  }
}

extension Bootstrap {
  var document: CanonicalValue {
    [
      "statistical": .real(standardDeviation), "from": .real(lower), "to": .real(upper),
      "samples": .integer(samples), "failed-samples": .integer(failedSamples),
    ]
  }
}

extension PosteriorPrediction {
  var document: CanonicalValue {
    [
      "prior": .string(Self.prior), "from": .real(lower), "median": .real(median),
      "to": .real(upper), "mean": mean.map(CanonicalValue.real) ?? .null,
      "probability-of-0": .real(probabilityOfNone), "probability-of-1": .real(probabilityOfOne),
    ]
  }
}

extension SignalContamination {
  var document: CanonicalValue {
    [
      "per-signal-event": .real(perSignalEvent), "uncertainty": .real(uncertainty),
      "source": source.map(CanonicalValue.string) ?? .null,
      "spread": .string(spread.rawValue), "influence": .real(meanInfluence),
      "influence-range": influence.document,
      "limit-factor": limitFactor.map(CanonicalValue.real) ?? .null,
      "largest-limit-factor": largestLimitFactor.map(CanonicalValue.real) ?? .null,
    ]
  }
}

extension ToyTest {
  var document: CanonicalValue { document(of: UnbinnedStatistic.andersonDarling.rawValue) }

  /// - Parameter name: Of the statistic.
  func document(of name: String) -> CanonicalValue {
    [
      "statistic": .string(name), "value": .real(statistic),
      "p-value": .real(pValue), "monte-carlo-error": .real(monteCarloError),
      "toys": .integer(toys), "failed-toys": .integer(failedToys),
    ]
  }
}

extension ValidationTest {
  var document: CanonicalValue {
    [
      "region": .string(region), place.key: place.value, "predicted": .real(predicted),
      "statistical": .real(statistical), "observed": .integer(observed), "pull": .real(pull),
      "p-value": .real(pValue),
    ]
  }

  /// One range of one variable, or rectangles of two.
  private var place: (key: String, value: CanonicalValue) {
    if rectangles.count == 1, rectangles[0].count == 1 {
      return ("range", rectangles[0][0].document)
    }
    return ("ranges", .array(rectangles.map { .array($0.map(\.document)) }))
  }
}

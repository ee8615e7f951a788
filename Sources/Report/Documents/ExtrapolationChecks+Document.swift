import Backgrounds
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

extension ToyTest {
  var document: CanonicalValue {
    [
      "statistic": .string(UnbinnedStatistic.andersonDarling.rawValue), "value": .real(statistic),
      "p-value": .real(pValue), "monte-carlo-error": .real(monteCarloError),
      "toys": .integer(toys), "failed-toys": .integer(failedToys),
    ]
  }
}

extension ValidationTest {
  var document: CanonicalValue {
    [
      "region": .string(region), "range": range.document, "predicted": .real(predicted),
      "statistical": .real(statistical), "observed": .integer(observed), "pull": .real(pull),
      "p-value": .real(pValue),
    ]
  }
}

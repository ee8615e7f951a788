public import Stats

/// A product of named factors, for anything that no other model describes.
///
/// Expects `Π x_i / Π y_j` events. A single factor is a declared value.
/// Neglects correlations between factors of different names.
public struct FactorChain: FactorModel, Hashable {
  public let name: String
  /// Multiplied with each other.
  public let product: [Factor]
  /// Divided by.
  public let divisors: [Factor]

  /// - Throws: `NumericsError` of kind `invalidInput` for an empty product, a divisor that is
  ///   nominally zero, and one name with two laws.
  public init(
    _ name: String, product: [Factor], over divisors: [Factor] = []
  ) throws(NumericsError) {
    guard !product.isEmpty else {
      throw NumericsError(
        .invalidInput, "the background '\(name)' has no factor",
        advice: "give at least one factor, such as a number of events")
    }
    for divisor in divisors where divisor.value == 0 {
      throw NumericsError(
        .invalidInput, "'\(name)' divides by '\(divisor.name)', which is zero",
        advice: "loosen the selection behind it until it has events")
    }
    (self.name, self.product, self.divisors) = (name, product, divisors)
    _ = try Factor.distinct(factors)
  }

  public var factors: [Factor] { product + divisors }

  public func expectation(_ values: FactorValues) throws(NumericsError) -> Double {
    var expectation = 1.0
    for factor in product { expectation *= values[factor] }
    for divisor in divisors { expectation /= values[divisor] }
    return expectation
  }
}

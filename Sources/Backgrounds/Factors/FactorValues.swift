import Stats

/// What each factor is taken to be; a factor that is not set is at its nominal value.
public struct FactorValues: Hashable, Sendable {
  private var values: [String: Double] = [:]

  /// Every factor at its nominal value.
  public init() {}

  public subscript(_ factor: Factor) -> Double {
    get { values[factor.name] ?? factor.value }
    set { values[factor.name] = newValue }
  }

  /// Every given factor at the mean of its law.
  static func means(of factors: [Factor]) -> Self {
    var values = Self()
    for factor in factors { values[factor] = factor.law.mean }
    return values
  }

  func setting(_ factor: Factor, to value: Double) -> Self {
    var values = self
    values[factor] = value
    return values
  }
}

extension Factor {
  /// The factors of several models, each name once, in the order of their names.
  ///
  /// - Throws: `NumericsError` of kind `invalidInput` when one name stands for two numbers.
  static func distinct(_ factors: [Factor]) throws(NumericsError) -> [Factor] {
    var found: [String: Factor] = [:]
    for factor in factors {
      let known = found[factor.name, default: factor]
      guard known.law == factor.law, known.kind == factor.kind else {
        throw NumericsError(
          .invalidInput, "the factor '\(factor.name)' is declared with two different values",
          advice: "give each its own name, or both the same value, uncertainty and law")
      }
      found[factor.name] = known
    }
    return found.values.sorted { $0.name < $1.name }
  }
}

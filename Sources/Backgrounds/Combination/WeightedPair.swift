import Stats

/// Two estimates of the same events, averaged with fixed weights; shared factors stay shared.
struct WeightedPair: FactorModel {
  let name: String
  /// Zero to one; the second estimate has the rest.
  let weight: Double
  private let first: any FactorModel
  private let second: any FactorModel

  init(_ name: String, _ first: any FactorModel, weight: Double, _ second: any FactorModel) {
    (self.name, self.weight) = (name, weight)
    (self.first, self.second) = (first, second)
  }

  var factors: [Factor] { first.factors + second.factors }

  func expectation(_ values: FactorValues) throws(NumericsError) -> Double {
    weight * (try first.expectation(values)) + (1 - weight) * (try second.expectation(values))
  }
}

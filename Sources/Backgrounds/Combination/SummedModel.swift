public import Stats

/// The sum of several models, which is a model itself: shared factors stay shared.
public struct SummedModel: FactorModel {
  public let name: String
  public let models: [any FactorModel]

  public init(_ name: String, of models: [any FactorModel]) {
    (self.name, self.models) = (name, models)
  }

  public var factors: [Factor] { models.flatMap(\.factors) }

  /// Added from small to large, so that the order of the models decides no digit.
  public func expectation(_ values: FactorValues) throws(NumericsError) -> Double {
    var terms: [Double] = []
    for model in models { terms.append(try model.expectation(values)) }
    return terms.sorted().reduce(0, +)
  }
}

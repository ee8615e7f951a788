/// One line of a background table, before it is estimated.
public struct Contribution: Sendable {
  public enum Amount: Sendable {
    case model(any FactorModel)
    case atMost(BackgroundLimit)
  }

  public let amount: Amount
  /// The run period that the line belongs to; nil for an analysis that is not split.
  public let period: String?

  public init(_ model: any FactorModel, period: String? = nil) {
    (amount, self.period) = (.model(model), period)
  }

  public init(_ limit: BackgroundLimit, period: String? = nil) {
    (amount, self.period) = (.atMost(limit), period)
  }

  public var name: String {
    switch amount {
    case .model(let model): model.name
    case .atMost(let limit): limit.name
    }
  }

  /// Name and run period.
  var label: String { period.map { "\(name), \($0)" } ?? name }
}

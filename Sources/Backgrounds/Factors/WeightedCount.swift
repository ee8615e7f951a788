public import Stats

/// A number of simulated events, each with a weight, with what its uncertainty needs.
public struct WeightedCount: Hashable, Sendable {
  /// Σw: what the events stand for.
  public let sum: Double
  /// Σw²: the variance of the sum.
  public let sumOfSquares: Double
  /// What one event stands for, w̄ = Σw²/Σw; for no events what the next one would.
  public let eventWeight: Double

  /// - Parameters:
  ///   - sum: Σw, above zero and finite.
  ///   - sumOfSquares: Σw², above zero and finite.
  /// - Throws: `NumericsError` of kind `invalidInput` outside these ranges: a sum of zero says
  ///   nothing about the weight of the event that was not seen, see ``init(events:bias:)``.
  public init(sum: Double, sumOfSquares: Double) throws(NumericsError) {
    guard sum > 0, sum < .infinity, sumOfSquares > 0, sumOfSquares < .infinity else {
      throw NumericsError(
        .invalidInput, "a sum of weights and a sum of squared weights must be above zero",
        advice: "for no simulated events give zero events and what one would stand for")
    }
    (self.sum, self.sumOfSquares) = (sum, sumOfSquares)
    eventWeight = sumOfSquares / sum
  }

  /// Events that all stand for the same: 1/bias each, as when a process was simulated more often.
  ///
  /// - Parameters:
  ///   - events: Zero or more.
  ///   - bias: How much more often the process was simulated than it happens; above zero. NA64's
  ///     dimuons have 15.
  /// - Throws: `NumericsError` of kind `invalidInput` outside these ranges.
  public init(events: Int, bias: Double) throws(NumericsError) {
    guard events >= 0, bias > 0, bias < .infinity, (1 / bias).isFinite else {
      throw NumericsError(
        .invalidInput, "simulated events need a count of zero or more and a bias above zero",
        advice: "a bias of 15 means that one simulated event stands for 1/15 of an event")
    }
    eventWeight = 1 / bias
    (sum, sumOfSquares) = (Double(events) / bias, Double(events) / bias / bias)
  }

  /// Adds the weights of events one by one, in their order.
  ///
  /// - Throws: `NumericsError` of kind `invalidInput` for no weights, or a sum that is not above
  ///   zero.
  public init(weights: [Double]) throws(NumericsError) {
    var (sum, squares) = (CompensatedSum(), CompensatedSum())
    for weight in weights {
      sum.add(weight)
      squares.add(weight * weight)
    }
    try self.init(sum: sum.value, sumOfSquares: squares.value)
  }

  /// (Σw)²/Σw²: how many events of one weight are as precise.
  public var effectiveEvents: Double { sum / eventWeight }
}

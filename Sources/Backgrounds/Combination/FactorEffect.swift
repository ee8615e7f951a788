/// What one factor does to one line of the background table, as a limit needs it.
///
/// Effects of one factor name on several lines belong to one nuisance parameter.
public struct FactorEffect: Hashable, Sendable {
  public let background: String
  public let period: String?
  /// The nuisance parameter with its law.
  public let factor: Factor
  /// Change of the expectation at the 15.87 % and the 84.13 % quantile of the factor, in events.
  public let down: Double
  public let up: Double
  /// The same relative to the expectation; nil for an expectation of zero, to which only the
  /// absolute changes apply.
  public let relative: Relative?

  public struct Relative: Hashable, Sendable {
    public let down: Double
    public let up: Double
  }
}

extension CombinedBackground {
  /// The effect of each factor on each line that depends on it; exact numbers have none.
  ///
  /// In the order of the lines, and of the names of the factors.
  public var effects: [FactorEffect] {
    lines.flatMap { line in
      line.estimate.impacts.filter { $0.factor.law.standardDeviation > 0 }.map { impact in
        let value = line.estimate.value
        return FactorEffect(
          background: line.estimate.name, period: line.period, factor: impact.factor,
          down: impact.down, up: impact.up,
          relative: value == 0 ? nil : .init(down: impact.down / value, up: impact.up / value))
      }
    }
  }
}

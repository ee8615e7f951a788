/// The posterior of a nuisance parameter's measurement with a flat prior.
///
/// Described by normal scores: the value at z is the quantile of probability Φ(z). As a function of
/// z every law is smooth, so that the trapezoidal rule over z converges exponentially.
enum NuisanceBelief: Hashable, Sendable {
  /// Standard normal, cut off outside a range and renormalised.
  case normal(lower: Double, upper: Double)
  /// A gamma distribution of scale one.
  case gamma(shape: Double)
  case beta(BetaDistribution)

  init(_ law: NuisanceLaw, lower: Double, upper: Double) {
    self =
      switch law {
      case .normal: .normal(lower: lower, upper: upper)
      case .count(let count): .gamma(shape: count + 1)
      case .efficiency(let passed, let total):
        .beta(BetaDistribution(passed: passed, total: total))
      }
  }

  /// - Parameter z: A standard normal score, at most 30 in size.
  func value(score z: Double) throws(NumericsError) -> Double {
    switch self {
    case .normal(-.infinity, .infinity): return z
    case .normal(let lower, let upper): return try Self.truncatedNormal(z, lower, upper)
    // Wilson and Hilferty are right to 1e-9 for such shapes.
    case .gamma(let shape) where shape > 1e6:
      return exp(LogGammaQuantile(shape: shape).guess(score: z))
    case .gamma(let shape): return exp(try LogGammaQuantile(shape: shape).value(score: z))
    case .beta(let distribution): return try distribution.quantile(score: z)
    }
  }

  /// From the side whose tail is smaller, so that no digits are lost.
  private static func truncatedNormal(
    _ z: Double, _ lower: Double, _ upper: Double
  ) throws(NumericsError) -> Double {
    let inside = normalCumulative(upper) - normalCumulative(lower)
    let below = normalCumulative(lower) + inside * normalCumulative(z)
    let above = normalCumulative(-upper) + inside * normalCumulative(-z)
    let value =
      below < above ? try score(below, edge: lower) : -(try score(above, edge: -upper))
    return min(max(value, lower), upper)
  }

  private static func score(_ probability: Double, edge: Double) throws(NumericsError) -> Double {
    probability > 0 ? try normalQuantile(probability) : edge
  }
}

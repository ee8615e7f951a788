public import Stats

/// The distribution of `s x y / z` for three Poisson means x, y, z known from counts.
///
/// Each mean is gamma distributed, with shape k + 1. y/z is then a ratio of gamma variables, whose
/// cumulative distribution is an incomplete beta function; the average over x is a quadrature.
public struct CountRatioPosterior: Hashable, Sendable {
  private let first: FactorLaw
  private let ratio: BetaDistribution
  /// Of the result to x times y/z, with y and z in events.
  private let scale: Double
  /// Shapes k + 1 of the three counts.
  private let shapes: Shapes

  private struct Shapes: Hashable {
    let first: Double
    let second: Double
    let divisor: Double
  }

  /// - Throws: `NumericsError` of kind `invalidInput` for a law that is not that of a count, and a
  ///   scale that is not above zero.
  init(
    first: FactorLaw, second: FactorLaw, divisor: FactorLaw, scale: Double
  ) throws(NumericsError) {
    guard case .gamma(let firstCount, _) = first.form,
      case .gamma(let secondCount, let secondScale) = second.form,
      case .gamma(let divisorCount, let divisorScale) = divisor.form, scale > 0
    else {
      throw NumericsError(
        .invalidInput, "an exact ratio of counts needs three counts and a scale above zero",
        advice: "propagate by sampling instead")
    }
    self.first = first
    shapes = Shapes(first: firstCount + 1, second: secondCount + 1, divisor: divisorCount + 1)
    ratio = try BetaDistribution(shapes.second, shapes.divisor)
    self.scale = scale * (secondScale / divisorScale)
  }

  /// `s (k_x + 1) (k_y + 1) / k_z`; infinite for a divisor without events.
  public var mean: Double { scale * first.mean * (shapes.second / (shapes.divisor - 1)) }

  /// Infinite for a divisor of fewer than two events.
  public var standardDeviation: Double {
    let (x, y, z) = (shapes.first, shapes.second, shapes.divisor)
    guard z > 2 else { return .infinity }
    // E[u²]/E[u]² − 1, written so that nothing cancels.
    let spread = (1 + 1 / x) * (1 / y) + 1 / x
    let relative = spread * (z - 1) / (z - 2) + 1 / (z - 2)
    return mean * relative.squareRoot()
  }

  /// The probability of an expectation below `events`.
  ///
  /// - Parameter events: Zero or more.
  /// - Throws: `NumericsError` when the quadrature fails.
  public func cumulative(_ events: Double) throws(NumericsError) -> Double {
    guard events > 0 else { return 0 }
    let reduced = events / scale
    let sum = try integrate(from: -8, to: 8, relativeTolerance: 1e-11) {
      (deviation) throws(NumericsError) in
      let value = try first.shifted(deviation)
      let below = reduced / (reduced + value)
      return try exp(-deviation * deviation / 2) * ratio.cumulative(below)
    }
    // The normal density within eight standard deviations is one to 1e-15.
    return min(max(sum.value * 0.39894228040143267794, 0), 1)
  }

  /// The expectation that is exceeded with the probability 1 − `probability`.
  ///
  /// - Parameter probability: In 1e-6 ... 1 − 1e-6.
  /// - Throws: `NumericsError` of kind `invalidInput` outside this range.
  public func quantile(_ probability: Double) throws(NumericsError) -> Double {
    guard probability >= 1e-6, probability <= 1 - 1e-6 else {
      throw NumericsError(
        .invalidInput, "a quantile of a ratio of counts needs a probability of 1e-6 to 1 - 1e-6",
        advice: "choose it further from 0 and 1")
    }
    let centre = log(scale * first.mean * (shapes.second / shapes.divisor))
    var (low, high) = (centre, centre)
    while try cumulative(exp(low)) > probability, low > centre - 200 { low -= 1 }
    while try cumulative(exp(high)) < probability, high < centre + 200 { high += 1 }
    guard low < high else { return exp(centre) }
    return exp(
      try root(from: low, to: high, relativeTolerance: 1e-12) {
        (logEvents) throws(NumericsError) in
        try cumulative(exp(logEvents)) - probability
      })
  }

  public var median: Double { get throws(NumericsError) { try quantile(0.5) } }

  /// - Throws: As ``quantile(_:)``.
  public func upperLimit(_ confidence: ConfidenceLevel) throws(NumericsError) -> Double {
    try quantile(confidence.value)
  }
}

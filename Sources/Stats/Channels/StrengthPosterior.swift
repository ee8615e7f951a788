/// The posterior of a signal strength, as a function that can be integrated piece by piece.
///
/// Works in u with μ = u for a flat prior and μ = u² for the prior 1/√μ, so that the prior is flat in u
/// and the pole of 1/√μ at zero is gone.
struct StrengthPosterior {
  private let logDensity: (Double) throws(NumericsError) -> Double
  private let squared: Bool
  /// Where the density is largest, and beyond what it is negligible.
  private let mode: Double
  private let end: Double
  private let logPeak: Double

  /// - Parameters:
  ///   - scale: A strength at which about one signal event is expected.
  ///   - prior: Flat or 1/√μ.
  ///   - logLikelihood: ln L(μ) up to a constant.
  /// - Throws: ``NumericsError/Kind/divergingIntegral`` for a likelihood that does not fall fast enough.
  init(
    scale: Double, prior: SignalPrior,
    logLikelihood: @escaping (Double) throws(NumericsError) -> Double
  ) throws(NumericsError) {
    squared = prior == .inverseRoot
    let squared = squared
    logDensity = { (u) throws(NumericsError) in try logLikelihood(squared ? u * u : u) }
    let start = squared ? scale.squareRoot() : scale
    let (mode, logPeak) = try Self.peak(from: start, logDensity)
    (self.mode, self.logPeak) = (mode, logPeak)
    end = try Self.end(beyond: max(mode, start), logPeak, logDensity)
  }

  /// The strength with a given posterior probability below it.
  ///
  /// Newton's method on the cumulative probability, away from the mode: the density falls on both
  /// sides of it, so that every step falls short of the answer and none overshoots.
  func quantile(_ probability: Double) throws(NumericsError) -> Double {
    let below = try integral(from: 0, to: mode)
    let missing = probability * (below + (try integral(from: mode, to: end))) - below
    let direction = missing < 0 ? -1.0 : 1.0
    var (u, rest) = (mode, missing.magnitude)
    for _ in 0..<200 {
      let step = rest / exp(try logDensity(u) - logPeak)
      let next = min(max(0, u + direction * step), end)
      rest -= try integral(from: min(u, next), to: max(u, next))
      u = next
      if step <= 1e-11 * u { return squared ? u * u : u }
    }
    throw NumericsError(
      .notConverged, "the quantile of a posterior was not found",
      advice: "choose another prior or confidence level")
  }

  private func integral(from lower: Double, to upper: Double) throws(NumericsError) -> Double {
    guard lower < upper else { return 0 }
    return try integrate(from: lower, to: upper, relativeTolerance: 1e-11) {
      (u) throws(NumericsError) in exp(try logDensity(u) - logPeak)
    }.value
  }

  /// Doubles until the density falls, then narrows down on the peak by golden sections.
  private static func peak(
    from start: Double, _ logDensity: (Double) throws(NumericsError) -> Double
  ) throws(NumericsError) -> (at: Double, log: Double) {
    var high = start
    var last = try logDensity(0)
    for _ in 0..<100 {
      let next = try logDensity(high)
      if next <= last { break }
      last = next
      high *= 2
    }
    let golden = 0.618_033_988_749_894_9
    var low = 0.0
    for _ in 0..<40 {
      let (left, right) = (high - golden * (high - low), low + golden * (high - low))
      if try logDensity(left) >= logDensity(right) { high = right } else { low = left }
    }
    let middle = (low + high) / 2
    let (atZero, atPeak) = (try logDensity(0), try logDensity(middle))
    return atZero >= atPeak ? (0, atZero) : (middle, atPeak)
  }

  private static func end(
    beyond start: Double, _ logPeak: Double, _ logDensity: (Double) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Double {
    var end = 2 * start
    for _ in 0..<40 {
      if try logDensity(end) < logPeak - 42 { return end }
      end *= 2
    }
    throw NumericsError(
      .divergingIntegral, "the posterior of the signal strength does not fall off",
      advice: "an uncertainty that allows no signal at all has no flat-prior limit: make the "
        + "uncertainty of the signal log-normal, or use the method 'cls'")
  }
}

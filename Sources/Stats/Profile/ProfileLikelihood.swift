/// The profile likelihood of a signal s from one count n ~ Poisson(s + b′).
///
/// b′ is the background mean, constrained by its own measurement m:
///
///     −2 ln λ(s) = 2 min over b′ [D(n; s + b′) + C(b′)] − 2 min over s, b′ [the same],
///
/// with D(n; μ) = n ln(n/μ) − n + μ and C(b′) = −ln L(m | b′) above its minimum: nothing for an exact
/// background; (ln(b′/b)/ln κ)²/2 for `log-normal`; D(k; τ b′) for `gamma` and for `gamma-of-mean`,
/// which differ by a prior only; (b′ − b)²/2σ² with b′ ≥ 0 for `gaussian`. The minima over b′ are
/// roots of quadratic equations, or of one equation solved by Newton's method, so that equal counts
/// give equal values to the last bit.
/// Reference: W. A. Rolke, A. M. López, J. Conrad, Nucl. Instrum. Meth. A 551 (2005) 493.
public struct ProfileLikelihood: Hashable, Sendable {
  /// n; a real number for an Asimov data set.
  let count: Double
  let measurement: BackgroundMeasurement
  /// The smallest of D + C over all b′ and all s of zero or more.
  private let boundedMinimum: Double

  /// Relative to which best fit a likelihood is quoted.
  public enum Reference: String, Hashable, Sendable, CaseIterable {
    /// The best fit with s ≥ 0.
    case bounded
    /// The best fit with any s, also where n is below the background: it then describes n exactly.
    case unbounded
  }

  /// - Parameter observed: Zero to 1e12.
  /// - Throws: ``NumericsError/Kind/invalidInput``; its text does not carry the count.
  public init(observed: Int, background: BackgroundExpectation) throws(NumericsError) {
    guard observed >= 0, observed <= 1_000_000_000_000 else {
      throw NumericsError(
        .invalidInput, "a count must be zero to 1e12", advice: "check the number of events")
    }
    self.init(count: Double(observed), measurement: BackgroundMeasurement(background))
  }

  init(count: Double, measurement: BackgroundMeasurement) {
    (self.count, self.measurement) = (count, measurement)
    let free = count >= measurement.estimate
    boundedMinimum = free ? 0 : Self.minimum(count, measurement, signal: 0)
  }

  /// ŝ = n − b, the signal that fits best when it may be negative.
  public var unboundedBestSignal: Double { count - measurement.estimate }

  /// The signal of zero or more that fits best.
  public var bestSignal: Double { max(0, unboundedBestSignal) }

  /// b′ that fits best beside a given signal.
  ///
  /// - Parameter signal: s in events, finite and zero or more.
  /// - Throws: ``NumericsError/Kind/invalidInput`` outside this range.
  public func background(besideSignal signal: Double) throws(NumericsError) -> Double {
    try Self.check(signal)
    return measurement.profiled(count: count, signal: signal).mean
  }

  /// −2 ln λ(s), zero at the best fit.
  ///
  /// - Parameter signal: s in events, finite and zero or more.
  /// - Throws: ``NumericsError/Kind/invalidInput`` outside this range.
  public func deviance(
    signal: Double, relativeTo reference: Reference
  ) throws(NumericsError) -> Double {
    try Self.check(signal)
    return uncheckedDeviance(signal, reference)
  }

  /// q̃(s) of an upper limit: −2 ln λ(s) above the best s ≥ 0, and zero below it.
  ///
  /// Reference: G. Cowan, K. Cranmer, E. Gross, O. Vitells, Eur. Phys. J. C 71 (2011) 1554, eq. 16.
  /// - Parameter signal: s in events, finite and zero or more.
  /// - Throws: ``NumericsError/Kind/invalidInput`` outside this range.
  public func upperLimitStatistic(signal: Double) throws(NumericsError) -> Double {
    try Self.check(signal)
    return signal <= bestSignal ? 0 : uncheckedDeviance(signal, .bounded)
  }

  /// q₀ of a discovery: −2 ln λ(0) for an excess over the background, and zero for none.
  ///
  /// Infinite for an exact background of zero with an event. Reference: as above, eq. 12.
  public var discoveryStatistic: Double {
    unboundedBestSignal <= 0 ? 0 : uncheckedDeviance(0, .bounded)
  }

  private static func check(_ signal: Double) throws(NumericsError) {
    guard signal >= 0, signal < .infinity else {
      throw NumericsError(
        .invalidInput, "a signal must be finite and zero or more",
        advice: "give expected events in the signal box")
    }
  }
}

extension ProfileLikelihood {
  /// For a signal that is known to be finite and zero or more.
  func uncheckedDeviance(_ signal: Double, _ reference: Reference) -> Double {
    let value = Self.minimum(count, measurement, signal: signal)
    return 2 * max(0, reference == .bounded ? value - boundedMinimum : value)
  }

  private static func minimum(
    _ count: Double, _ measurement: BackgroundMeasurement, signal: Double
  ) -> Double {
    let background = measurement.profiled(count: count, signal: signal)
    return poissonHalfDeviance(count, mean: signal + background.mean) + background.penalty
  }
}

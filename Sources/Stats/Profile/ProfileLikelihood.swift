/// The profile likelihood of a signal s from one count n ~ Poisson(s f + b′).
///
/// The background mean b′ and the efficiency factor f are constrained by their own measurements:
///
///     −2 ln λ(s) = 2 min over b′, f [D(n; s f + b′) + C(b′) + E(f)] − 2 min over s, b′, f [the same],
///
/// with D(n; μ) = n ln(n/μ) − n + μ and C(b′) = −ln L(m | b′) above its minimum: nothing for an exact
/// background; (ln(b′/b)/ln κ)²/2 for `log-normal`; D(k; τ b′) for `gamma` and for `gamma-of-mean`,
/// which differ by a prior only; (b′ − b)²/2σ² with b′ ≥ 0 for `gaussian`. E(f) is of the same kind:
/// (ln f/ln κ)²/2, (f − 1)²/2r² with f ≥ 0, or that of a binomial count k of n. The minima over b′ are
/// roots of quadratic equations, or of one equation solved by Newton's method, and that over f is the
/// root of one function, so that equal counts give equal values to the last bit.
/// Reference: W. A. Rolke, A. M. López, J. Conrad, Nucl. Instrum. Meth. A 551 (2005) 493.
public struct ProfileLikelihood: Hashable, Sendable {
  /// n; a real number for an Asimov data set.
  let count: Double
  let measurement: BackgroundMeasurement
  let efficiency: EfficiencyMeasurement
  /// b′ of the best fit with s ≥ 0.
  let bestBackground: Double
  /// The smallest of D + C + E over all b′ and f and all s of zero or more.
  let boundedMinimum: Double

  /// Relative to which best fit a likelihood is quoted.
  public enum Reference: String, Hashable, Sendable, CaseIterable {
    /// The best fit with s ≥ 0.
    case bounded
    /// The best fit with any s, also where n is below the background: it then describes n exactly.
    case unbounded
  }

  /// For an efficiency that is known exactly.
  ///
  /// - Parameter observed: Zero to 1e12.
  /// - Throws: ``NumericsError/Kind/invalidInput``; its text does not carry the count.
  public init(observed: Int, background: BackgroundExpectation) throws(NumericsError) {
    try self.init(observed: observed, background: background, signalScale: .exact)
  }

  /// - Parameter observed: Zero to 1e12.
  /// - Throws: ``NumericsError/Kind/invalidInput``; its text does not carry the count.
  public init(
    observed: Int, background: BackgroundExpectation, signalScale: SignalScale
  ) throws(NumericsError) {
    try checkCount(observed)
    self.init(
      count: Double(observed), measurement: BackgroundMeasurement(background),
      efficiency: signalScale.measurement)
  }

  init(
    count: Double, measurement: BackgroundMeasurement, efficiency: EfficiencyMeasurement = .exact
  ) {
    (self.count, self.measurement, self.efficiency) = (count, measurement, efficiency)
    guard count < measurement.estimate else {
      (bestBackground, boundedMinimum) = (measurement.estimate, 0)
      return
    }
    let background = measurement.profiled(count: count, signal: 0)
    bestBackground = background.mean
    boundedMinimum = poissonHalfDeviance(count, mean: background.mean) + background.penalty
  }

  /// ŝ = (n − b)/f, the signal that fits best when it may be negative.
  ///
  /// Where no event of the signal was selected, an excess fits an infinite signal best.
  public var unboundedBestSignal: Double {
    let (excess, factor) = (count - measurement.estimate, efficiency.estimate)
    return excess == 0 ? 0 : excess / factor
  }

  /// The signal of zero or more that fits best.
  public var bestSignal: Double { max(0, unboundedBestSignal) }

  /// b′ that fits best beside a given signal.
  ///
  /// - Parameter signal: s in events, finite and zero or more.
  /// - Throws: ``NumericsError/Kind/invalidInput`` outside this range.
  public func background(besideSignal signal: Double) throws(NumericsError) -> Double {
    try Self.check(signal)
    return fit(signal).background
  }

  /// The efficiency factor that fits best beside a given signal.
  ///
  /// - Parameter signal: s in events, finite and zero or more.
  /// - Throws: ``NumericsError/Kind/invalidInput`` outside this range.
  public func efficiency(besideSignal signal: Double) throws(NumericsError) -> Double {
    try Self.check(signal)
    return fit(signal).factor
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
    let value = fit(signal).value
    return 2 * max(0, reference == .bounded ? value - boundedMinimum : value)
  }

  /// The same measurements beside another count.
  func with(count: Double) -> Self {
    Self(count: count, measurement: measurement, efficiency: efficiency)
  }

  /// What −2 ln λ(s) tends to for a large signal.
  ///
  /// Finite where the measurement of the efficiency does not exclude that it is zero: the signal is
  /// then free to describe the count.
  func limitingDeviance(_ reference: Reference) -> Double {
    2 * (efficiency.penaltyAtZero + (reference == .bounded ? 0 : boundedMinimum))
  }

  /// The best factor and background beside a signal.
  func fit(_ signal: Double) -> ProfiledMean {
    if efficiency.isExact || signal == 0 {
      let background = measurement.profiled(count: count, signal: signal)
      return ProfiledMean(
        factor: efficiency.estimate, background: background.mean,
        value: poissonHalfDeviance(count, mean: signal + background.mean) + background.penalty)
    }
    return EfficiencyProfile(
      count: count, signal: signal, background: measurement, efficiency: efficiency
    ).best
  }
}

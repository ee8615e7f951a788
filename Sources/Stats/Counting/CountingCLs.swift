/// Upper limits on a signal from one count, by the CLs method with the count as the statistic.
///
/// CLs(s) = P(N ≤ n; s ε + b) / P(N ≤ n; b), where numerator and denominator are each averaged over
/// what is believed about the background mean b and the signal scale ε. A limit is the s at which
/// CLs falls to 1 − CL. Sums over counts are exact, averages are quadratures to double precision;
/// there are no toys and no ties. With an exact signal scale the limit equals the Bayesian one with
/// a flat prior on s, and for n = 0 it is −ln(1 − CL) whatever the background.
/// References: A. L. Read, J. Phys. G 28 (2002) 2693; G. Zech, Nucl. Instrum. Meth. A 277 (1989)
/// 608; R. D. Cousins and V. L. Highland, Nucl. Instrum. Meth. A 320 (1992) 331 for the averages.
public struct CountingCLs: Hashable, Sendable {
  public let background: BackgroundExpectation
  public let signalScale: SignalScale
  public let confidence: ConfidenceLevel

  public init(
    background: BackgroundExpectation, signalScale: SignalScale, confidence: ConfidenceLevel
  ) {
    self.background = background
    self.signalScale = signalScale
    self.confidence = confidence
  }

  /// The largest signal, in events, that the observed count allows at the confidence level.
  ///
  /// - Parameter observed: Zero to 1e12.
  /// - Throws: ``NumericsError``; its text carries neither the count nor anything made from it.
  public func upperLimit(observed: Int) throws(NumericsError) -> Double {
    try checkCount(observed)
    let counts = try CountDistribution(of: background.law, upTo: observed)
    return try upperLimit(observed, CumulativeCounts(counts))
  }

  /// CLs for a signal of `signal` events.
  ///
  /// - Parameters:
  ///   - signal: Expected signal in events, finite and zero or more.
  ///   - observed: Zero to 1e12.
  /// - Throws: ``NumericsError``; its text carries neither the count nor anything made from it.
  public func ratio(signal: Double, observed: Int) throws(NumericsError) -> Double {
    try checkCount(observed)
    let counts = try CountDistribution(of: background.law, upTo: observed)
    return try ratio(signal, observed, CumulativeCounts(counts))
  }

  /// P(N = n) under background alone, averaged over the background mean.
  public func predictive(_ count: Int) throws(NumericsError) -> Double {
    try count < 0 ? 0 : exp(background.law.logProbability(count))
  }
}

extension CountingCLs {
  /// Since Pois(j; s) sums convolve, P(N ≤ n; s + b) = Σⱼ P(j signal events) P(N ≤ n − j; b).
  func ratio(
    _ signal: Double, _ observed: Int, _ background: CumulativeCounts
  ) throws(NumericsError) -> Double {
    let signals = try CountDistribution(of: signalScale.law(signal: signal), upTo: observed)
    var sum = CompensatedSum()
    for index in signals.relative.indices {
      let atMost = observed - signals.lowest - index
      if atMost < background.lowest { break }
      sum.add(signals.relative[index] * background.atMost(atMost))
    }
    return sum.value * exp(signals.logReference) / background.atMost(observed)
  }

  func upperLimit(
    _ observed: Int, _ background: CumulativeCounts
  ) throws(NumericsError) -> Double {
    try signal(withRatio: confidence.complement, observed, background)
  }

  /// The signal at which CLs falls to a target in the open interval (0, 1).
  func signal(
    withRatio target: Double, _ observed: Int, _ background: CumulativeCounts
  ) throws(NumericsError) -> Double {
    let (low, high) = try bracket(target, observed, background)
    // Sums over many counts are not more precise than that.
    let tolerance = observed > 1000 ? 1e-12 : 1e-14
    return try root(from: low, to: high, relativeTolerance: tolerance) {
      (signal) throws(NumericsError) in try ratio(signal, observed, background) - target
    }
  }

  /// Signals with CLs above and below the target, at most a factor two apart.
  ///
  /// CLs(s) ≥ E[exp(−s ε)], the probability of no signal event, bounds the limit from below; it is
  /// about the excess for many events.
  private func bracket(
    _ target: Double, _ observed: Int, _ background: CumulativeCounts
  ) throws(NumericsError) -> (low: Double, high: Double) {
    let excess = Double(observed) - self.background.value
    var low = max(-log(target) / 2, 0.75 * excess / max(signalScale.measurement.estimate, 0.1))
    while try ratio(low, observed, background) <= target { low /= 2 }
    while try ratio(2 * low, observed, background) > target { low *= 2 }
    return (low, 2 * low)
  }
}

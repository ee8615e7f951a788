/// Upper limits on a signal from one count by CLs with the count as statistic and the unknown background
/// and efficiency set to what fits best.
///
/// CLs(s) = P(N ≤ n; s f̂ + b̂) / P(N ≤ n; b̂₀), with the background b̂ and the efficiency factor f̂ that
/// fit the data best beside s, and b̂₀ without signal. The measurements of background and efficiency
/// do not enter the statistic, so repeating them changes nothing. For n = 0 and an exact efficiency
/// it is exp(−s) whatever the background.
/// References: as ``CountingCLs``; ATLAS and CMS Collaborations, CERN-CMS-NOTE-2011-005, section 2.1,
/// for the plug-in treatment.
public struct PlugInCLs: CountingInterval, Hashable {
  public let background: BackgroundExpectation
  public let signalScale: SignalScale
  public let confidence: ConfidenceLevel

  public var method: IntervalMethod { .cls }

  public init(
    background: BackgroundExpectation, signalScale: SignalScale, confidence: ConfidenceLevel
  ) {
    (self.background, self.signalScale, self.confidence) = (background, signalScale, confidence)
  }

  /// - Throws: ``NumericsError/Kind/invalidInput`` also when the efficiency may be zero at this
  ///   confidence level, so that no signal is excluded.
  public func interval(observed: Int) throws(NumericsError) -> SignalInterval {
    let likelihood = try ProfileLikelihood(
      observed: observed, background: background, signalScale: signalScale)
    let start = -log(confidence.complement) / max(likelihood.efficiency.estimate, 1e-9)
    let upper = try plugInLimit(
      observed: observed, start: start, logTarget: log(confidence.complement)
    ) { (signal) throws(NumericsError) in likelihood.expectedCount(signal) }
    return SignalInterval(lower: 0, upper: upper)
  }
}

extension ProfileLikelihood {
  /// The mean of the count with everything at its best beside a signal.
  fileprivate func expectedCount(_ signal: Double) -> Double {
    let selected = signal > 0 ? signal * fit(signal).factor : 0
    return selected + measurement.profiled(count: count, signal: selected).mean
  }
}

/// The strength at which P(N ≤ n; ν(μ)) / P(N ≤ n; ν(0)) falls to a target.
///
/// - Parameters:
///   - start: A strength of the size of the limit, above zero.
///   - mean: ν, the mean count beside a strength with everything else at its best.
func plugInLimit(
  observed: Int, start: Double, logTarget: Double,
  mean: (Double) throws(NumericsError) -> Double
) throws(NumericsError) -> Double {
  let without = try logAtMost(observed, mean: mean(0))
  func excess(_ strength: Double) throws(NumericsError) -> Double {
    try logAtMost(observed, mean: mean(strength)) - without - logTarget
  }
  var (low, high) = (0.0, start)
  for _ in 0..<40 {
    if try excess(high) < 0 {
      return try root(from: low, to: high, relativeTolerance: 1e-11, of: excess)
    }
    (low, high) = (high, 2 * high)
  }
  throw NumericsError(
    .invalidInput, "the efficiency is so uncertain that no signal of ordinary size is excluded",
    advice: "measure the efficiency better, or use a log-normal uncertainty")
}

/// ln P(N ≤ n) of a Poisson count, precise where P underflows.
func logAtMost(_ count: Int, mean: Double) throws(NumericsError) -> Double {
  let counts = try CountDistribution(of: MeanLaw.exact(Poisson(mean: mean)), upTo: count)
  return counts.logReference + log(CumulativeCounts(counts).atMost(count))
}

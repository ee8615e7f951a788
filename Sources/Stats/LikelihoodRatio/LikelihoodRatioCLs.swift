/// Upper limits on a signal from one count by the CLs method with the profile-likelihood ratio q̃ as
/// the statistic, by exact sums over all outcomes.
///
/// CLs(s) = P(q̃(s) ≥ observed; s) / P(q̃(s) ≥ observed; 0), with q̃ of ``ProfileLikelihood``. There
/// are no toys, so no ties are broken: for n = 0, where peers lose outcomes that are equal to the
/// observed one, CLs is exp(−s) whatever the background.
/// References: A. L. Read, J. Phys. G 28 (2002) 2693; G. Cowan, K. Cranmer, E. Gross, O. Vitells,
/// Eur. Phys. J. C 71 (2011) 1554, eq. 16; ATLAS and CMS Collaborations, CERN-CMS-NOTE-2011-005,
/// section 2.1, for the plug-in treatment.
public struct LikelihoodRatioCLs: Hashable, Sendable {
  /// What becomes of the unknown background mean in the two probabilities.
  public enum Treatment: String, Hashable, Sendable, CaseIterable {
    /// The mean is the one that fits the data best beside the tested signal, and beside none; the
    /// measurement of the background is repeated with the count. Also called frequentist toys.
    case plugIn = "plug-in"
    /// The measurement stays as it is and the mean is averaged over what is believed about it. Also
    /// called hybrid toys. q̃ then falls with the count, so the limit is that of ``CountingCLs``.
    case marginalised
  }

  public let background: BackgroundExpectation
  public let confidence: ConfidenceLevel
  public let treatment: Treatment

  public init(
    background: BackgroundExpectation, confidence: ConfidenceLevel, treatment: Treatment
  ) {
    self.background = background
    self.confidence = confidence
    self.treatment = treatment
  }

  /// The two probabilities and their ratio for a signal.
  ///
  /// - Parameters:
  ///   - signal: s in events, above zero and finite.
  ///   - observed: Zero to 1e12.
  /// - Throws: ``NumericsError``; its text carries neither the count nor anything made from it.
  public func probabilities(
    signal: Double, observed: Int
  ) throws(NumericsError) -> SignalProbabilities {
    let tested = try tested(signal, observed)
    let critical = CriticalResults(
      tested, count: observed, estimate: tested.measurement.observedEstimate)
    guard let critical else { return .certain }
    return switch treatment {
    case .plugIn: try plugIn(critical)
    case .marginalised: try marginalised(signal, observed)
    }
  }

  /// The same from toy experiments: a check of the exact sums by other means.
  ///
  /// - Parameters:
  ///   - signal: s in events, above zero and finite.
  ///   - observed: Zero to 1e12.
  ///   - hypothesis: Which of the two probabilities to estimate.
  /// - Throws: ``NumericsError``; its text carries neither the count nor anything made from it.
  public func toys(
    signal: Double, observed: Int, hypothesis: ToyHypothesis, plan: ToyPlan, shard: Shard
  ) throws(NumericsError) -> ToyTally {
    try toys(signal, observed, hypothesis).run(plan, shard: shard)
  }

  /// The same on several threads, with the same result.
  ///
  /// - Parameter threads: One or more.
  public func toys(
    signal: Double, observed: Int, hypothesis: ToyHypothesis, plan: ToyPlan, shard: Shard,
    threads: Int
  ) throws(NumericsError) -> ToyTally {
    try toys(signal, observed, hypothesis).run(plan, shard: shard, threads: threads)
  }

  private func tested(
    _ signal: Double, _ observed: Int
  ) throws(NumericsError) -> TestedSignal {
    try checkCount(observed)
    guard signal > 0, signal < .infinity else {
      throw NumericsError(
        .invalidInput, "a tested signal must be finite and above zero",
        advice: "give expected events in the signal box")
    }
    return TestedSignal(signal: signal, measurement: BackgroundMeasurement(background))
  }

  private func toys(
    _ signal: Double, _ observed: Int, _ hypothesis: ToyHypothesis
  ) throws(NumericsError) -> OutcomeToys {
    let tested = try tested(signal, observed)
    let (measurement, count) = (tested.measurement, Double(observed))
    let estimate = measurement.observedEstimate
    let trueSignal = hypothesis == .backgroundOnly ? 0 : signal
    let mean = measurement.with(estimate: estimate).profiled(count: count, signal: trueSignal).mean
    let draw =
      switch treatment {
      case .plugIn:
        try OutcomeDraw(repeating: measurement, signal: trueSignal, background: mean)
      case .marginalised: OutcomeDraw.belief(background.law, estimate: estimate)
      }
    return OutcomeToys(
      tested, observed: tested.statistic(count: count, estimate: estimate),
      purpose: hypothesis.purpose, signal: trueSignal, draw: draw)
  }
}

/// CLs+b and CLb, and CLs as their ratio.
public struct SignalProbabilities: Hashable, Sendable {
  /// CLs+b: an outcome at least as unlike the tested signal as the observed one, if it is there.
  public let signalAndBackground: Double
  /// CLb: the same if there is background alone.
  public let backgroundOnly: Double
  /// CLs; precise also where both probabilities underflow.
  public let ratio: Double

  /// Of an observation that no outcome is more like the signal than.
  static let certain = Self(logSignalAndBackground: 0, logBackgroundOnly: 0)

  init(logSignalAndBackground: Double, logBackgroundOnly: Double) {
    signalAndBackground = exp(logSignalAndBackground)
    backgroundOnly = exp(logBackgroundOnly)
    ratio = exp(logSignalAndBackground - logBackgroundOnly)
  }
}

extension LikelihoodRatioCLs {
  private func plugIn(_ critical: CriticalResults) throws(NumericsError) -> SignalProbabilities {
    let (signal, measurement) = (critical.tested.signal, critical.tested.measurement)
    let count = Double(critical.count)
    let meanAlone = measurement.profiled(count: count, signal: 0).mean
    if critical.count == 0 {
      // Only n = 0 reaches the observed value, and beside it the mean does not depend on the signal.
      return SignalProbabilities(
        logSignalAndBackground: -signal - meanAlone, logBackgroundOnly: -meanAlone)
    }
    let mean = measurement.profiled(count: count, signal: signal).mean
    var sum = OutcomeSum(critical)
    return SignalProbabilities(
      logSignalAndBackground: try sum.logProbability(signal: signal, background: mean),
      logBackgroundOnly: try sum.logProbability(signal: 0, background: meanAlone))
  }

  /// q̃ ≥ observed means n ≤ observed, when m stays as it is.
  private func marginalised(
    _ signal: Double, _ observed: Int
  ) throws(NumericsError) -> SignalProbabilities {
    let counts = try CountDistribution(of: background.law, upTo: observed)
    let cumulative = CumulativeCounts(counts)
    let alone = counts.logReference + log(cumulative.atMost(observed))
    let ratio = try counting.ratio(signal, observed, cumulative)
    return SignalProbabilities(
      logSignalAndBackground: alone + log(ratio), logBackgroundOnly: alone)
  }

  var counting: CountingCLs {
    CountingCLs(background: background, signalScale: .exact, confidence: confidence)
  }
}

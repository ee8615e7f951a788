/// Classical limit or central interval, averaged over what is believed about the background.
///
/// The upper end solves E[P(N ≤ n; s ε + b)] = α and the lower end E[P(N ≥ n; s ε + b)] = α, where
/// the averages run over the background mean b and the signal scale ε, and α = 1 − CL for a limit
/// and (1 − CL)/2 for a central interval. The upper limit is that of CLs+b with the averages of
/// ``CountingCLs``. An end that would be negative is zero: see ``SignalInterval/upper``. With
/// nothing uncertain it is ``ClassicalInterval``.
/// Reference: R. D. Cousins and V. L. Highland, Nucl. Instrum. Meth. A 320 (1992) 331, here with
/// full averages in place of their expansion.
public struct CousinsHighland: CountingInterval, Hashable {
  public let background: BackgroundExpectation
  public let signalScale: SignalScale
  public let confidence: ConfidenceLevel
  public let sides: IntervalSides

  public var method: IntervalMethod { .cousinsHighland }

  public init(
    background: BackgroundExpectation, signalScale: SignalScale, confidence: ConfidenceLevel,
    sides: IntervalSides
  ) {
    (self.background, self.signalScale) = (background, signalScale)
    (self.confidence, self.sides) = (confidence, sides)
  }

  public func interval(observed: Int) throws(NumericsError) -> SignalInterval {
    try checkCount(observed)
    let counts = try CountDistribution(of: background.law, upTo: observed)
    let cumulative = CumulativeCounts(counts)
    let norm = exp(counts.logReference)
    let upper = try upper(observed, cumulative, norm)
    guard sides == .central, observed > 0 else { return SignalInterval(lower: 0, upper: upper) }
    let probability = 1 - confidence.tail(sides)
    let lower = try signal(atMost: observed - 1, probability, cumulative, norm)
    return SignalInterval(lower: lower, upper: upper)
  }

  public func expected() throws(NumericsError) -> ExpectedBand {
    try ExpectedBand(background) { (count, counts, cumulative) throws(NumericsError) in
      try upper(count, cumulative, exp(counts.logReference))
    }
  }

  private func upper(
    _ observed: Int, _ cumulative: CumulativeCounts, _ norm: Double
  ) throws(NumericsError) -> Double {
    try signal(atMost: observed, confidence.tail(sides), cumulative, norm)
  }

  /// The signal at which E[P(N ≤ n)] falls to a probability; zero if it starts below.
  ///
  /// - Parameter norm: Times the cumulative counts it makes probabilities.
  private func signal(
    atMost observed: Int, _ probability: Double, _ cumulative: CumulativeCounts, _ norm: Double
  ) throws(NumericsError) -> Double {
    let withoutSignal = cumulative.atMost(observed) * norm
    guard withoutSignal > probability else { return 0 }
    return try CountingCLs(background: background, signalScale: signalScale, confidence: confidence)
      .signal(withRatio: probability / withoutSignal, observed, cumulative)
  }
}

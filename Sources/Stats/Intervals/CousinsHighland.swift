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
    let tail = confidence.tail(sides)
    let upper = try signal(atMost: observed, withProbability: tail)
    guard sides == .central, observed > 0 else { return SignalInterval(lower: 0, upper: upper) }
    let lower = try signal(atMost: observed - 1, withProbability: 1 - tail)
    return SignalInterval(lower: lower, upper: upper)
  }

  /// The signal at which E[P(N ≤ n)] falls to a probability; zero if it starts below.
  private func signal(
    atMost observed: Int, withProbability probability: Double
  ) throws(NumericsError) -> Double {
    let counts = try CountDistribution(of: background.law, upTo: observed)
    let cumulative = CumulativeCounts(counts)
    let withoutSignal = cumulative.atMost(observed) * exp(counts.logReference)
    guard withoutSignal > probability else { return 0 }
    return try CountingCLs(background: background, signalScale: signalScale, confidence: confidence)
      .signal(withRatio: probability / withoutSignal, observed, cumulative)
  }
}

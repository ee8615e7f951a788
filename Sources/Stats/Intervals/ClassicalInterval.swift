/// The classical limit or central interval of a Poisson count on a background known exactly.
///
/// The upper end solves P(N ≤ n; s + b) = α and the lower end P(N ≥ n; s + b) = α, with α = 1 − CL
/// for a limit and (1 − CL)/2 for a central interval. Without background these are the intervals of
/// Garwood, in closed form quantiles of gamma distributions; a background is subtracted from both
/// ends, and an end below zero becomes zero: see ``SignalInterval/upper`` for what that means.
/// Reference: F. Garwood, Biometrika 28 (1936) 437; PDG, *Review of Particle Physics*,
/// "Statistics", Poisson intervals.
public struct ClassicalInterval: CountingInterval, Hashable {
  public let background: BackgroundExpectation
  public let confidence: ConfidenceLevel
  public let sides: IntervalSides
  private let mean: Double

  public var method: IntervalMethod { .classical }
  public var signalScale: SignalScale { .exact }

  /// For an efficiency that is known exactly.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` for an uncertain background.
  public init(
    background: BackgroundExpectation, confidence: ConfidenceLevel, sides: IntervalSides
  ) throws(NumericsError) {
    mean = try background.exactMean(
      for: "a classical interval", advice: "use 'cousins-highland', which averages over it")
    (self.background, self.confidence, self.sides) = (background, confidence, sides)
  }

  /// - Throws: ``NumericsError/Kind/invalidInput`` for an uncertain background or signal scale.
  public init(
    background: BackgroundExpectation, signalScale: SignalScale, confidence: ConfidenceLevel,
    sides: IntervalSides
  ) throws(NumericsError) {
    guard signalScale == .exact else {
      throw NumericsError(
        .invalidInput, "a classical interval needs an efficiency without uncertainty",
        advice: "use 'cousins-highland', which averages over it")
    }
    try self.init(background: background, confidence: confidence, sides: sides)
  }

  public func interval(observed: Int) throws(NumericsError) -> SignalInterval {
    try checkCount(observed)
    let upper = try PoissonMean.upper(observed, tail: confidence.tail(sides)) - mean
    guard sides == .central else { return SignalInterval(lower: 0, upper: max(0, upper)) }
    let lower = try PoissonMean.lower(observed, tail: confidence.tail(sides)) - mean
    return SignalInterval(lower: max(0, lower), upper: max(0, upper))
  }

  /// The one-sided lower limit: 1 − CL is left out below; zero where no signal is excluded.
  ///
  /// - Parameter observed: Zero to 1e12.
  public func lowerLimit(observed: Int) throws(NumericsError) -> Double {
    try checkCount(observed)
    return max(0, try PoissonMean.lower(observed, tail: confidence.complement) - mean)
  }
}

extension ConfidenceLevel {
  /// The probability left out on one side.
  func tail(_ sides: IntervalSides) -> Double {
    switch sides {
    case .upperLimit: complement
    case .central: complement / 2
    }
  }
}

extension BackgroundExpectation {
  /// The mean when it is known exactly; `nil` for a belief with a width.
  var exactMean: Double? {
    if case .exact(let poisson) = law { poisson.mean } else { nil }
  }

  func exactMean(for method: String, advice: String) throws(NumericsError) -> Double {
    if let exactMean { return exactMean }
    throw NumericsError(
      .invalidInput, "\(method) needs a background without uncertainty", advice: advice)
  }
}

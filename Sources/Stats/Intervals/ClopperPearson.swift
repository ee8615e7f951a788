/// The classical interval on the probability behind k successes in n trials.
///
/// The upper end solves P(K ≤ k; n, p) = α and the lower end P(K ≥ k; n, p) = α, with α = 1 − CL for
/// a limit and (1 − CL)/2 for a central interval; it covers at least CL for every p.
/// Reference: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404.
public struct ClopperPearson: Hashable, Sendable {
  public let confidence: ConfidenceLevel
  public let sides: IntervalSides

  public init(confidence: ConfidenceLevel, sides: IntervalSides) {
    (self.confidence, self.sides) = (confidence, sides)
  }

  /// - Parameters:
  ///   - successes: Zero to `trials`.
  ///   - trials: One to 1e9.
  /// - Returns: The lower and the upper end, in [0, 1].
  /// - Throws: ``NumericsError/Kind/invalidInput`` outside these ranges; its text has no count.
  public func interval(
    successes: Int, trials: Int
  ) throws(NumericsError) -> (lower: Double, upper: Double) {
    guard trials >= 1, trials <= 1_000_000_000, successes >= 0, successes <= trials else {
      throw NumericsError(
        .invalidInput, "an efficiency needs 1 to 1e9 trials and no more successes than trials",
        advice: "exchange the two numbers")
    }
    let tail = confidence.tail(sides)
    let upper = try upperEnd(successes, trials, tail)
    return (sides == .central ? try lowerEnd(successes, trials, tail) : 0, upper)
  }

  private func upperEnd(
    _ successes: Int, _ trials: Int, _ tail: Double
  ) throws(NumericsError) -> Double {
    if successes == trials { return 1 }
    if successes == 0 { return -expm1(log(tail) / Double(trials)) }
    return try root(from: 0, to: 1) { (probability) throws(NumericsError) in
      try Binomial(trials: trials, probability: probability).atMost(successes) - tail
    }
  }

  private func lowerEnd(
    _ successes: Int, _ trials: Int, _ tail: Double
  ) throws(NumericsError) -> Double {
    if successes == 0 { return 0 }
    if successes == trials { return exp(log(tail) / Double(trials)) }
    return try root(from: 0, to: 1) { (probability) throws(NumericsError) in
      try Binomial(trials: trials, probability: probability).atLeast(successes) - tail
    }
  }
}

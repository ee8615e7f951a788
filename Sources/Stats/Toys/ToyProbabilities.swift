/// What a toy experiment assumes about the signal.
public enum ToyHypothesis: String, Hashable, Sendable, CaseIterable {
  /// The signal that is tested is there.
  case signalAndBackground = "signal-and-background"
  case backgroundOnly = "background-only"

  var purpose: RandomPurpose {
    switch self {
    case .signalAndBackground: .signalAndBackground
    case .backgroundOnly: .backgroundOnly
    }
  }
}

/// CLs+b and CLb from toys, and CLs as their ratio, each with its Monte Carlo error.
public struct ToyProbabilities: Hashable, Sendable {
  public let signalAndBackground: TailProbability
  public let backgroundOnly: TailProbability

  /// - Throws: ``NumericsError/Kind/tooFewToys`` when no toy with background alone reached the
  ///   observed statistic, so that there is no ratio.
  public init(
    signalAndBackground: TailProbability, backgroundOnly: TailProbability
  ) throws(NumericsError) {
    guard backgroundOnly.passed > 0 else {
      throw NumericsError(
        .tooFewToys, "no toy with background alone is as extreme as the observation",
        advice: "run more toys, or check the background")
    }
    (self.signalAndBackground, self.backgroundOnly) = (signalAndBackground, backgroundOnly)
  }

  /// CLs.
  public var ratio: Double { signalAndBackground.estimate / backgroundOnly.estimate }

  /// Of ``ratio``, from both sets of toys, which are independent.
  public var monteCarloError: Double {
    let signal = signalAndBackground.monteCarloError / backgroundOnly.estimate
    let background = ratio * backgroundOnly.relativeError
    return (signal * signal + background * background).squareRoot()
  }
}

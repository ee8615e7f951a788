public import Stats

extension FactorLaw {
  /// The value below which the factor lies with the given probability.
  ///
  /// Rising in the probability, so that a uniform random number makes a sample of the law.
  /// - Parameter probability: In the open interval (0, 1).
  /// - Throws: `NumericsError` of kind `invalidInput` outside this interval, and of kind
  ///   `notConverged` where the search for a quantile fails.
  public func quantile(_ probability: Double) throws(NumericsError) -> Double {
    guard probability > 0, probability < 1 else {
      throw NumericsError(
        .invalidInput, "a quantile needs a probability above 0 and below 1",
        advice: "give it as a fraction, for example 0.9 for 90 %")
    }
    switch form {
    case .exact(let value): return value
    case .gaussian(let law): return try law.quantile(probability)
    case .logNormal(let median, let kappa):
      return median * exp(log(kappa) * (try normalQuantile(probability)))
    case .gamma(let count, let scale):
      return try Self.gammaQuantile(probability, shape: count + 1) * scale
    case .beta(let passed, let total):
      return try BetaDistribution(passed + 1, total - passed + 1).quantile(probability)
    case .uniform(let low, let high): return low + probability * (high - low)
    }
  }

  /// The value a number of standard deviations away, by the probability of a normal deviation.
  ///
  /// Minus one is the 15.87 % and plus one the 84.13 % quantile; for a gaussian law far from its
  /// bounds that is value ± σ, for a log-normal one value · κ^±1.
  func shifted(_ deviations: Double) throws(NumericsError) -> Double {
    try quantile(normalCumulative(deviations))
  }

  private static func gammaQuantile(
    _ probability: Double, shape: Double
  ) throws(NumericsError) -> Double {
    if shape == 1 { return -log1p(-probability) }
    return try Stats.gammaQuantile(exceedance: 1 - probability, shape: shape, rate: 1)
  }
}

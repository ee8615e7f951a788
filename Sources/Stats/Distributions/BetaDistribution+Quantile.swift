extension BetaDistribution {
  /// The x below which a variable lies with the given probability.
  ///
  /// - Parameter probability: In the open interval (0, 1).
  /// - Throws: ``NumericsError/Kind/invalidInput`` outside this interval, and
  ///   ``NumericsError/Kind/notConverged`` when the search does not end.
  public func quantile(_ probability: Double) throws(NumericsError) -> Double {
    guard probability > 0, probability < 1 else {
      throw NumericsError(
        .invalidInput, "a quantile needs a probability above 0 and below 1",
        advice: "give it as a fraction, for example 0.9 for 90 %")
    }
    if first == 1 { return -expm1(log1p(-probability) / second) }
    if second == 1 { return exp(log(probability) / first) }
    return try quantile(logBelow: log(probability), logAbove: log1p(-probability))
  }

  /// The x below which a variable lies with the probability Φ(z), precise in both tails.
  ///
  /// - Parameter z: A standard normal score, finite.
  func quantile(score z: Double) throws(NumericsError) -> Double {
    let (below, above) = (logNormalTail(-z), logNormalTail(z))
    if first == 1 { return -expm1(above / second) }
    if second == 1 { return exp(below / first) }
    return try quantile(logBelow: below, logAbove: above)
  }

  /// Of a probability p, by ln p and ln(1 − p).
  private func quantile(
    logBelow: Double, logAbove: Double
  ) throws(NumericsError) -> Double {
    if logBelow <= log(try cumulative(mean)) { return try lowerQuantile(logBelow).below }
    return try mirrored.lowerQuantile(logAbove).above
  }

  /// Newton's method for ln P as a function of ln(x / (1 − x)), in which it is concave: from any
  /// start the search comes from below after one step, and no step leads out of the range.
  private func lowerQuantile(
    _ logProbability: Double
  ) throws(NumericsError) -> (below: Double, above: Double) {
    let spread = (1 / first + 1 / second).squareRoot()
    let deviation = try normalQuantile(exp(max(logProbability, -700)))
    var logit = log(first / second) + min(0, deviation) * spread
    for _ in 0..<200 {
      let (x, y) = (1 / (1 + exp(-logit)), 1 / (1 + exp(logit)))
      let logBelow = try logBelow(x, y)
      let step = (logProbability - logBelow) * exp(logBelow - (try logDensityOfLogit(x, y)))
      logit = min(logit + step, log(first / second))
      // Newton's error is about this step squared, in spreads.
      if abs(step) <= 1e-8 * spread { return (1 / (1 + exp(-logit)), 1 / (1 + exp(logit))) }
    }
    throw NumericsError(
      .notConverged, "the quantile of an efficiency did not converge in 200 steps",
      advice: "choose a probability further from 0 and 1")
  }
}

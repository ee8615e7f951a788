extension LikelihoodRatioCLs {
  /// The largest signal, in events, with CLs ≥ 1 − CL.
  ///
  /// With a repeated control count CLs falls in a sawtooth, since outcomes come and go whole: where
  /// it crosses 1 − CL more than once the last crossing counts, looked for up to a third above the
  /// first one in steps of 1/64 of that range.
  /// - Parameter observed: Zero to 1e12.
  /// - Throws: ``NumericsError``; its text carries neither the count nor anything made from it.
  public func upperLimit(observed: Int) throws(NumericsError) -> Double {
    try checkCount(observed)
    if observed == 0 { return -log(confidence.complement) }
    let likelihood = try ProfileLikelihood(observed: observed, background: background)
    if treatment == .marginalised {
      return try max(likelihood.bestSignal, counting.upperLimit(observed: observed))
    }
    return try lastCrossing(observed, firstCrossing(observed, near: likelihood.bestSignal))
  }

  /// The limits to expect from background alone, averaged over the background mean, with the
  /// measurement of the background as it is.
  ///
  /// - Returns: For z = −2, −1, 0, 1, 2, in this order.
  /// - Throws: ``NumericsError`` as ``upperLimit(observed:)``, and
  ///   ``NumericsError/Kind/tooLarge`` when the background spreads over millions of counts.
  public func expected() throws(NumericsError) -> [ExpectedLimit] {
    let counts = CumulativeCounts(try CountDistribution(of: background.law, upTo: nil))
    return try [-2, -1, 0, 1, 2].map { (deviation) throws(NumericsError) in
      let count = counts.quantile(normalCumulative(Double(deviation)))
      return ExpectedLimit(
        deviation: deviation, count: count, limit: try upperLimit(observed: count))
    }
  }

  private func excess(_ signal: Double, _ observed: Int) throws(NumericsError) -> Double {
    try probabilities(signal: signal, observed: observed).ratio - confidence.complement
  }

  private func firstCrossing(
    _ observed: Int, near best: Double
  ) throws(NumericsError) -> Double {
    var low = max(best, -log(confidence.complement) / 2)
    while low > best, try excess(low, observed) < 0 { low = max(best, low / 2) }
    // CLs is exactly one up to the best signal, and there the search would stop at once.
    var high = max(2 * low, low + 1)
    while try excess(high, observed) >= 0 { (low, high) = (high, 2 * high) }
    return try root(from: low, to: high, relativeTolerance: 1e-12) {
      (signal) throws(NumericsError) in try excess(signal, observed)
    }
  }

  private func lastCrossing(
    _ observed: Int, _ first: Double
  ) throws(NumericsError) -> Double {
    guard case .controlCount = BackgroundMeasurement(background) else { return first }
    let step = first / 3 / 64
    for index in stride(from: 64.0, through: 1, by: -1) {
      let signal = first + index * step
      guard try excess(signal, observed) >= 0 else { continue }
      return try root(from: signal, to: signal + step, relativeTolerance: 1e-12) {
        (signal) throws(NumericsError) in try excess(signal, observed)
      }
    }
    return first
  }
}

extension CountingInterval {
  /// How often the interval holds a true signal: Σₙ Pois(n; s + b) over the n whose interval has s.
  ///
  /// An exact sum, for signal scale one and a true background that need not be the expected one.
  /// - Parameters:
  ///   - signals: True signals in events, finite and zero or more.
  ///   - trueBackground: The true background mean b in events.
  /// - Returns: The probabilities in the order of the signals, low by at most 1e-12.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a negative mean, and what the intervals throw.
  public func coverage(
    of signals: [Double], trueBackground: Double
  ) throws(NumericsError) -> [Double] {
    var intervals: [Int: SignalInterval] = [:]
    return try signals.map { (signal) throws(NumericsError) in
      let law = MeanLaw.exact(try Poisson(mean: signal + trueBackground))
      let counts = try CountDistribution(of: law, upTo: nil)
      var sum = CompensatedSum()
      for (index, term) in counts.relative.enumerated() {
        let interval = try known(counts.lowest + index, &intervals)
        if interval.contains(signal) { sum.add(term) }
      }
      return sum.value * exp(counts.logReference)
    }
  }

  private func known(
    _ count: Int, _ intervals: inout [Int: SignalInterval]
  ) throws(NumericsError) -> SignalInterval {
    if let interval = intervals[count] { return interval }
    let interval = try interval(observed: count)
    intervals[count] = interval
    return interval
  }
}

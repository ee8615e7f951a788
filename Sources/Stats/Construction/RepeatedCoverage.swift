extension FeldmanCousins {
  /// How often a true signal is accepted when the measurement of the background is repeated too.
  ///
  /// Σ over counts and results of the measurement of their probability, for the accepted outcomes. By
  /// an exact sum for a control count; for normal and log-normal errors results are looked at every
  /// eighth of a standard deviation, and where acceptance changes between two the place is searched.
  /// An interval covers at least this often, since it runs over gaps.
  /// - Parameters:
  ///   - signals: True signals in events, finite and zero or more.
  ///   - trueBackground: The true background mean in events; above zero for a log-normal measurement.
  /// - Returns: The probabilities in the order of the signals.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a negative mean or an uncertain efficiency;
  ///   ``NumericsError/Kind/tooLarge`` for more than a thousand events.
  public func repeatedCoverage(
    of signals: [Double], trueBackground: Double
  ) throws(NumericsError) -> [Double] {
    guard signalScale == .exact, trueBackground >= 0, signals.allSatisfy({ $0 >= 0 }) else {
      throw NumericsError(
        .invalidInput,
        "a coverage needs true means of zero or more and an efficiency without uncertainty",
        advice: "compute it for the background alone")
    }
    guard signals.allSatisfy({ $0 + trueBackground <= 1000 }) else {
      throw NumericsError(
        .tooLarge, "a coverage is summed for at most 1000 events", advice: "choose smaller means")
    }
    let measurement = BackgroundMeasurement(background)
    let spread = try measurement.spread(around: trueBackground)
    return try signals.map { (signal) throws(NumericsError) in
      try coverage(signal, trueBackground, measurement, spread)
    }
  }

  private func coverage(
    _ signal: Double, _ trueBackground: Double, _ measurement: BackgroundMeasurement,
    _ spread: ResultSpread
  ) throws(NumericsError) -> Double {
    let counts = try CountDistribution(
      of: MeanLaw.exact(Poisson(mean: signal + trueBackground)), upTo: nil)
    var sum = CompensatedSum()
    for (index, term) in counts.relative.enumerated() where term > 1e-9 {
      let accepted = try spread.probability { (result) throws(NumericsError) in
        try accepts(signal, counts.lowest + index, measurement.with(result: result))
      }
      sum.add(term * accepted)
    }
    return sum.value * exp(counts.logReference)
  }

  private func accepts(
    _ signal: Double, _ count: Int, _ measurement: BackgroundMeasurement
  ) throws(NumericsError) -> Bool {
    let observed = ProfileLikelihood(count: Double(count), measurement: measurement)
    let experiment = RepeatedExperiment(observed: observed)
    let ranked = try RankedOutcomes(experiment, signal: signal, outside: [])
    return ranked.probability < confidence.value
  }
}

extension ResultSpread {
  /// The probability of the results that fulfil a condition.
  fileprivate func probability(
    where condition: (Double) throws(NumericsError) -> Bool
  ) throws(NumericsError) -> Double {
    let (low, high) = (bulk.lowerBound, bulk.upperBound)
    let step = isDiscrete ? 1 : (high - low) / 128
    var (sum, last) = (CompensatedSum(), (result: low, holds: try condition(low)))
    if isDiscrete, last.holds { sum.add(probability(from: low, to: low)) }
    for index in 1...max(1, Int(((high - low) / step).rounded())) where low < high {
      let next = low + Double(index) * step
      let holds = try condition(next)
      if isDiscrete {
        if holds { sum.add(probability(from: next, to: next)) }
      } else if holds, last.holds {
        sum.add(probability(from: last.result, to: next))
      } else if holds != last.holds {
        let border = try border(last.result, next, last.holds, condition)
        sum.add(
          holds ? probability(from: border, to: next) : probability(from: last.result, to: border))
      }
      last = (next, holds)
    }
    return sum.value
  }

  /// Where a condition changes between two results.
  private func border(
    _ low: Double, _ high: Double, _ holdsAtLow: Bool,
    _ condition: (Double) throws(NumericsError) -> Bool
  ) throws(NumericsError) -> Double {
    var (low, high) = (low, high)
    for _ in 0..<20 {
      let middle = low + (high - low) / 2
      if try condition(middle) == holdsAtLow { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }
}

/// Finds the range of results with which a count ranks above the observed outcome.
struct RangeFinder {
  private let experiment: RepeatedExperiment
  private let signal: Double
  private let spread: ResultSpread
  /// Outcomes whose −2 ln λ is below this rank above.
  private let threshold: Double
  /// The same for outcomes with the observed count.
  private let thresholdOfObservedCount: Double

  init(_ experiment: RepeatedExperiment, signal: Double, spread: ResultSpread) {
    (self.experiment, self.signal, self.spread) = (experiment, signal, spread)
    let observed = experiment.observed
    // Infinite without background and signal, where no event is possible.
    let deviance = min(observed.uncheckedDeviance(signal, .bounded), .greatestFiniteMagnitude)
    // What differs by rounding only ties.
    threshold = deviance - 1e-11 * (1 + deviance)
    let event = observed.bestSignal < signal ? 1.0 : -1.0
    let closer = observed.with(count: max(0, observed.count + event))
    let atCloser = closer.uncheckedDeviance(signal, .bounded)
    thresholdOfObservedCount = atCloser < threshold ? atCloser : -.infinity
  }

  /// - Parameter near: The range of the same count beside a similar outside result, to start from.
  /// - Returns: The first and the last result, infinite where all results on a side rank above; `nil`
  ///   if none does.
  func range(count: Int, outside: Double?, near: ResultRange?) -> ResultRange? {
    let isObserved = Double(count) == experiment.observed.count
    let threshold = isObserved ? thresholdOfObservedCount : threshold
    guard threshold > 0 else { return nil }
    func outcome(_ result: Double) -> ProfileLikelihood {
      experiment.outcome(count: count, inside: result, outside: outside)
    }
    let best = experiment.bestResult(count: count, outside: outside, signal: signal)
    // Beside no signal an efficiency does not matter, and no result is best.
    let clamped = min(max(best.isNaN ? 0 : best, spread.bulk.lowerBound), spread.bulk.upperBound)
    if spread.isDiscrete {
      return wholeRange(clamped) { outcome($0).uncheckedDeviance(signal, .bounded) < threshold }
    }
    guard outcome(clamped).uncheckedDeviance(signal, .bounded) < threshold else { return nil }
    return realRange(clamped, near, threshold.squareRoot()) { result in
      experiment.deviance(of: outcome(result), signal: signal)
    }
  }

  /// The ends are roots of √(−2 ln λ), which is nearly linear in the distance from the best result.
  private func realRange(
    _ best: Double, _ near: ResultRange?, _ root: Double,
    _ deviance: (Double) -> (value: Double, slope: Double)
  ) -> ResultRange {
    func excess(_ result: Double) -> (value: Double, slope: Double) {
      let (value, slope) = deviance(result)
      return (value.squareRoot() - root, slope / (2 * value.squareRoot()))
    }
    let (lowest, highest) = (spread.bulk.lowerBound, spread.bulk.upperBound)
    // The last step is squared once more.
    let tolerance = (experiment.precision * 1e-2).squareRoot() * (highest - lowest)
    let high = risingZero(
      from: near?.high ?? best, in: best...highest, tolerance: tolerance, of: excess)
    let low = -risingZero(from: -(near?.low ?? best), in: -best ... -lowest, tolerance: tolerance) {
      let (value, slope) = excess(-$0)
      return (value, -slope)
    }
    return ResultRange(
      low: low == lowest ? -.infinity : low, high: high == highest ? .infinity : high)
  }

  private func wholeRange(_ best: Double, _ ranksAbove: (Double) -> Bool) -> ResultRange? {
    let neighbours = [best.rounded(.down), best.rounded(.up)]
    guard let start = neighbours.first(where: ranksAbove) else { return nil }
    let high = last(from: start, to: spread.bulk.upperBound, ranksAbove)
    let low = -last(from: -start, to: -spread.bulk.lowerBound) { ranksAbove(-$0) }
    return ResultRange(low: low, high: high)
  }

  /// The last whole number from one that ranks above on that ranks above; infinite beyond the bulk.
  private func last(
    from start: Double, to end: Double, _ ranksAbove: (Double) -> Bool
  ) -> Double {
    if ranksAbove(end) { return .infinity }
    var (inside, outside) = (start, end)
    while outside - inside > 1 {
      let middle = (inside + (outside - inside) / 2).rounded(.down)
      if ranksAbove(middle) { inside = middle } else { outside = middle }
    }
    return inside
  }
}

/// Results of a measurement from one to another, both among them.
struct ResultRange {
  let low: Double
  let high: Double

  static let nothing = ResultRange(low: .infinity, high: -.infinity)
}

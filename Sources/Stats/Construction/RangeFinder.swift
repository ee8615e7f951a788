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

  /// - Returns: The first and the last result, infinite where all results on a side rank above; `nil`
  ///   if none does.
  func range(count: Int, outside: Double?) -> (low: Double, high: Double)? {
    let isObserved = Double(count) == experiment.observed.count
    let threshold = isObserved ? thresholdOfObservedCount : threshold
    func excess(_ result: Double) -> Double {
      experiment.outcome(count: count, inside: result, outside: outside)
        .uncheckedDeviance(signal, .bounded) - threshold
    }
    let best = experiment.bestResult(count: count, outside: outside, signal: signal)
    // Beside no signal an efficiency does not matter, and no result is best.
    let clamped = min(max(best.isNaN ? 0 : best, spread.bulk.lowerBound), spread.bulk.upperBound)
    return spread.isDiscrete ? wholeRange(clamped, excess) : realRange(clamped, excess)
  }

  private func realRange(
    _ best: Double, _ excess: (Double) -> Double
  ) -> (low: Double, high: Double)? {
    guard excess(best) < 0 else { return nil }
    let (lowest, highest) = (spread.bulk.lowerBound, spread.bulk.upperBound)
    let tolerance = experiment.precision * (highest - lowest)
    let high =
      excess(highest) < 0
      ? .infinity : risingZero(from: best, to: highest, tolerance: tolerance, of: excess)
    let low =
      excess(lowest) < 0
      ? -.infinity : -risingZero(from: -best, to: -lowest, tolerance: tolerance) { excess(-$0) }
    return (low, high)
  }

  private func wholeRange(
    _ best: Double, _ excess: (Double) -> Double
  ) -> (low: Double, high: Double)? {
    let neighbours = [best.rounded(.down), best.rounded(.up)]
    guard let start = neighbours.first(where: { excess($0) < 0 }) else { return nil }
    let high = last(from: start, to: spread.bulk.upperBound, excess)
    let low = -last(from: -start, to: -spread.bulk.lowerBound) { excess(-$0) }
    return (low, high)
  }

  /// The last whole number from one that ranks above on that ranks above; infinite beyond the bulk.
  private func last(
    from start: Double, to end: Double, _ excess: (Double) -> Double
  ) -> Double {
    if excess(end) < 0 { return .infinity }
    var (inside, outside) = (start, end)
    while outside - inside > 1 {
      let middle = (inside + (outside - inside) / 2).rounded(.down)
      if excess(middle) < 0 { inside = middle } else { outside = middle }
    }
    return inside
  }
}

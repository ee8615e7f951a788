/// Adds up the probability of all outcomes (n, m) with q̃ at or above the observed one.
///
/// P = Σₙ Pois(n; s + β) P(M ≥ m(n) | β), from the observed count downwards and upwards until nothing
/// is added. In logarithms relative to one term, because far from the bulk each probability
/// underflows while their ratio does not.
struct OutcomeSum {
  private let critical: CriticalResults
  /// m(n) from the observed count downwards, and upwards from the count above it.
  private var (below, above) = ([Double](), [Double]())

  init(_ critical: CriticalResults) { self.critical = critical }

  /// ln P for a true signal and a true background mean.
  mutating func logProbability(
    signal: Double, background: Double
  ) throws(NumericsError) -> Double {
    let poisson = try Poisson(mean: signal + background)
    // The largest weight among the counts that matter most: those up to the observed one.
    let reference = poisson.logProbability(min(critical.count, Int(poisson.mean)))
    var sum = 0.0
    try addDownwards(poisson, background, reference, &sum)
    try addUpwards(poisson, background, reference, &sum)
    guard sum > 0, sum < .infinity else {
      throw NumericsError(
        .notConverged, "the observed outcome is too unlikely for every signal and background",
        advice: "check the background and its uncertainty")
    }
    return min(0, reference + log(sum))
  }

  private mutating func addDownwards(
    _ poisson: Poisson, _ background: Double, _ reference: Double, _ sum: inout Double
  ) throws(NumericsError) {
    for offset in 0...critical.count {
      try Self.checkLength(offset)
      let count = critical.count - offset
      if offset == below.count {
        below.append(try critical.result(for: count, near: below.last))
      }
      let weight = exp(poisson.logProbability(count) - reference)
      sum += try weight * reaching(below[offset], background)
      if Double(count) < poisson.mean, weight * Double(count) < 1e-17 * sum { return }
    }
  }

  private mutating func addUpwards(
    _ poisson: Poisson, _ background: Double, _ reference: Double, _ sum: inout Double
  ) throws(NumericsError) {
    // All counts above n together have a weight below this, and no larger share of results.
    let everything = exp(-reference)
    var offset = 0
    while true {
      try Self.checkLength(offset)
      let count = critical.count + 1 + offset
      if offset == above.count {
        above.append(try critical.result(for: count, near: above.last ?? below.first))
      }
      let share = try reaching(above[offset], background)
      let logWeight = poisson.logProbability(count) - reference
      sum += share > 0 ? exp(logWeight + log(share)) : 0
      if share == 0 || share * everything < 1e-17 * sum { return }
      let ratio = poisson.mean / Double(count + 1)
      if ratio < 1, share * exp(logWeight) * ratio / (1 - ratio) < 1e-17 * sum { return }
      offset += 1
    }
  }

  private func reaching(_ result: Double, _ background: Double) throws(NumericsError) -> Double {
    try critical.tested.measurement.probability(ofReaching: result, mean: background)
  }

  private static func checkLength(_ length: Int) throws(NumericsError) {
    guard length < CountDistribution.maximumTerms else {
      throw NumericsError(
        .tooLarge,
        "the exact sum over counts has more than \(CountDistribution.maximumTerms) terms",
        advice: "reduce the uncertainty or narrow the signal box")
    }
  }
}

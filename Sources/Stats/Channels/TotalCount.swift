/// The total count of all channels, with the nuisance parameters averaged on a grid of scores.
struct TotalCount: Sendable {
  private struct Condition: Sendable {
    let logWeight: Double
    let part: ConditionalCounts.Part
    /// Of the contributions without signal.
    let cumulative: CountProbabilities
  }

  private let conditions: [Condition]
  let highest: Int

  init(_ marginal: MarginalCounts, upTo highest: Int) {
    self.highest = highest
    conditions = marginal.conditions.map {
      Condition(
        logWeight: $0.logWeight, part: $0.parts[0], cumulative: $0.parts[0].fixed.cumulative)
    }
  }

  /// ln P(N ≤ n) for a signal strength.
  ///
  /// - Parameter count: At most ``highest``.
  func logAtMost(_ count: Int, strength: Double) throws(NumericsError) -> Double {
    logSumOfExponentials(
      try conditions.map { (condition) throws(NumericsError) in
        try condition.part.logProbability(count, strength: strength, with: condition.cumulative)
          + condition.logWeight
      })
  }

  /// P(N = 0), …, P(N = highest) without signal.
  func probabilitiesWithoutSignal() throws(NumericsError) -> [Double] {
    var sums = Array(repeating: 0.0, count: highest + 1)
    for condition in conditions {
      let all = condition.part.fixed.convolved(
        with: try condition.part.withSignal(strength: 0, upTo: highest))
      let factor = exp(condition.logWeight + all.logScale)
      for index in sums.indices { sums[index] += factor * all.relative[index] }
    }
    return sums
  }
}

/// ln Σ exp(x), without overflow; −∞ for no terms.
func logSumOfExponentials(_ terms: [Double]) -> Double {
  guard let largest = terms.max(), largest > -.infinity else { return -.infinity }
  var sum = CompensatedSum()
  for term in terms { sum.add(exp(term - largest)) }
  return largest + log(sum.value)
}

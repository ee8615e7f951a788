/// The likelihood of all channel counts, with the nuisance parameters averaged on a grid of scores.
struct ChannelLikelihood: Sendable {
  let marginal: MarginalCounts
  let observed: [Int]

  /// ln E[Π_c Pois(n_c; μ s_c + b_c)] for a signal strength.
  func logValue(strength: Double) throws(NumericsError) -> Double {
    logSumOfExponentials(
      try marginal.conditions.map { (condition) throws(NumericsError) in
        var sum = condition.logWeight
        for (part, count) in zip(condition.parts, observed) {
          sum += try part.logProbability(count, strength: strength, with: part.fixed)
        }
        return sum
      })
  }
}

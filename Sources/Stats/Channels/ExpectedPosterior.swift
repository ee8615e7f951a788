/// Bayesian limits of many outcomes at once: probabilities are computed once for all of them.
struct ExpectedPosterior {
  let posterior: StrengthPosterior
  let marginal: MarginalCounts
  let outcomes: [ChannelOutcomes.Outcome]
  /// By channel.
  let highest: [Int]

  /// For each outcome, the strength with a given posterior probability below it.
  func quantiles(_ probability: Double) throws(NumericsError) -> [Double] {
    let fullest = ChannelLikelihood(marginal: marginal, observed: highest)
    return try posterior.quantiles(
      probability,
      guidedBy: { (strength) throws(NumericsError) in try fullest.logValue(strength: strength) },
      of: logLikelihoods)
  }

  /// By outcome: ln E[Π_c P(n_c; μ)].
  private func logLikelihoods(_ strength: Double) throws(NumericsError) -> [Double] {
    var sums = Array(repeating: 0.0, count: outcomes.count)
    for condition in marginal.conditions {
      let weight = exp(condition.logWeight)
      let tables = try condition.probabilities(strength: strength, upTo: highest)
      for (index, outcome) in outcomes.enumerated() {
        var product = weight
        for (table, count) in zip(tables, outcome.counts) { product *= table[count] }
        sums[index] += product
      }
    }
    return sums.map { log($0) }
  }
}

extension ConditionalCounts {
  /// By channel and count: P(n_c) for a signal strength.
  func probabilities(
    strength: Double, upTo highest: [Int]
  ) throws(NumericsError) -> [[Double]] {
    try zip(parts, highest).map { (part, highest) throws(NumericsError) in
      let all = part.fixed.convolved(with: try part.withSignal(strength: strength, upTo: highest))
      return all.relative.map { $0 * exp(all.logScale) }
    }
  }
}

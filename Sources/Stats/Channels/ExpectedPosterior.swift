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
    let end = try posterior.end { (strength) throws(NumericsError) in
      try fullest.logValue(strength: strength)
    }
    // Enough for the small counts of a list of outcomes that can be written down.
    let panels = try PosteriorPanels(end: end, count: 24)
    let densities = try densities(at: panels.points.map(posterior.strength))
    return densities.map { posterior.strength(panels.quantile(probability, of: $0)) }
  }

  /// By outcome and point: E[Π_c P(n_c; μ)].
  private func densities(at strengths: [Double]) throws(NumericsError) -> [[Double]] {
    let empty = Array(repeating: 0.0, count: strengths.count)
    var sums = Array(repeating: empty, count: outcomes.count)
    for condition in marginal.conditions {
      let weight = exp(condition.logWeight)
      for (point, strength) in strengths.enumerated() {
        let tables = try condition.probabilities(strength: strength, upTo: highest)
        for (index, outcome) in outcomes.enumerated() {
          var product = weight
          for (table, count) in zip(tables, outcome.counts) { product *= table[count] }
          sums[index][point] += product
        }
      }
    }
    return sums
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

extension ChannelLikelihoodRatioCLs {
  /// The upper ends to expect without signal: a toy limit for each of the likeliest sets of counts.
  ///
  /// Together they hold 99.5 % of the probability; the rest is taken to have larger limits, which
  /// the band up to two standard deviations does not reach. The nuisance measurements stay as they
  /// are.
  /// - Parameters:
  ///   - plan: As for a limit; all sets of counts share random numbers.
  ///   - threads: One or more; the result does not depend on it.
  /// - Throws: ``NumericsError/Kind/tooLarge`` for more than 200 sets of counts, and what the limits
  ///   throw.
  public func expected(plan: ToyPlan, threads: Int) throws(NumericsError) -> StrengthBand {
    let outcomes = try Self.likeliest(ChannelOutcomes(of: model).outcomes)
    var uppers: [SampledEnd] = []
    for outcome in outcomes {
      let limit = try upperLimit(observed: outcome.counts, plan: plan, threads: threads)
      uppers.append(SampledEnd(value: limit.value, error: limit.monteCarloError))
    }
    return StrengthBand(probabilities: outcomes.map(\.probability), uppers: uppers)
  }

  private static func likeliest(
    _ outcomes: [ChannelOutcomes.Outcome]
  ) throws(NumericsError) -> [ChannelOutcomes.Outcome] {
    var (found, sum) = ([ChannelOutcomes.Outcome](), 0.0)
    for outcome in outcomes.sorted(by: { $0.probability > $1.probability }) where sum < 0.995 {
      found.append(outcome)
      sum += outcome.probability
      guard found.count <= 200 else {
        throw NumericsError(
          .tooLarge, "a band of toy limits would need more than 200 of them",
          advice: "use the statistic 'count' for the expected band")
      }
    }
    return found
  }
}

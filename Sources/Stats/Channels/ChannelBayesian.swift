/// Bayesian credible interval on the signal strength, nuisance parameters marginalised.
///
/// The posterior is p(μ) ∝ π(μ) E[Π_c Pois(n_c; μ s_c + b_c)], where the average runs over what is believed
/// about the nuisance parameters and π is flat or 1/√μ. It uses how the events are spread over the
/// channels. With one channel and an exact signal the flat-prior limit equals that of CLs.
/// Reference: PDG, *Review of Particle Physics*, "Statistics", Bayesian intervals.
public struct ChannelBayesian: ChannelInterval, Hashable {
  public let model: CountingModel
  public let confidence: ConfidenceLevel
  public let prior: SignalPrior
  public let sides: IntervalSides

  /// - Throws: ``NumericsError/Kind/invalidInput`` for the Jeffreys prior, which for several channels
  ///   would be a joint belief about the signal and every background; and for a flat prior when one
  ///   nuisance parameter may take all signal away with a density that is not zero there, which is
  ///   `gaussian`, an efficiency of 0 of n or a count of zero: the posterior then falls as 1/μ and
  ///   cannot be normalised.
  public init(
    model: CountingModel, confidence: ConfidenceLevel, prior: SignalPrior, sides: IntervalSides
  ) throws(NumericsError) {
    guard prior != .jeffreys else {
      throw NumericsError(
        .invalidInput, "the Jeffreys prior is for one count with an exact background",
        advice: "use the prior 'flat' or 'inverse-root'")
    }
    if prior == .flat, let nuisance = model.nuisanceThatMayRemoveSignal {
      throw .improperPosterior("an efficiency '\(nuisance)'")
    }
    (self.model, self.confidence) = (model, confidence)
    (self.prior, self.sides) = (prior, sides)
  }

  public func interval(observed: [Int]) throws(NumericsError) -> StrengthInterval {
    try model.check(observed)
    let tail = confidence.tail(sides)
    let lower = sides == .central ? try quantile(tail, observed) : 0
    return StrengthInterval(lower: lower, upper: try quantile(1 - tail, observed))
  }

  /// By enumeration of the channel counts; see ``ChannelOutcomes`` for how far.
  public func expected() throws(NumericsError) -> StrengthBand {
    let highest = try model.highestCounts()
    let refinement = GridRefinement(
      structure: NuisanceStructure(model), grouping: .byChannel, highest: highest)
    return try refinement.converged(
      solve: { (marginal, _) throws(NumericsError) in try band(marginal, highest) },
      change: { coarse, fine in fine.largestChange(from: coarse) })
  }

  private func band(
    _ marginal: MarginalCounts, _ highest: [Int]
  ) throws(NumericsError) -> StrengthBand {
    let outcomes = try ChannelOutcomes(marginal, upTo: highest).outcomes
    let uppers = try ExpectedPosterior(
      posterior: posterior, marginal: marginal, outcomes: outcomes, highest: highest
    ).quantiles(1 - confidence.tail(sides))
    return StrengthBand(probabilities: outcomes.map(\.probability), uppers: uppers)
  }

  private var posterior: StrengthPosterior {
    StrengthPosterior(prior: prior, scale: 1 / model.nominalSignalScale)
  }

  private func quantile(_ probability: Double, _ observed: [Int]) throws(NumericsError) -> Double {
    let refinement = GridRefinement(
      structure: NuisanceStructure(model), grouping: .byChannel, highest: observed)
    return try refinement.converged(
      solve: { (marginal, _) throws(NumericsError) in
        let likelihood = ChannelLikelihood(marginal: marginal, observed: observed)
        return try posterior.quantile(probability) { (strength) throws(NumericsError) in
          try likelihood.logValue(strength: strength)
        }
      }, change: { coarse, fine in abs(fine / coarse - 1) })
  }
}

/// Upper limits on the signal strength by CLs with the profile-likelihood ratio q̃, from toys.
///
/// CLs(μ) = P(q̃(μ) ≥ observed; μ) / P(q̃(μ) ≥ observed; 0), with q̃ of ``ChannelProfile``. Where the
/// outcomes of one count can be enumerated, ``LikelihoodRatioCLs`` is exact.
/// References: as ``LikelihoodRatioCLs``.
public struct ChannelLikelihoodRatioCLs: Sendable {
  public typealias Treatment = LikelihoodRatioCLs.Treatment

  public let model: CountingModel
  public let confidence: ConfidenceLevel
  /// With ``LikelihoodRatioCLs/Treatment/plugIn`` the measurements of all nuisance parameters are
  /// repeated for the parameters that fit best; with `marginalised` the parameters are drawn from
  /// what is believed about them.
  public let treatment: Treatment

  public init(model: CountingModel, confidence: ConfidenceLevel, treatment: Treatment) {
    (self.model, self.confidence, self.treatment) = (model, confidence, treatment)
  }

  /// Counts the toys of one hypothesis whose q̃ reaches the observed one.
  ///
  /// - Parameters:
  ///   - strength: μ, above zero and finite.
  ///   - observed: The counts, in the order of the model's channels; each zero to 1e5.
  /// - Throws: ``NumericsError``; its text carries neither a count nor anything made from one.
  public func toys(
    strength: Double, observed: [Int], hypothesis: ToyHypothesis, plan: ToyPlan, shard: Shard
  ) throws(NumericsError) -> ToyTally {
    let profile = try ChannelProfile(model: model, observed: observed)
    return try toys(profile, strength, hypothesis).run(plan, shard: shard)
  }

  /// The same on several threads, with the same result.
  ///
  /// - Parameter threads: One or more.
  public func toys(
    strength: Double, observed: [Int], hypothesis: ToyHypothesis, plan: ToyPlan, shard: Shard,
    threads: Int
  ) throws(NumericsError) -> ToyTally {
    let profile = try ChannelProfile(model: model, observed: observed)
    return try toys(profile, strength, hypothesis)
      .run(plan, shard: shard, threads: threads)
  }

  /// The largest signal strength with CLs ≥ 1 − CL, with its Monte Carlo error.
  ///
  /// - Parameter plan: Of the toys of each hypothesis at each strength; all strengths share random
  ///   numbers, so that CLs changes little between neighbours.
  /// - Throws: ``NumericsError`` as ``toys(strength:observed:hypothesis:plan:shard:)``, and
  ///   ``NumericsError/Kind/tooFewToys`` when the plan is too short for an answer.
  public func upperLimit(
    observed: [Int], plan: ToyPlan
  ) throws(NumericsError) -> ToyLimit {
    try upperLimit(observed: observed, plan: plan, threads: 1)
  }

  /// The same on several threads, with the same result.
  ///
  /// - Parameter threads: One or more.
  public func upperLimit(
    observed: [Int], plan: ToyPlan, threads: Int
  ) throws(NumericsError) -> ToyLimit {
    let profile = try ChannelProfile(model: model, observed: observed)
    var search = try search(profile)
    while let strength = search.next {
      let both = try toys(profile, strength, .signalAndBackground)
        .run(plan, shard: .whole, threads: threads)
      let alone = try toys(profile, strength, .backgroundOnly)
        .run(plan, shard: .whole, threads: threads)
      try search.add(strength, both, alone)
    }
    return try search.limit()
  }
}

extension ChannelLikelihoodRatioCLs {
  private func search(_ profile: ChannelProfile) throws(NumericsError) -> ToyLimitSearch {
    let start = -log(confidence.complement) / model.nominalSignalScale
    return ToyLimitSearch(
      target: confidence.complement, start: try profile.best().strength + start)
  }

  private func toys(
    _ profile: ChannelProfile, _ strength: Double, _ hypothesis: ToyHypothesis
  ) throws(NumericsError) -> ChannelToys {
    guard strength > 0, strength < .infinity else {
      throw NumericsError(
        .invalidInput, "a tested signal strength must be finite and above zero",
        advice: "give it in units of the model's signal")
    }
    return ChannelToys(
      statistic: .upperLimit, layout: profile.layout, strength: strength,
      observed: try profile.upperLimitStatistic(strength: strength),
      purpose: hypothesis.purpose,
      draw: try ChannelDraw(
        profile, strength: hypothesis == .backgroundOnly ? 0 : strength, treatment))
  }
}

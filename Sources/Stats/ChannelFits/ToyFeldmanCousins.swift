/// The unified interval of Feldman and Cousins for several counts with uncertain yields, from toys.
///
/// A strength μ is accepted if P(−2 ln λ(μ) ≥ observed; μ) > 1 − CL in experiments whose counts and
/// nuisance measurements are repeated with the nuisance parameters that fit the observed data best
/// beside μ (profile construction). Both ends are looked for from the best strength outwards, so that
/// a gap of the belt ends the interval. Equal counts beside different measurements are not tied, as
/// they are in ``FeldmanCousins``, so that ends differ where a measurement is precise. Coverage is
/// approximate.
/// References: as ``ChannelFeldmanCousins``; for the nuisance parameters R. D. Cousins, in Proc.
/// PHYSTAT2011, CERN-2011-006, section on the profile construction; ``ChannelProfile``.
public struct ToyFeldmanCousins: Hashable, Sendable {
  public let model: CountingModel
  public let confidence: ConfidenceLevel

  public init(model: CountingModel, confidence: ConfidenceLevel) {
    (self.model, self.confidence) = (model, confidence)
  }

  /// - Parameters:
  ///   - observed: The counts, in the order of the model's channels; each zero to 1e5.
  ///   - plan: Of the toys at each strength; all strengths share random numbers.
  ///   - threads: One or more; the result does not depend on it.
  /// - Throws: ``NumericsError``; its text carries neither a count nor anything made from one.
  public func interval(
    observed: [Int], plan: ToyPlan, threads: Int
  ) throws(NumericsError) -> ToyInterval {
    let profile = try ChannelProfile(model: model, observed: observed)
    let best = try profile.best().strength
    let unit = -log(confidence.complement) / model.nominalSignalScale
    var search = ToyLimitSearch(target: confidence.complement, start: unit)
    while let distance = search.next {
      let tally = try toys(profile, best + distance).run(
        plan, shard: .whole, threads: threads)
      try search.add(distance, tally.shareOfAll())
    }
    let above = try search.limit()
    let below = try lower(profile, best, plan, threads)
    return ToyInterval(
      interval: StrengthInterval(
        lower: below.map { best - $0.value } ?? 0, upper: best + above.value),
      lowerError: below?.monteCarloError ?? 0, upperError: above.monteCarloError)
  }

  /// How far the interval reaches below the best strength; `nil` if it reaches zero.
  private func lower(
    _ profile: ChannelProfile, _ best: Double, _ plan: ToyPlan, _ threads: Int
  ) throws(NumericsError) -> ToyLimit? {
    guard best > 0 else { return nil }
    let atZero = try toys(profile, 0).run(plan, shard: .whole, threads: threads)
      .probability()
    if atZero.estimate > confidence.complement { return nil }
    var search = ToyLimitSearch(target: confidence.complement, start: best)
    while let distance = search.next {
      let strength = max(0, best - distance)
      let tally = try toys(profile, strength).run(plan, shard: .whole, threads: threads)
      try search.add(distance, tally.shareOfAll())
    }
    return try search.limit()
  }

  private func toys(
    _ profile: ChannelProfile, _ strength: Double
  ) throws(NumericsError) -> ChannelToys {
    var fit = ChannelFit(profile.layout)
    let statistic = ChannelToys.Statistic.bothSides
    return ChannelToys(
      statistic: statistic, layout: profile.layout, strength: strength,
      observed: try statistic.value(&fit, profile.data, strength),
      purpose: .signalAndBackground,
      draw: try ChannelDraw(profile, strength: strength, .plugIn))
  }
}

/// An interval from toys, never without the Monte Carlo errors of its ends.
public struct ToyInterval: Hashable, Sendable {
  public let interval: StrengthInterval
  /// Zero for a lower end of zero.
  public let lowerError: Double
  public let upperError: Double
}

extension ToyTally {
  /// The share of the toys that passed, as a ratio to all of them.
  fileprivate func shareOfAll() throws(NumericsError) -> ToyProbabilities {
    let share = try probability()
    return try ToyProbabilities(
      signalAndBackground: share,
      backgroundOnly: TailProbability(passed: share.total, total: share.total))
  }
}

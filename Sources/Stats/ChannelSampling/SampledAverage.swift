/// Intervals on the signal strength with the nuisance parameters averaged by drawing them.
///
/// The averages of ``ChannelCLs``, ``ChannelCousinsHighland`` and ``ChannelBayesian`` are taken over a
/// sample of what is believed about all nuisance parameters, for models with more shared parameters
/// than a grid can hold. Counts are not drawn: their probabilities are exact for each draw. Errors are
/// those of the draws, from leaving out one of 32 blocks at a time.
public struct SampledAverage: Hashable, Sendable {
  public enum Method: Hashable, Sendable {
    case cls
    case cousinsHighland(IntervalSides)
    case bayesian(SignalPrior, IntervalSides)
  }

  public let model: CountingModel
  public let confidence: ConfidenceLevel
  public let method: Method

  /// - Throws: ``NumericsError/Kind/invalidInput`` for a prior that ``ChannelBayesian`` refuses.
  public init(
    model: CountingModel, confidence: ConfidenceLevel, method: Method
  ) throws(NumericsError) {
    if case .bayesian(let prior, let sides) = method {
      _ = try ChannelBayesian(model: model, confidence: confidence, prior: prior, sides: sides)
    }
    (self.model, self.confidence, self.method) = (model, confidence, method)
  }

  /// - Parameters:
  ///   - observed: The counts, in the order of the model's channels; each zero to 1e5.
  ///   - plan: Of the draws; they are doubled from 4096 on until the upper end has the wanted relative
  ///     precision, or all are drawn.
  /// - Throws: ``NumericsError/Kind/tooFewToys`` for a plan of less than 320 draws, and what the
  ///   methods throw; the text carries neither a count nor anything made from one.
  public func interval(
    observed: [Int], plan: ToyPlan
  ) throws(NumericsError) -> SampledInterval {
    try model.check(observed)
    let most = try Self.draws(plan)
    var yields = SampledYields(model, plan: plan)
    var total = min(most, 4096)
    while true {
      try yields.extend(to: total)
      let found = try interval(observed, yields)
      let isPrecise =
        plan.precision > 0 && found.upperError <= plan.precision * found.interval.upper
      if isPrecise || total == most { return found }
      total = min(most, 2 * total)
    }
  }

  /// The upper ends to expect without signal, with their errors; all draws of the plan are used.
  ///
  /// - Throws: As ``interval(observed:plan:)``, and ``NumericsError/Kind/tooLarge`` for `bayesian`, which
  ///   would need a limit for every set of channel counts.
  public func expected(plan: ToyPlan) throws(NumericsError) -> StrengthBand {
    if case .bayesian = method {
      throw NumericsError(
        .tooLarge, "a Bayesian band takes too many averages over drawn nuisance parameters",
        advice: "use the method 'cls' for the expected band")
    }
    var yields = SampledYields(model, plan: plan)
    try yields.extend(to: try Self.draws(plan))
    let total = SampledTotal(yields, nominalSignal: model.nominalSignal)
    let probabilities = try total.probabilitiesWithoutSignal()
    return try StrengthBand(totalCounts: probabilities) { (count) throws(NumericsError) in
      try upper(count, total)
    }
  }

  /// A whole number of draws in each block.
  private static func draws(_ plan: ToyPlan) throws(NumericsError) -> Int {
    guard plan.maximum >= 10 * BlockAverage.blocks else {
      throw NumericsError(
        .tooFewToys, "an average over drawn nuisance parameters needs at least 320 draws",
        advice: "draw more")
    }
    return plan.maximum / BlockAverage.blocks * BlockAverage.blocks
  }

  private func interval(
    _ observed: [Int], _ yields: SampledYields
  ) throws(NumericsError) -> SampledInterval {
    let (lower, upper) = try ends(observed, yields)
    return SampledInterval(
      interval: StrengthInterval(lower: lower.value, upper: upper.value),
      lowerError: lower.error, upperError: upper.error, draws: yields.draws)
  }

  private func ends(
    _ observed: [Int], _ yields: SampledYields
  ) throws(NumericsError) -> (lower: SampledEnd, upper: SampledEnd) {
    let count = observed.reduce(0, +)
    let total = SampledTotal(yields, nominalSignal: model.nominalSignal)
    switch method {
    case .cls: return (.zero, try upper(count, total))
    case .cousinsHighland(let sides):
      guard sides == .central, count > 0 else { return (.zero, try upper(count, total)) }
      let target = log1p(-confidence.tail(sides))
      let lower = try total.end(atMost: count - 1, logTarget: target, relative: false)
      return (lower, try upper(count, total))
    case .bayesian(let prior, let sides):
      let sample = SampledPosterior(
        yields: yields,
        posterior: StrengthPosterior(prior: prior, scale: 1 / model.nominalSignalScale),
        observed: observed)
      let tail = confidence.tail(sides)
      return (sides == .central ? try sample.end(tail) : .zero, try sample.end(1 - tail))
    }
  }

  /// Of the total count.
  private func upper(_ count: Int, _ total: SampledTotal) throws(NumericsError) -> SampledEnd {
    var (tail, relative) = (confidence.complement, true)
    if case .cousinsHighland(let sides) = method {
      (tail, relative) = (confidence.tail(sides), false)
    }
    return try total.end(atMost: count, logTarget: log(tail), relative: relative)
  }
}

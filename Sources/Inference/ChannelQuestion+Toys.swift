import Stats

extension ChannelQuestion {
  func answerByToys() throws(NumericsError) -> ChannelAnswer {
    let method = ChannelLikelihoodRatioCLs(
      model: model, confidence: confidence, treatment: choices.nuisances)
    let plan = try toys.plan
    let limit = try method.upperLimit(observed: observed, plan: plan, threads: toys.threads)
    try Self.check(limit.monteCarloError, limit.value)
    return ChannelAnswer(
      question: self, interval: StrengthInterval(lower: 0, upper: limit.value),
      expected: toys.wantsBand ? try method.expected(plan: plan, threads: toys.threads) : nil,
      monteCarloError: limit.monteCarloError, draws: limit.points.last?.toys)
  }

  func answerByToyConstruction() throws(NumericsError) -> ChannelAnswer {
    let found = try ToyFeldmanCousins(model: model, confidence: confidence)
      .interval(observed: observed, plan: toys.plan, threads: toys.threads)
    try Self.check(found.upperError, found.interval.upper)
    return ChannelAnswer(
      question: self, interval: found.interval, monteCarloError: found.upperError,
      lowerMonteCarloError: found.interval.lower > 0 ? found.lowerError : nil)
  }

  /// Averages over drawn nuisance parameters.
  func answerByDraws() throws(NumericsError) -> ChannelAnswer {
    guard model.isUncertain else {
      throw .refused("nothing is uncertain in this model, so nothing is drawn", "no --toys")
    }
    let method = try SampledAverage(
      model: model, confidence: confidence, method: sampledMethod())
    let plan = try toys.plan
    let found = try method.interval(observed: observed, plan: plan)
    try Self.check(found.upperError, found.interval.upper)
    return ChannelAnswer(
      question: self, interval: found.interval,
      expected: try NumericsError.unlessTooLarge { () throws(NumericsError) in
        try method.expected(plan: plan.drawing(found.draws))
      },
      monteCarloError: found.upperError,
      lowerMonteCarloError: found.interval.lower > 0 ? found.lowerError : nil, draws: found.draws)
  }

  private func sampledMethod() throws(NumericsError) -> SampledAverage.Method {
    switch choices.method {
    case .cls where choices.nuisances == .marginalised: .cls
    case .cousinsHighland: .cousinsHighland(choices.sides)
    case .bayesian: .bayesian(choices.prior, choices.sides)
    default: throw .refused("this method draws nothing", "no --toys")
    }
  }

  /// An answer that the draws leave open is none.
  private static func check(_ error: Double, _ value: Double) throws(NumericsError) {
    guard error <= 0.3 * value else {
      throw NumericsError(
        .tooFewToys, "the toys leave the limit uncertain by more than 30 %", advice: "raise --toys")
    }
  }
}

extension ToyPlan {
  /// The same draws, so many of them.
  fileprivate func drawing(_ count: Int) throws(NumericsError) -> ToyPlan {
    try ToyPlan(seed: seed, point: point, maximum: count, precision: 0)
  }
}

extension ToyLimit.Point {
  /// Toys of both hypotheses.
  fileprivate var toys: Int {
    probabilities.signalAndBackground.total + probabilities.backgroundOnly.total
  }
}

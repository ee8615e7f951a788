import Testing

@testable import Stats

@Suite("Toys of several counts") struct ChannelToyTests {
  typealias Treatment = LikelihoodRatioCLs.Treatment

  @Test(
    "one channel agrees with the exact sums to five Monte Carlo errors",
    arguments: [BackgroundConstraint.logNormal, .gamma], Treatment.allCases)
  func exactSums(constraint: BackgroundConstraint, treatment: Treatment) throws {
    let plan = try ToyPlan(seed: 23, maximum: 2500, precision: 0)
    for (value, uncertainty) in [(0.51, 0.13), (4.0, 2.0)] {
      let (model, _) = try ChannelFitTests.oneChannel(value, uncertainty, constraint)
      let toys = ChannelLikelihoodRatioCLs(
        model: model, confidence: try ConfidenceLevel(0.9), treatment: treatment)
      let sums = try LikelihoodRatioPropertyTests.method(value, uncertainty, constraint, treatment)
      for (observed, signal) in [(0, 1.2), (3, 4.5)] {
        let exact = try sums.probabilities(signal: signal, observed: observed)
        for (hypothesis, expected) in [
          (ToyHypothesis.signalAndBackground, exact.signalAndBackground),
          (.backgroundOnly, exact.backgroundOnly),
        ] {
          let found = try toys.toys(
            strength: signal, observed: [observed], hypothesis: hypothesis, plan: plan,
            shard: .whole
          ).probability()
          expectClose(
            found.estimate, expected, absolute: 5 * found.monteCarloError,
            "\(value) ± \(uncertainty), n = \(observed), \(hypothesis)")
        }
      }
    }
  }

  /// Peers lose the ties here: pyhf's toys give CLb of 0.31 and 0.32 for five channels.
  @Test("no event in five channels: every other outcome without events is a tie")
  func ties() throws {
    let channels = [0.1, 0.2, 0.05, 0.1, 0.15].enumerated().map { index, yield in
      CountingChannel(
        name: "period-\(index)", signal: CountingSample(name: "signal", yield: 0.2, effects: []),
        backgrounds: [
          CountingSample(
            name: "background", yield: yield,
            effects: [
              NuisanceEffect(nuisance: "common", response: .logNormal(kappa: 1.2)),
              NuisanceEffect(nuisance: "own-\(index)", response: .logNormal(kappa: 1.4)),
            ])
        ])
    }
    let names = ["common"] + (0..<5).map { "own-\($0)" }
    let model = try CountingModel(
      channels: channels, nuisances: names.map { NuisanceParameter(name: $0, law: .normal) })
    let method = ChannelLikelihoodRatioCLs(
      model: model, confidence: try ConfidenceLevel(0.9), treatment: .plugIn)
    let profile = try ChannelProfile(model: model, observed: [0, 0, 0, 0, 0])
    let fitted = try profile.fitted(strength: 0)
    let background = (0..<5).reduce(0) {
      $0 + profile.layout.expected($1, [0] + fitted.nuisances)
    }
    let found = try method.toys(
      strength: 2.3, observed: [0, 0, 0, 0, 0], hypothesis: .backgroundOnly,
      plan: ToyPlan(seed: 1, maximum: 2000, precision: 0), shard: .whole
    ).probability()
    expectClose(found.estimate, exp(-background), absolute: 5 * found.monteCarloError)
  }

  @Test("no event: the limit from toys is -ln(1 - CL)")
  func limitWithoutEvents() throws {
    let (model, _) = try ChannelFitTests.oneChannel(0.51, 0.13, .logNormal)
    for treatment in Treatment.allCases {
      let method = ChannelLikelihoodRatioCLs(
        model: model, confidence: try ConfidenceLevel(0.9), treatment: treatment)
      let limit = try method.upperLimit(
        observed: [0], plan: ToyPlan(seed: 9, maximum: 8000, precision: 0.1, chunk: 200))
      expectClose(limit.value, -log1p(-0.9), absolute: 5 * limit.monteCarloError)
      #expect(limit.monteCarloError > 0 && limit.monteCarloError < 0.3)
    }
  }

  @Test("a limit lies within its Monte Carlo error of the exact one", arguments: Treatment.allCases)
  func exactLimit(treatment: Treatment) throws {
    let (model, _) = try ChannelFitTests.oneChannel(0.51, 0.13, .logNormal)
    let method = ChannelLikelihoodRatioCLs(
      model: model, confidence: try ConfidenceLevel(0.9), treatment: treatment)
    let exact = try LikelihoodRatioPropertyTests.method(0.51, 0.13, .logNormal, treatment)
      .upperLimit(observed: 2)
    let limit = try method.upperLimit(
      observed: [2], plan: ToyPlan(seed: 4, maximum: 8000, precision: 0.1, chunk: 200))
    expectClose(limit.value, exact, absolute: 5 * limit.monteCarloError)
  }

  @Test("every kind of nuisance parameter; any number of threads and shards; the same toys")
  func threads() throws {
    let (model, observed) = try ChannelFitRow.model("five channels")
    let plan = try ToyPlan(seed: 6, maximum: 250, precision: 0, chunk: 50)
    for treatment in Treatment.allCases {
      let method = ChannelLikelihoodRatioCLs(
        model: model, confidence: try ConfidenceLevel(0.9), treatment: treatment)
      func tally(_ shard: Shard) throws -> ToyTally {
        try method.toys(
          strength: 1, observed: observed, hypothesis: .backgroundOnly, plan: plan, shard: shard)
      }
      let whole = try tally(.whole)
      #expect(try ToyTally(merging: [tally(Shard(1, of: 2)), tally(Shard(0, of: 2))]) == whole)
      let threaded = try method.toys(
        strength: 1, observed: observed, hypothesis: .backgroundOnly, plan: plan, shard: .whole,
        threads: 3)
      #expect(threaded == whole)
    }
    let method = ChannelLikelihoodRatioCLs(
      model: model, confidence: try ConfidenceLevel(0.9), treatment: .plugIn)
    let limits = try ToyPlan(seed: 6, maximum: 200, precision: 0, chunk: 50)
    let threaded = try method.upperLimit(observed: observed, plan: limits, threads: 2)
    #expect(try method.upperLimit(observed: observed, plan: limits) == threaded)
  }

  @Test("an efficiency that is not of a whole number cannot be measured again")
  func partOfATrial() throws {
    let effect = NuisanceEffect(nuisance: "efficiency", response: .factor)
    let channel = CountingChannel(
      name: "box", signal: CountingSample(name: "signal", yield: 1, effects: [effect]),
      backgrounds: [])
    let law = NuisanceLaw.efficiency(passed: 3, total: 4.5)
    let model = try CountingModel(
      channels: [channel], nuisances: [NuisanceParameter(name: "efficiency", law: law)])
    let plan = try ToyPlan(seed: 6, maximum: 10, precision: 0)
    for (treatment, isRefused) in [(Treatment.plugIn, true), (.marginalised, false)] {
      let method = ChannelLikelihoodRatioCLs(
        model: model, confidence: try ConfidenceLevel(0.9), treatment: treatment)
      let attempt = {
        _ = try method.toys(
          strength: 5, observed: [0], hypothesis: .signalAndBackground, plan: plan, shard: .whole)
      }
      if isRefused {
        #expect { try attempt() } throws: { ($0 as? NumericsError)?.kind == .invalidInput }
      } else {
        try attempt()
      }
    }
  }

  @Test("a tested strength outside its range is refused", arguments: [0, -1, .nan, .infinity])
  func refusal(strength: Double) throws {
    let (model, observed) = try ChannelFitRow.model("five channels")
    let method = ChannelLikelihoodRatioCLs(
      model: model, confidence: try ConfidenceLevel(0.9), treatment: .plugIn)
    let plan = try ToyPlan(seed: 6, maximum: 10, precision: 0)
    #expect {
      try method.toys(
        strength: strength, observed: observed, hypothesis: .backgroundOnly, plan: plan,
        shard: .whole)
    } throws: { ($0 as? NumericsError)?.kind == .invalidInput }
  }
}

import Testing

@testable import Stats

@Suite("Averages over drawn nuisance parameters") struct SampledAverageTests {
  static let methods: [SampledAverage.Method] = [
    .cls, .cousinsHighland(.upperLimit), .cousinsHighland(.central),
    .bayesian(.flat, .upperLimit),
  ]

  private func exact(
    _ method: SampledAverage.Method, _ model: CountingModel
  ) throws -> any ChannelInterval {
    let confidence = try ConfidenceLevel(0.9)
    return switch method {
    case .cls: ChannelCLs(model: model, confidence: confidence)
    case .cousinsHighland(let sides):
      ChannelCousinsHighland(model: model, confidence: confidence, sides: sides)
    case .bayesian(let prior, let sides):
      try ChannelBayesian(model: model, confidence: confidence, prior: prior, sides: sides)
    }
  }

  /// Over six seeds the squared pulls, whose mean is one, add up to 0.4 to 22 in all but 1 of 1000 cases
  /// on either side (χ² with six degrees of freedom).
  @Test("lie as far from the exact average as their errors say", arguments: methods)
  func pulls(method: SampledAverage.Method) throws {
    let model = try Fixture.model([Fixture.channel("a", 1, 0.5), Fixture.channel("b", 2, 2.5)])
    let observed = [1, 4]
    let truth = try exact(method, model).interval(observed: observed)
    let sampled = try SampledAverage(
      model: model, confidence: ConfidenceLevel(0.9), method: method)
    var (upper, lower) = (0.0, 0.0)
    for seed in 1...6 as ClosedRange<UInt64> {
      let plan = try ToyPlan(seed: seed, maximum: 1600, precision: 0)
      let found = try sampled.interval(observed: observed, plan: plan)
      #expect(found.draws == 1600)
      let pull = (found.interval.upper - truth.upper) / found.upperError
      upper += pull * pull
      guard truth.lower > 0 else { continue }
      let lowerPull = (found.interval.lower - truth.lower) / found.lowerError
      lower += lowerPull * lowerPull
    }
    #expect(upper > 0.4 && upper < 22, "\(upper)")
    #expect(truth.lower == 0 || (lower > 0.4 && lower < 22), "\(lower)")
  }

  /// Ten factors that act alike are one to a grid, but not to a draw.
  @Test("ten shared parameters: within five errors of the exact average")
  func manyParameters() throws {
    let widths = (1...10).map { 0.04 * Double($0) }
    let model = try Fixture.model(
      [Fixture.channel("a", 1, 0.5), Fixture.channel("b", 2, 1.5)], kappa: 1.4,
      signalKappas: widths.map(Fixture.kappa))
    let truth = try exact(.cls, model).interval(observed: [0, 2]).upper
    let sampled = try SampledAverage(
      model: model, confidence: ConfidenceLevel(0.9), method: .cls)
    let found = try sampled.interval(
      observed: [0, 2], plan: ToyPlan(seed: 3, maximum: 6400, precision: 0))
    expectClose(found.interval.upper, truth, absolute: 5 * found.upperError)
    #expect(found.upperError < 0.05 * truth)
  }

  @Test("a model that a grid cannot hold is answered, and its refusal names the way")
  func tooLargeForAGrid() throws {
    let names = (0..<7).map { "shared \($0)" }
    let channels = (0..<3).map { channel in
      CountingChannel(
        name: "c\(channel)", signal: CountingSample(name: "signal", yield: 1, effects: []),
        backgrounds: [
          CountingSample(
            name: "background", yield: 0.5,
            effects: names.enumerated().map { index, name in
              NuisanceEffect(
                nuisance: name,
                response: .logNormal(kappa: 1.05 + 0.03 * Double((index + channel) % 5)))
            })
        ])
    }
    let model = try CountingModel(
      channels: channels, nuisances: names.map { NuisanceParameter(name: $0, law: .normal) })
    #expect {
      try exact(.cls, model).interval(observed: [0, 1, 0])
    } throws: {
      let error = $0 as? NumericsError
      return error?.kind == .tooLarge && error?.advice.contains("--toys") == true
    }
    let sampled = try SampledAverage(
      model: model, confidence: ConfidenceLevel(0.9), method: .cls)
    // Without an event and with an exact signal the limit is exact whatever is drawn.
    let none = try sampled.interval(
      observed: [0, 0, 0], plan: ToyPlan(seed: 1, maximum: 320, precision: 0))
    expectClose(none.interval.upper, -log(0.1) / 3, relative: 1e-9)
    #expect(none.upperError < 1e-9)
  }

  @Test("stop as soon as they are precise, and give the same for the same plan")
  func sequential() throws {
    let model = try Fixture.model([Fixture.channel("a", 1, 0.5)], kappa: 2, signalKappa: 1.5)
    let sampled = try SampledAverage(
      model: model, confidence: ConfidenceLevel(0.9), method: .cls)
    let plan = try ToyPlan(seed: 5, maximum: 1_000_000, precision: 0.02)
    let found = try sampled.interval(observed: [2], plan: plan)
    #expect(found.draws < 100_000)
    #expect(found.upperError <= 0.02 * found.interval.upper)
    #expect(try sampled.interval(observed: [2], plan: plan) == found)
  }

  @Test("the band has the counts of the exact one, and its limits within five errors")
  func band() throws {
    let model = try Fixture.model([Fixture.channel("a", 1, 0.5), Fixture.channel("b", 2, 2.5)])
    let truth = try exact(.cls, model).expected()
    let found = try SampledAverage(
      model: model, confidence: ConfidenceLevel(0.9), method: .cls
    ).expected(plan: ToyPlan(seed: 2, maximum: 3200, precision: 0))
    #expect(found.entries.map(\.count) == truth.entries.map(\.count))
    for (entry, exact) in zip(found.entries, truth.entries) {
      let error = try #require(entry.monteCarloError)
      expectClose(entry.upper, exact.upper, absolute: 5 * error)
    }
  }

  @Test("too few draws are refused")
  func refusal() throws {
    let model = try Fixture.model([Fixture.channel("a", 1, 0.5)])
    let sampled = try SampledAverage(
      model: model, confidence: ConfidenceLevel(0.9), method: .cls)
    #expect {
      try sampled.interval(observed: [2], plan: ToyPlan(seed: 1, maximum: 319, precision: 0))
    } throws: { ($0 as? NumericsError)?.kind == .tooFewToys }
  }

  @Test("ln P(N ≤ n) agrees with the table of all counts", arguments: [0, 1, 7, 300])
  func cumulative(count: Int) throws {
    for mean in [1e-9, 0.5, 7.9, 8.1, 250, 301.5, 900] {
      expectClose(
        try logPoissonAtMost(count, mean: mean), try logAtMost(count, mean: mean),
        relative: 1e-11, absolute: 1e-13, "\(mean)")
    }
  }
}

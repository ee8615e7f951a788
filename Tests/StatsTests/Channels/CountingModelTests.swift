import Testing

@testable import Stats

@Suite("A model of several counts refuses") struct CountingModelTests {
  private func sample(_ yield: Double, _ effects: [NuisanceEffect] = []) -> CountingSample {
    CountingSample(name: "sample", yield: yield, effects: effects)
  }

  private func model(
    signal: Double = 1, background: Double = 1, effects: [NuisanceEffect] = [],
    law: NuisanceLaw = .normal, names: [String] = ["n"]
  ) throws(NumericsError) -> CountingModel {
    try CountingModel(
      channels: [
        CountingChannel(
          name: "c", signal: sample(signal), backgrounds: [sample(background, effects)])
      ], nuisances: names.map { NuisanceParameter(name: $0, law: law) })
  }

  @Test("numbers outside their range", arguments: [-1.0, .nan, .infinity, 1e10])
  func numbers(yield: Double) {
    #expect(throws: NumericsError.self) { try model(signal: yield) }
    #expect(throws: NumericsError.self) { try model(background: yield) }
    #expect(throws: NumericsError.self) { try model(law: .count(yield == 1e10 ? 1e13 : yield)) }
    #expect(throws: NumericsError.self) { try model(law: .efficiency(passed: yield, total: 5)) }
    #expect(throws: NumericsError.self) { try model(law: .efficiency(passed: 0, total: 0)) }
  }

  @Test("effects that do not fit their nuisance parameter")
  func effects() {
    let wrong: [(NuisanceResponse, NuisanceLaw)] = [
      (.factor, .normal), (.logNormal(kappa: 1.1), .count(3)), (.logNormal(kappa: 0), .normal),
      (.linear(relative: 0.1), .efficiency(passed: 1, total: 2)),
      (.linear(relative: .nan), .normal),
    ]
    for (response, law) in wrong {
      let effect = NuisanceEffect(nuisance: "n", response: response)
      #expect(throws: NumericsError.self) { try model(effects: [effect], law: law) }
    }
  }

  @Test("names that are missing, unknown or used twice, and models without signal")
  func names() {
    let effect = NuisanceEffect(nuisance: "n", response: .logNormal(kappa: 1.1))
    #expect(throws: NumericsError.self) { try model(effects: [effect], names: []) }
    #expect(throws: NumericsError.self) { try model(effects: [effect, effect]) }
    #expect(throws: NumericsError.self) { try model(names: ["n", "n"]) }
    #expect(throws: NumericsError.self) { try model(signal: 0) }
  }

  @Test("observations that are not its own", arguments: [[], [1, 1], [-1], [1_000_000]])
  func observations(counts: [Int]) throws {
    let limit = ChannelCLs(model: try model(), confidence: try ConfidenceLevel(0.9))
    #expect(throws: NumericsError.self) { try limit.interval(observed: counts) }
  }

  @Test("a posterior that does not fall off, with advice")
  func improperPosterior() throws {
    let nuisances = [NuisanceParameter(name: "e", law: .normal)]
    let signal = sample(1, [NuisanceEffect(nuisance: "e", response: .linear(relative: 0.5))])
    let model = try CountingModel(
      channels: [CountingChannel(name: "c", signal: signal, backgrounds: [])], nuisances: nuisances)
    let confidence = try ConfidenceLevel(0.9)
    #expect(throws: NumericsError.self) {
      try ChannelBayesian(
        model: model, confidence: confidence, prior: .flat, sides: .upperLimit)
    }
  }

  @Test("large counts are summed, not refused", arguments: [(1000, 900.0), (20_000, 19_000.0)])
  func largeCounts(observed: Int, background: Double) throws {
    let confidence = try ConfidenceLevel(0.9)
    let found = try ChannelCLs(model: model(background: background), confidence: confidence)
      .interval(observed: [observed]).upper
    let exact = try CountingCLs(
      background: BackgroundExpectation(value: background, uncertainty: 0, constraint: .none),
      signalScale: .exact, confidence: confidence
    ).upperLimit(observed: observed)
    #expect(abs(found / exact - 1) <= 1e-8)
  }
}

import Testing

@testable import Stats

/// Posteriors of a signal whose efficiency was measured with few events: they fall as a power of μ.
@Suite("Posteriors with heavy tails") struct HeavyTailTests {
  /// Without background με and ε are independent a posteriori, με with a gamma distribution and ε with
  /// a beta distribution of one event less.
  @Test(
    "an efficiency of 1 to 5 of 20 to 50 meets the exact tail",
    arguments: [(1, 20.0), (5, 50)])
  func exactTail(passed: Int, total: Double) throws {
    let model = try model([0], law: .efficiency(passed: Double(passed), total: total))
    for observed in [0, 3] {
      let upper = try limit(model, [observed], .flat)
      let (first, second) = (Double(passed), total - Double(passed) + 1)
      let norm = exp(
        try logGamma(first + second) - logGamma(first) - logGamma(second))
      let tail = try integrate(from: 0, to: 1) { (efficiency) throws(NumericsError) in
        let density = norm * pow(efficiency, first - 1) * pow(1 - efficiency, second - 1)
        return try density * gammaQ(shape: Double(observed) + 1, upper * efficiency)
      }.value
      expectClose(tail, 0.1, relative: 1e-7, "\(upper)")
    }
  }

  @Test("the same with a background, by the one-bin calculation", arguments: [4])
  func oneBin(passed: Int) throws {
    let model = try model([1.5], law: .efficiency(passed: Double(passed), total: 20))
    let one = try BayesianInterval(
      background: BackgroundExpectation(value: 1.5, uncertainty: 0, constraint: .none),
      signalScale: SignalScale(selected: passed, of: 20), confidence: ConfidenceLevel(0.9),
      prior: .flat, sides: .upperLimit
    ).interval(observed: 2).upper
    expectClose(try limit(model, [2], .flat), one, relative: 1e-7)
  }

  @Test(
    "one parameter that may remove all signal: refused with a flat prior, as for one count",
    arguments: [NuisanceLaw.efficiency(passed: 0, total: 20), .count(0)])
  func improper(law: NuisanceLaw) throws {
    let model = try model([1, 2], law: law)
    #expect {
      try limit(model, [0, 1], .flat)
    } throws: { ($0 as? NumericsError)?.reason.contains("cannot be normalised") == true }
    #expect(try limit(model, [0, 1], .inverseRoot) > 0)
  }

  @Test("a gaussian efficiency: the same, also where it acts on several signals in proportion")
  func gaussian() throws {
    let removing = try linearModel([0.1, 0.1])
    #expect {
      try limit(removing, [0, 1], .flat)
    } throws: { ($0 as? NumericsError)?.reason.contains("'efficiency'") == true }
    #expect(try limit(removing, [0, 1], .inverseRoot) > 0)
    // The second signal is still there where the first one ends.
    let staying = try linearModel([0.3, 0.1])
    #expect(try limit(staying, [0, 1], .flat) > 0)
  }

  @Test("two parameters that must both vanish leave a posterior that falls fast enough")
  func twoParameters() throws {
    let laws = ["first", "second"].map { NuisanceParameter(name: $0, law: .normal) }
    let channels = laws.map { nuisance in
      CountingChannel(
        name: nuisance.name,
        signal: CountingSample(
          name: "signal", yield: 1,
          effects: [
            NuisanceEffect(nuisance: nuisance.name, response: .linear(relative: 0.4))
          ]), backgrounds: [])
    }
    let model = try CountingModel(channels: channels, nuisances: laws)
    #expect(try limit(model, [0, 1], .flat) > 0)
  }

  private func limit(
    _ model: CountingModel, _ observed: [Int], _ prior: SignalPrior
  ) throws -> Double {
    try ChannelBayesian(
      model: model, confidence: ConfidenceLevel(0.9), prior: prior, sides: .upperLimit
    ).interval(observed: observed).upper
  }

  private func model(_ backgrounds: [Double], law: NuisanceLaw) throws -> CountingModel {
    try model(backgrounds, law, backgrounds.map { _ in .factor })
  }

  private func linearModel(_ sizes: [Double]) throws -> CountingModel {
    try model(sizes.map { _ in 1 }, .normal, sizes.map { .linear(relative: $0) })
  }

  private func model(
    _ backgrounds: [Double], _ law: NuisanceLaw, _ responses: [NuisanceResponse]
  ) throws -> CountingModel {
    try CountingModel(
      channels: zip(backgrounds, responses).enumerated().map { index, channel in
        CountingChannel(
          name: "channel \(index)",
          signal: CountingSample(
            name: "signal", yield: 1,
            effects: [NuisanceEffect(nuisance: "efficiency", response: channel.1)]),
          backgrounds: [CountingSample(name: "background", yield: channel.0, effects: [])])
      }, nuisances: [NuisanceParameter(name: "efficiency", law: law)])
  }
}

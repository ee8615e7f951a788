import Testing

@testable import Stats

@Suite("Toys of one count") struct OutcomeToyTests {
  /// A control count of nine, (0.3/0.1)², is not whole in floating point.
  static let backgrounds: [(Double, Double)] = [(0.51, 0.13), (0.3, 0.1), (4, 2), (2, 3)]

  @Test(
    "agree with the exact sums to five Monte Carlo errors",
    arguments: BackgroundConstraint.allCases, LikelihoodRatioCLs.Treatment.allCases)
  func exactSums(
    constraint: BackgroundConstraint, treatment: LikelihoodRatioCLs.Treatment
  ) throws {
    let plan = try ToyPlan(seed: 11, maximum: 20_000, precision: 0)
    for (value, uncertainty) in Self.backgrounds {
      let method = try LikelihoodRatioPropertyTests.method(
        value, uncertainty, constraint, treatment)
      for (observed, signal) in [(0, 1.2), (2, 4.5), (3, 3.0)] {
        let exact = try method.probabilities(signal: signal, observed: observed)
        for (hypothesis, expected) in [
          (ToyHypothesis.signalAndBackground, exact.signalAndBackground),
          (.backgroundOnly, exact.backgroundOnly),
        ] {
          let toys = try method.toys(
            signal: signal, observed: observed, hypothesis: hypothesis, plan: plan, shard: .whole
          ).probability()
          expectClose(
            toys.estimate, expected, absolute: 5 * toys.monteCarloError,
            "\(value) ± \(uncertainty), n = \(observed), \(hypothesis)")
        }
      }
    }
  }

  /// Rows of the reference table: ties at no event broken by the noise of the minimisers give CLb of
  /// 0.11 to 0.44. Outcomes without an event are all equal, and they are exp(−b′) of all.
  @Test("no event: no tie is broken", arguments: [BackgroundConstraint.gamma, .logNormal])
  func ties(constraint: BackgroundConstraint) throws {
    let method = try LikelihoodRatioPropertyTests.method(0.51, 0.13, constraint)
    let plan = try ToyPlan(seed: 5, maximum: 100_000, precision: 0)
    let toys = try method.toys(
      signal: 2.3, observed: 0, hypothesis: .backgroundOnly, plan: plan, shard: .whole
    ).probability()
    let mean = constraint == .gamma ? 0.49364205731637884 : 0.49709587027472174
    expectClose(toys.estimate, exp(-mean), absolute: 5 * toys.monteCarloError)
    let name = constraint == .gamma ? "1bin-gamma;" : "1bin-lognormal;"
    let peers = try ReferenceTable("reference-limits").rows.filter {
      try $0.text("quantity").hasPrefix("pyhf toybased") && $0.text("inputs").hasPrefix(name)
    }
    #expect(peers.count >= 2)
    for row in peers {
      let theirs = try #require(Double(row.text("value").split(separator: ";")[2]))
      #expect(theirs < toys.estimate - 0.1)
    }
  }

  /// Tables save the statistic of nearly every toy; here each toy has its own.
  @Test(
    "tables of outcomes pass the toys that the statistic passes",
    arguments: BackgroundConstraint.allCases)
  func tables(constraint: BackgroundConstraint) throws {
    let plan = try ToyPlan(seed: 3, maximum: 3000, precision: 0)
    let cases = [(0.51, 0.13, 1, 2.3), (4, 2, 2, 4.5), (30, 9, 40, 20)]
    var all = 0
    for (value, uncertainty, observed, signal) in cases {
      let background = try BackgroundExpectation(
        value: value, uncertainty: uncertainty, constraint: constraint)
      let measurement = BackgroundMeasurement(background)
      let tested = TestedSignal(signal: signal, measurement: measurement)
      let limit = tested.statistic(count: Double(observed), estimate: measurement.estimate)
      let toys = OutcomeToys(
        tested, observed: limit, purpose: .signalAndBackground, signal: signal,
        draw: try OutcomeDraw(repeating: measurement, signal: signal, background: value))
      let sampler = try PoissonSampler(mean: signal + value)
      var passing = 0
      for toy in 0..<UInt64(3000) {
        var stream = RandomStream(seed: 3, purpose: .signalAndBackground, point: 0, toy: toy)
        let count = Double(sampler.draw(&stream))
        let estimate =
          switch measurement {
          case .exact(let mean): mean
          case .controlCount(_, let scale):
            Double(try PoissonSampler(mean: scale * value).draw(&stream)) / scale
          case .logNormal(_, let logWidth): value * exp(logWidth * stream.normal())
          case .normal(_, let width): value + width * stream.normal()
          }
        if tested.statistic(count: count, estimate: estimate) >= limit { passing += 1 }
      }
      #expect(try toys.passing(0..<3000, of: plan) == passing, "\(value)")
      all += passing
    }
    #expect(all > 100 && all < 8900)
  }
}

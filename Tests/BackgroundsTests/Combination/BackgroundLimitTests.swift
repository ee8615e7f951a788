import Stats
import TestSupport
import Testing

@testable import Backgrounds

@Suite("Upper limits in a sum") struct BackgroundLimitTests {
  private func limit(_ name: String, _ value: Double) throws -> BackgroundLimit {
    try BackgroundLimit(name, value: value, confidence: ConfidenceLevel(0.9))
  }

  private func total(_ convention: UpperLimitConvention) throws -> CombinedBackground {
    let known = try FactorChain(
      "known", product: [Factor("known", .logNormal(0.5, sigma: 0.1), .systematic)])
    return try CombinedBackground(
      BackgroundSum(
        [Contribution(known), Contribution(limit("unseen", 0.2))], limits: convention))
  }

  @Test("listed: beside the total, not in it")
  func listed() throws {
    let found = try total(.listed)
    #expect(found.total.value == 0.5 && found.lines.count == 1)
    #expect(found.listed.map(\.limit.name) == ["unseen"] && found.convention == .listed)
  }

  @Test("uniform: half the limit, with its width over √12")
  func uniform() throws {
    let found = try total(.uniform)
    #expect(disagreement(found.total.value, 0.6, relative: 1e-14) == nil && found.listed.isEmpty)
    let (limit, estimate) = (found.lines[1].limit, found.lines[1].estimate)
    #expect(limit?.value == 0.2 && estimate.statistical == 0)
    #expect(disagreement(estimate.systematic, 0.2 / 12.0.squareRoot(), relative: 1e-11) == nil)
  }

  @Test("zero count: nominally nothing, and the limit is the quantile of its confidence level")
  func zeroCount() throws {
    let found = try total(.zeroCount)
    #expect(found.total.value == 0.5 && found.lines[1].estimate.value == 0)
    let law = try #require(found.lines[1].estimate.impacts.first).factor.law
    #expect(disagreement(try law.quantile(0.9), 0.2, relative: 1e-14) == nil)
    // 90 % of an exponential law lie below 2.303 means.
    let mean = found.lines[1].estimate.mean
    #expect(disagreement(mean, 0.2 / 2.302585092994046, relative: 1e-11) == nil)
  }

  @Test("full: the limit as if it were the value")
  func full() throws {
    let found = try total(.full)
    #expect(disagreement(found.total.value, 0.7, relative: 1e-14) == nil)
    #expect(found.lines[1].estimate.uncertainty == 0)
  }

  @Test("of two run periods are two unknown numbers")
  func periods() throws {
    let limits = try ["A", "B"].map { Contribution(try limit("unseen", 0.2), period: $0) }
    let found = try CombinedBackground(BackgroundSum(limits, limits: .uniform))
    #expect(found.correlation(0, 1) == 0)
    #expect(disagreement(found.total.value, 0.2, relative: 1e-14) == nil)
  }

  @Test("must be above zero")
  func refusals() {
    for value in [0, -1, Double.nan, .infinity] {
      #expect(throws: NumericsError.self) { try limit("none", value) }
    }
  }

  /// NA64μ: the total 0.07 ± 0.03 is published, the lines are unverified inputs (PHYSICS.md,
  /// section 5).
  @Test("the published total of the muon search lies between the conventions")
  func muonSearch() throws {
    let lines = try [("momentum", 0.05, 0.03), ("decays", 0.010, 0.001)].map { name, value, sigma in
      Contribution(
        try FactorChain(
          name,
          product: [Factor(name, .gaussian(value, sigma: sigma, within: .none), .systematic)]))
    }
    let limits = try ["punch-through", "dimuons", "non-hermeticity"].map {
      Contribution(try limit($0, 0.01))
    }
    let found = try UpperLimitConvention.allCases.map {
      try CombinedBackground(BackgroundSum(lines + limits, limits: $0)).total
    }
    let values = found.map(\.value)
    #expect(try #require(values.min()) < 0.07 && #require(values.max()) > 0.07)
    for total in found { #expect(disagreement(total.uncertainty, 0.03, absolute: 0.005) == nil) }
  }
}

@Suite("Two estimates of one background") struct EstimateComparisonTests {
  private func estimate(
    _ name: String, _ value: Double, _ sigma: Double, shared: Double = 0
  ) throws -> Propagation {
    try SummedModel(
      name,
      of: [
        FactorChain(
          "own",
          product: [Factor(name, .gaussian(value, sigma: sigma, within: .none), .systematic)]),
        FactorChain(
          "shared",
          product: [Factor("shared", .gaussian(0, sigma: shared, within: .none), .systematic)]),
      ]
    ).propagated()
  }

  @Test("independent: the weighted mean, and the pull")
  func independent() throws {
    let found = try EstimateComparison(estimate("material", 3, 0.3), estimate("side band", 2, 0.4))
    #expect(disagreement(try #require(found.pull), 2, relative: 1e-11) == nil)
    #expect(disagreement(found.average.weight, 0.64, relative: 1e-11) == nil)
    #expect(disagreement(found.average.value, 2.64, relative: 1e-11) == nil)
    #expect(disagreement(found.average.uncertainty, 0.24, relative: 1e-11) == nil)
  }

  @Test("what both share cancels in the difference and stays in the average")
  func shared() throws {
    let found = try EstimateComparison(
      estimate("material", 3, 0.3, shared: 1), estimate("side band", 2, 0.4, shared: 1))
    #expect(disagreement(found.uncertainty, 0.5, relative: 1e-9) == nil)
    #expect(
      disagreement(found.average.uncertainty, (0.0576 + 1).squareRoot(), relative: 1e-9) == nil)
  }

  @Test("the same measurement twice cannot be averaged")
  func identical() throws {
    let one = try estimate("material", 3, 0, shared: 1)
    #expect(throws: NumericsError.self) {
      try EstimateComparison(one, estimate("side band", 2, 0, shared: 1))
    }
    #expect(throws: NumericsError.self) {
      try EstimateComparison(estimate("a", 1, 0), estimate("b", 2, 0))
    }
  }

  @Test("a propagated estimate makes a line of the table")
  func tableLine() throws {
    let chain = try FactorChain(
      "decays",
      product: [
        Factor("declared", .logNormal(0.3, sigma: 0.05), .systematic),
        .count("events", events: 4, scale: 0.25),
      ])
    let line = Expectation(try chain.propagated())
    #expect(disagreement(line.value, 0.3, relative: 1e-14) == nil)
    #expect(disagreement(line.systematicUp, 0.05, relative: 1e-12) == nil)
    #expect(disagreement(line.systematicDown, 0.3 - 0.3 * 0.3 / 0.35, relative: 1e-12) == nil)
    #expect(line.statistical > 0)
  }
}

import Stats
import TestSupport
import Testing

@testable import Backgrounds

@Suite("Upper limits in a sum") struct BackgroundLimitTests {
  private func limit(_ name: String, _ value: Double) throws -> BackgroundLimit {
    try BackgroundLimit(name, value: value, confidence: ConfidenceLevel(0.9))
  }

  private func estimate(_ convention: UpperLimitConvention) throws -> Propagation? {
    try limit("unseen", 0.2).model(convention, label: "unseen")?.propagated()
  }

  @Test("listed: beside the total, not in it")
  func listed() throws { #expect(try estimate(.listed) == nil) }

  @Test("uniform: half the limit, with its width over √12")
  func uniform() throws {
    let found = try #require(try estimate(.uniform))
    #expect(disagreement(found.value, 0.1, relative: 1e-14) == nil && found.statistical == 0)
    #expect(disagreement(found.systematic, 0.2 / 12.0.squareRoot(), relative: 1e-11) == nil)
  }

  @Test("zero count: nominally nothing, and the limit is the quantile of its confidence level")
  func zeroCount() throws {
    let found = try #require(try estimate(.zeroCount))
    #expect(found.value == 0)
    let law = try #require(found.impacts.first).factor.law
    #expect(disagreement(try law.quantile(0.9), 0.2, relative: 1e-14) == nil)
    // 90 % of an exponential law lie below 2.303 means.
    #expect(disagreement(found.mean, 0.2 / 2.302585092994046, relative: 1e-11) == nil)
  }

  @Test("full: the limit as if it were the value")
  func full() throws {
    let found = try #require(try estimate(.full))
    #expect(disagreement(found.value, 0.2, relative: 1e-14) == nil && found.uncertainty == 0)
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
    let known = try [("momentum", 0.05, 0.03), ("decays", 0.010, 0.001)].map { name, value, sigma in
      try FactorChain(
        name, product: [Factor(name, .gaussian(value, sigma: sigma, within: .none), .systematic)])
    }
    let found = try UpperLimitConvention.allCases.map { convention in
      let limits = try ["punch-through", "dimuons", "non-hermeticity"].compactMap {
        try limit($0, 0.01).model(convention, label: $0)
      }
      return BackgroundTable(
        try (known + limits).map { try BackgroundEstimate($0, method: "a test") }
      ).total
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

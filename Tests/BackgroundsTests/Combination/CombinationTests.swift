import Stats
import TestSupport
import Testing

@testable import Backgrounds

@Suite("Sums of backgrounds") struct CombinationTests {
  /// Three lines: two share the beam's hadron fraction, and all share the exposure.
  private func contributions() throws -> [Contribution] {
    let exposure = try Factor("on target", .logNormal(10, sigma: 0.5), .systematic)
    let hadrons = try Factor("hadron fraction", .logNormal(0.04, sigma: 0.004), .systematic)
    return [
      Contribution(
        try FactorChain(
          "decays", product: [exposure, hadrons, .fraction("tag", passed: 20, of: 100)]),
        period: "2022"),
      Contribution(
        try FactorChain(
          "punch-through", product: [exposure, hadrons, .fraction("leak", passed: 40, of: 300)]),
        period: "2022"),
      Contribution(
        try FactorChain(
          "upstream", product: [exposure, .count("side band", events: 60, scale: 2e-4)]),
        period: "2023"),
    ]
  }

  private func combined(
    _ contributions: [Contribution], _ convention: UpperLimitConvention = .listed
  ) throws -> CombinedBackground {
    try CombinedBackground(BackgroundSum(contributions, limits: convention))
  }

  @Test("the variance of the sum is the sum of all covariances")
  func covariances() throws {
    let found = try combined(contributions())
    var variance = 0.0
    for (i, one) in found.lines.enumerated() {
      for (j, other) in found.lines.enumerated() {
        variance += found.correlation(i, j) * one.estimate.uncertainty * other.estimate.uncertainty
      }
    }
    #expect(disagreement(found.total.uncertainty, variance.squareRoot(), relative: 1e-9) == nil)
    let value = found.lines.reduce(0) { $0 + $1.estimate.value }
    #expect(disagreement(found.total.value, value, relative: 1e-14) == nil)
    let shares = found.lines.compactMap(\.share).reduce(0, +)
    #expect(disagreement(shares, 1, relative: 1e-14) == nil)
    #expect(disagreement(found.correlation(1, 1), 1, relative: 1e-12) == nil)
    #expect(found.correlation(0, 1) > found.correlation(0, 2) && found.correlation(0, 2) > 0)
    #expect(found.correlation(0, 3) == 0 && found.correlation(-1, 0) == 0)
  }

  @Test("fully shared uncertainties add linearly, others in quadrature")
  func extremes() throws {
    func line(_ name: String, _ factor: String) throws -> Contribution {
      Contribution(
        try FactorChain(
          name, product: [Factor(factor, .gaussian(3, sigma: 0.4, within: .none), .systematic)]))
    }
    let shared = try combined([line("one", "x"), line("other", "x")])
    #expect(disagreement(shared.total.systematic, 0.8, relative: 1e-11) == nil)
    #expect(disagreement(shared.correlation(0, 1), 1, relative: 1e-11) == nil)
    let separate = try combined([line("one", "x"), line("other", "y")])
    #expect(
      disagreement(separate.total.systematic, 0.32.squareRoot(), relative: 1e-11) == nil)
    #expect(separate.correlation(0, 1) == 0)
  }

  @Test("analytic and sampled agree within the Monte Carlo error")
  func agreement() throws {
    let sum = try BackgroundSum(contributions(), limits: .listed)
    let analytic = try CombinedBackground(sum)
    var source = SplitMixSource(seed: 2)
    let sampled = try SampledCombination(sum, draws: 10_000, from: &source)
    // First order leaves out the products of relative variances: 0.3 % of the deviation here.
    func expectAgreement(_ one: Propagation, _ other: SampledPropagation) {
      #expect(abs(other.mean - one.mean) < 5 * other.meanError, "\(one.name)")
      let allowed = 5 * other.standardDeviationError + 0.003 * one.uncertainty
      #expect(abs(other.standardDeviation - one.uncertainty) < allowed, "\(one.name)")
    }
    expectAgreement(analytic.total, sampled.total)
    for (one, other) in zip(analytic.lines, sampled.lines) {
      expectAgreement(one.estimate, other)
    }
    for (one, other) in zip(analytic.periods, sampled.periods) { expectAgreement(one, other) }
    for (i, j) in [(0, 1), (0, 2), (1, 2)] {
      // (1 − ρ²)/√n, five times.
      #expect(abs(analytic.correlation(i, j) - sampled.correlation(i, j)) < 0.05)
    }
    #expect(sampled.correlation(0, 7) == 0)
  }

  @Test("run periods add up, and keep what they share")
  func periods() throws {
    let found = try combined(contributions())
    #expect(found.periods.map(\.name) == ["2022", "2023"])
    let values = found.periods.map(\.value).reduce(0, +)
    #expect(disagreement(found.total.value, values, relative: 1e-14) == nil)
    #expect(found.periods[0].correlation(with: found.periods[1]) > 0.1)
    // Splitting a period in two with the same factors changes nothing.
    let exposure = try Factor("on target", .logNormal(10, sigma: 0.5), .systematic)
    let parts = try [("early", 0.25), ("late", 0.75)].map { name, part in
      let share = try Factor("share \(name)", .exact(part), .systematic)
      let events = try Factor.count("side band", events: 60, scale: 2e-4)
      return Contribution(
        try FactorChain("upstream", product: [exposure, events, share]), period: name)
    }
    let split = try combined(contributions().dropLast() + parts)
    #expect(split.periods.map(\.name) == ["2022", "early", "late"])
    #expect(disagreement(split.total.value, found.total.value, relative: 1e-13) == nil)
    #expect(disagreement(split.total.uncertainty, found.total.uncertainty, relative: 1e-10) == nil)
  }

  @Test("the order of the lines changes no digit of the total")
  func permutation() throws {
    let (found, turned) = (
      try combined(contributions()), try combined(contributions().reversed())
    )
    #expect(found.total.value == turned.total.value && found.total.mean == turned.total.mean)
    #expect(found.total.uncertainty == turned.total.uncertainty)
    #expect(found.total.ranking == turned.total.ranking)
    var (one, other) = (SplitMixSource(seed: 9), SplitMixSource(seed: 9))
    let draws = (
      try SampledCombination(
        BackgroundSum(contributions(), limits: .listed), draws: 200, from: &one),
      try SampledCombination(
        BackgroundSum(contributions().reversed(), limits: .listed), draws: 200, from: &other)
    )
    #expect(draws.0.total == draws.1.total)
  }

  @Test("effects are relative to each line, for one nuisance parameter a name")
  func effects() throws {
    let effects = try combined(contributions()).effects
    #expect(effects.count == 8)
    let shared = effects.filter { $0.factor.name == "on target" }
    #expect(shared.map(\.background) == ["decays", "punch-through", "upstream"])
    for effect in shared {
      let relative = try #require(effect.relative)
      #expect(disagreement(relative.up, 0.05, relative: 1e-11) == nil)
      #expect(disagreement(relative.down, 1 / 1.05 - 1, relative: 1e-11) == nil)
    }
    let none = try combined([
      Contribution(try FactorChain("none", product: [.count("events", events: 0)])),
      Contribution(try FactorChain("exact", product: [Factor("one", .exact(1), .systematic)])),
    ])
    #expect(none.effects.map(\.factor.name) == ["events"])
    #expect(none.effects[0].relative == nil && none.effects[0].up > 1)
    #expect(none.lines[0].share == 0)
  }

  @Test("what a name stands for is one number; a line occurs once in a run period")
  func refusals() throws {
    let one = try FactorChain("a", product: [Factor("x", .exact(1), .systematic)])
    let other = try FactorChain("b", product: [Factor("x", .exact(2), .systematic)])
    #expect(throws: NumericsError.self) {
      try BackgroundSum([Contribution(one), Contribution(other)], limits: .listed)
    }
    #expect(throws: NumericsError.self) {
      try BackgroundSum([Contribution(one), Contribution(one)], limits: .listed)
    }
    let periods = [Contribution(one, period: "A"), Contribution(one, period: "B")]
    #expect(try BackgroundSum(periods, limits: .listed).lines.count == 2)
    let empty = try combined([])
    #expect(empty.total.value == 0 && empty.total.uncertainty == 0 && empty.effects.isEmpty)
  }
}

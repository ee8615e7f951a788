import Stats
import TestSupport
import Testing

@testable import Backgrounds

/// A sum of factors with weights, to have something exactly linear.
private struct WeightedSum: FactorModel {
  let name = "weighted sum"
  let terms: [(weight: Double, factor: Factor)]
  var factors: [Factor] { terms.map(\.factor) }

  func expectation(_ values: FactorValues) -> Double {
    terms.reduce(0) { $0 + $1.weight * values[$1.factor] }
  }
}

@Suite("Propagation of uncertainties") struct PropagationTests {
  private func linear() throws -> WeightedSum {
    WeightedSum(terms: [
      (2, try .count("events", events: 9, scale: 0.1)),
      (-1, try .fraction("tag", passed: 3, of: 20)),
      (0.5, try Factor("scale", .logNormal(3, sigma: 0.6), .systematic)),
      (1, try Factor("shift", .gaussian(0.1, sigma: 0.4, within: .nonNegative), .systematic)),
      (4, try Factor("range", .uniform(from: 0, to: 0.2), .systematic)),
    ])
  }

  @Test("of a linear model is exact: the laws' own means and variances")
  func linearIdentity() throws {
    let model = try linear()
    let found = try model.propagated()
    let mean = model.terms.reduce(0) { $0 + $1.weight * $1.factor.law.mean }
    #expect(disagreement(found.mean, mean, relative: 1e-11) == nil)
    for kind in Factor.Kind.allCases {
      let variance = model.terms.filter { $0.factor.kind == kind }.reduce(0) {
        let part = $1.weight * $1.factor.law.standardDeviation
        return $0 + part * part
      }
      let error = kind == .statistical ? found.statistical : found.systematic
      #expect(disagreement(error, variance.squareRoot(), relative: 1e-11) == nil)
    }
    let value = 2 * 0.9 - 0.15 + 1.5 + 0.1 + 0.4
    #expect(disagreement(found.value, value, relative: 1e-14) == nil)
  }

  @Test("analytic and sampled agree within the Monte Carlo error for a linear model")
  func linearAgreement() throws {
    let model = try linear()
    let analytic = try model.propagated()
    var source = SplitMixSource(seed: 4)
    let sampled = try model.sampled(draws: 20_000, from: &source)
    #expect(source.drawn == 100_000)
    // Five standard errors, with a fixed seed.
    #expect(abs(sampled.mean - analytic.mean) < 5 * sampled.meanError)
    #expect(
      abs(sampled.standardDeviation - analytic.uncertainty) < 5 * sampled.standardDeviationError)
    #expect(abs(sampled.statistical - analytic.statistical) < 0.03 * analytic.statistical)
    #expect(abs(sampled.systematic - analytic.systematic) < 0.03 * analytic.systematic)
    #expect(sampled.value == analytic.value)
  }

  @Test("of a product: the mean is exact, the variance to first order")
  func product() throws {
    let factors = [
      try Factor.count("events", events: 40), try .fraction("mistag", passed: 12, of: 400),
      try Factor("scale", .logNormal(0.8, sigma: 0.04), .systematic),
    ]
    let chain = try FactorChain("chain", product: factors)
    let found = try chain.propagated()
    let mean = factors.reduce(1) { $0 * $1.law.mean }
    #expect(disagreement(found.mean, mean, relative: 1e-11) == nil)
    // σ²/m² = Π (1 + r²) − 1 exactly, Σ r² to first order.
    let relative = factors.map { $0.law.standardDeviation / $0.law.mean }
    let first = relative.reduce(0) { $0 + $1 * $1 }
    let exact = relative.reduce(1) { $0 * (1 + $1 * $1) } - 1
    #expect(disagreement(found.uncertainty, mean * first.squareRoot(), relative: 1e-11) == nil)
    var source = SplitMixSource(seed: 11)
    let sampled = try chain.sampled(draws: 20_000, from: &source)
    #expect(abs(sampled.mean - mean) < 5 * sampled.meanError)
    let deviation = mean * exact.squareRoot()
    #expect(abs(sampled.standardDeviation - deviation) < 5 * sampled.standardDeviationError)
  }

  @Test("impacts are signed, and rank what drives the uncertainty")
  func impacts() throws {
    let chain = try FactorChain(
      "rate", product: [try Factor("flux", .logNormal(100, sigma: 10), .systematic)],
      over: [try Factor("width", .logNormal(4, sigma: 0.2), .systematic)])
    let found = try chain.propagated()
    #expect(found.impacts.map(\.factor.name) == ["flux", "width"])
    let (flux, width) = (found.impacts[0], found.impacts[1])
    #expect(disagreement(flux.up, 2.5, relative: 1e-12) == nil)
    #expect(disagreement(flux.down, 100 / 1.1 / 4 - 25, relative: 1e-12) == nil)
    #expect(disagreement(width.up, 25 / 1.05 - 25, relative: 1e-12) == nil)
    #expect(disagreement(width.down, 25 * 1.05 - 25, relative: 1e-12) == nil)
    #expect(flux.deviation > 0 && width.deviation < 0)
    #expect(found.ranking.map(\.factor.name) == ["flux", "width"])
    let shares = found.impacts.map { found.share(of: $0) }
    #expect(disagreement(shares[0] + shares[1], 1, relative: 1e-12) == nil && shares[0] > 0.7)
    #expect(found.statistical == 0)
  }

  @Test("zero events in a control region: nominally zero, and yet not certain")
  func zeroEvents() throws {
    let chain = try FactorChain(
      "transfer", product: [.count("control", events: 0), .fraction("t", passed: 5, of: 48)])
    let found = try chain.propagated()
    // The fraction has a mean of 6/50.
    #expect(found.value == 0 && disagreement(found.mean, 0.12, relative: 1e-12) == nil)
    #expect(found.statistical > 0.12 && found.systematic == 0)
    let control = try #require(found.impacts.first { $0.factor.name == "control" })
    #expect(control.down > 0 && control.up > control.down, "both ends lie above zero events")
    let fraction = try #require(found.impacts.first { $0.factor.name == "t" })
    #expect(fraction.up == 0 && fraction.down == 0)
  }

  @Test("without uncertainty is a number")
  func exact() throws {
    let chain = try FactorChain(
      "exact", product: [try Factor("a", .exact(3), .systematic)],
      over: [try Factor("b", .exact(4), .statistical)])
    let found = try chain.propagated()
    #expect(found.value == 0.75 && found.mean == 0.75 && found.uncertainty == 0)
    #expect(found.share(of: found.impacts[0]) == 0)
    var source = SplitMixSource(seed: 1)
    let sampled = try chain.sampled(draws: 100, from: &source)
    #expect(sampled.mean == 0.75 && sampled.standardDeviation == 0)
    #expect(sampled.standardDeviationError == 0 && sampled.statistical == 0)
    #expect(try sampled.quantile(0.5) == (0.75, 0))
  }

  @Test("the order of factors and the splitting of a factor change nothing")
  func rearrangements() throws {
    let factors = [
      try Factor.count("events", events: 7), try .fraction("mistag", passed: 2, of: 90),
      try Factor("six", .exact(6), .systematic),
      try Factor("scale", .logNormal(0.8, sigma: 0.2), .systematic),
    ]
    let found = try FactorChain("chain", product: factors).propagated()
    let others = [
      try FactorChain("chain", product: factors.reversed()).propagated(),
      try FactorChain(
        "chain",
        product: factors.filter { $0.name != "six" } + [
          try Factor("two", .exact(2), .systematic), try Factor("three", .exact(3), .systematic),
        ]
      ).propagated(),
      try FactorChain(
        "chain", product: factors.filter { $0.name != "six" },
        over: [try Factor("sixth", .exact(1.0 / 6), .systematic)]
      ).propagated(),
    ]
    for other in others {
      #expect(disagreement(other.value, found.value, relative: 1e-14) == nil)
      #expect(disagreement(other.mean, found.mean, relative: 1e-11) == nil)
      #expect(disagreement(other.statistical, found.statistical, relative: 1e-11) == nil)
      #expect(disagreement(other.systematic, found.systematic, relative: 1e-11) == nil)
    }
  }

  @Test("ten times the exposure makes ten times the estimate")
  func exposure() throws {
    func chain(_ onTarget: Double) throws -> Propagation {
      try FactorChain(
        "rate",
        product: [
          try Factor("on target", .logNormal(onTarget, sigma: 0.05 * onTarget), .systematic),
          try .fraction("leak", passed: 1, of: 1000),
        ]
      ).propagated()
    }
    let (once, tenfold) = (try chain(1e9), try chain(1e10))
    #expect(disagreement(tenfold.value, 10 * once.value, relative: 1e-14) == nil)
    #expect(disagreement(tenfold.statistical, 10 * once.statistical, relative: 1e-11) == nil)
    #expect(disagreement(tenfold.systematic, 10 * once.systematic, relative: 1e-11) == nil)
  }

  @Test("a sample has its quantiles, with errors")
  func quantiles() throws {
    let chain = try FactorChain("count", product: [try .count("events", events: 0)])
    var source = SplitMixSource(seed: 3)
    let sampled = try chain.sampled(draws: 50_000, from: &source)
    let found = try sampled.quantile(0.9)
    // −ln 0.1; one standard error is √(pq/n)/density = 0.0134.
    #expect(abs(found.value - 2.302585092994046) < 5 * 0.0134)
    #expect(abs(found.error - 0.0134) < 0.005)
    #expect(try sampled.upperLimit(ConfidenceLevel(0.9)) == found.value)
    #expect(throws: NumericsError.self) { try sampled.quantile(0.9999) }
    #expect(throws: NumericsError.self) { try sampled.quantile(.nan) }
  }

  @Test("wrong input is refused")
  func refusals() throws {
    let (one, other) = (
      try Factor("x", .exact(1), .systematic), try Factor("x", .exact(2), .systematic)
    )
    #expect(throws: NumericsError.self) { try FactorChain("c", product: [one, other]) }
    #expect(throws: NumericsError.self) { try FactorChain("c", product: [one], over: [other]) }
    #expect(throws: NumericsError.self) { try FactorChain("c", product: []) }
    let zero = try Factor.count("none", events: 0)
    #expect(throws: NumericsError.self) { try FactorChain("c", product: [one], over: [zero]) }
    let huge = try Factor("huge", .exact(1e300), .systematic)
    let overflow = try FactorChain("c", product: [huge, huge])
    #expect(throws: NumericsError.self) { try overflow.propagated() }
    var source = SplitMixSource(seed: 1)
    let chain = try FactorChain("c", product: [one])
    for draws in [-1, 0, 99, 1_000_001, .max] {
      #expect(throws: NumericsError.self) { try chain.sampled(draws: draws, from: &source) }
    }
    #expect(throws: NumericsError.self) { try FactorSample(of: [], draws: 100, from: &source) }
  }
}

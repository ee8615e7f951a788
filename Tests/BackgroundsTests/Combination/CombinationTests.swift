import Stats
import TestSupport
import Testing

@testable import Backgrounds

/// Sums of lines that share factors: the table, and the same by sampling.
@Suite("Sums of backgrounds") struct CombinationTests {
  /// Three models: two share the beam's hadron fraction, and all share the exposure.
  private func models() throws -> [any FactorModel] {
    let exposure = try Factor("on target", .logNormal(10, sigma: 0.5), .systematic)
    let hadrons = try Factor("hadron fraction", .logNormal(0.04, sigma: 0.004), .systematic)
    return [
      try FactorChain(
        "decays", product: [exposure, hadrons, .fraction("tag", passed: 20, of: 100)]),
      try FactorChain(
        "punch-through", product: [exposure, hadrons, .fraction("leak", passed: 40, of: 300)]),
      try FactorChain(
        "upstream", product: [exposure, .count("side band", events: 60, scale: 2e-4)]),
    ]
  }

  private func table(_ models: [any FactorModel]) throws -> BackgroundTable {
    BackgroundTable(try models.map { try BackgroundEstimate($0, method: "a test") })
  }

  @Test("the variance of the sum is the sum of all covariances")
  func covariances() throws {
    let models = try models()
    let lines = try models.map { try $0.propagated() }
    let drivers = try table(models).drivers
    let variance = lines.flatMap { one in lines.map { one.covariance(with: $0) } }.reduce(0, +)
    // The table takes the larger of a systematic factor's shifts, this sum its deviation: log-normal
    // factors of 5 and 10 % differ by a tenth of that.
    let found = drivers.reduce(0) { $0 + $1.size * $1.size }.squareRoot()
    #expect(disagreement(found, variance.squareRoot(), relative: 0.01) == nil)
    #expect(lines[0].correlation(with: lines[1]) > lines[0].correlation(with: lines[2]))
    #expect(lines[0].correlation(with: lines[2]) > 0)
  }

  @Test("fully shared uncertainties add linearly, others in quadrature")
  func extremes() throws {
    func line(_ name: String, _ factor: String) throws -> FactorChain {
      try FactorChain(
        name, product: [Factor(factor, .gaussian(3, sigma: 0.4, within: .none), .systematic)])
    }
    let shared = try table([line("one", "x"), line("other", "x")]).total
    #expect(disagreement(shared.uncertainty, 0.8, relative: 1e-9) == nil)
    let separate = try table([line("one", "x"), line("other", "y")]).total
    #expect(disagreement(separate.uncertainty, 0.32.squareRoot(), relative: 1e-9) == nil)
  }

  @Test("analytic and sampled agree within the Monte Carlo error, shared factors included")
  func agreement() throws {
    let models = try models()
    let sampled = try #require(try SampledTotal(of: models))
    // First order leaves out the products of relative variances: 0.3 % of the deviation here.
    #expect(abs(sampled.mean - sampled.analyticMean) < 5 * sampled.meanError)
    let allowed = 5 * sampled.deviationError + 0.003 * sampled.analyticDeviation
    #expect(abs(sampled.deviation - sampled.analyticDeviation) < allowed)
    #expect(sampled.agrees)
    #expect(
      disagreement(try table(models).total.uncertainty, sampled.deviation, relative: 0.03) == nil)
    // Taken as independent, the same lines would have less than nine tenths of that.
    let apart = try models.map { try $0.propagated().uncertainty }.map { $0 * $0 }.reduce(0, +)
    #expect(apart.squareRoot() < 0.9 * sampled.deviation)
  }

  @Test("the order of the lines changes no digit of the total")
  func permutation() throws {
    let (models, turned) = (try models(), Array(try models().reversed()))
    #expect(try table(models).total == table(turned).total)
    #expect(try SampledTotal(of: models) == SampledTotal(of: turned))
  }

  @Test("a name stands for one number")
  func refusals() throws {
    let one = try FactorChain("a", product: [Factor("x", .exact(1), .systematic)])
    let other = try FactorChain("b", product: [Factor("x", .exact(2), .systematic)])
    #expect(throws: NumericsError.self) { try SampledTotal(of: [one, other]) }
    #expect(try SampledTotal(of: []) == nil)
  }
}

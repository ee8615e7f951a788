import Stats
import TestSupport
import Testing

@testable import Backgrounds

@Suite("ABCD method") struct ABCDTests {
  private func model(
    _ b: Int, _ c: Int, _ d: Int, rho: Double = 1, sigma: Double = 0
  ) throws -> ABCDMethod {
    try ABCDMethod(
      "double ratio", b: .count("B", events: b), c: .count("C", events: c),
      d: .count("D", events: d),
      correlation: Factor("rho", .logNormal(rho, sigma: sigma), .systematic))
  }

  private func posterior(_ row: RateRow) throws -> CountRatioPosterior {
    try model(
      row.integer("b"), row.integer("c"), row.integer("d"), rho: row.number("rho")
    ).posterior()
  }

  @Test("mean, deviation and quantiles are those of mpmath")
  func oracle() throws {
    for row in try RateRow.rows("abcd mean") {
      #expect(disagreement(try posterior(row).mean, row.value, relative: 1e-13) == nil, "\(row)")
    }
    for row in try RateRow.rows("abcd deviation") {
      let found = try posterior(row).standardDeviation
      #expect(disagreement(found, row.value, relative: 1e-12) == nil, "\(row)")
    }
    let rows = try RateRow.rows("abcd quantile")
    #expect(rows.count == 15)
    for row in rows {
      let found = try posterior(row).quantile(row.number("p"))
      #expect(disagreement(found, row.value, relative: 1e-9) == nil, "\(row)")
    }
  }

  @Test("nominally the double ratio, with the correlation as the systematic")
  func nominal() throws {
    let found = try model(12, 30, 90, sigma: 0.25).propagated()
    #expect(disagreement(found.value, 4, relative: 1e-14) == nil)
    let rho = try #require(found.impacts.first { $0.factor.name == "rho" })
    #expect(disagreement(rho.up, 1, relative: 1e-12) == nil)
    #expect(disagreement(rho.down, 4 / 1.25 - 4, relative: 1e-12) == nil)
    #expect(found.systematic > 0.8 && found.systematic < 1.2)
  }

  @Test("many events: analytic, sampled and exact agree")
  func agreement() throws {
    let model = try model(900, 1600, 2500)
    let (analytic, exact) = (try model.propagated(), try model.posterior())
    // Second order leaves out 1/D² of the mean, first order 1/D of the variance.
    #expect(disagreement(analytic.mean, exact.mean, relative: 1e-6) == nil)
    #expect(disagreement(analytic.uncertainty, exact.standardDeviation, relative: 2e-3) == nil)
    var source = SplitMixSource(seed: 8)
    let sampled = try model.sampled(draws: 20_000, from: &source)
    #expect(abs(sampled.mean - exact.mean) < 5 * sampled.meanError)
    #expect(
      abs(sampled.standardDeviation - exact.standardDeviation)
        < 5 * sampled.standardDeviationError)
  }

  @Test("no events in B: zero, with a median and a limit that sampling finds too")
  func zero() throws {
    let model = try model(0, 5, 20)
    #expect(try model.nominalExpectation() == 0)
    let exact = try model.posterior()
    var source = SplitMixSource(seed: 5)
    let sampled = try model.sampled(draws: 20_000, from: &source)
    let (median, limit) = (try sampled.quantile(0.5), try sampled.quantile(0.9))
    #expect(abs(median.value - (try exact.median)) < 5 * median.error)
    #expect(abs(limit.value - (try exact.upperLimit(ConfidenceLevel(0.9)))) < 5 * limit.error)
    #expect(try exact.cumulative(0) == 0 && exact.cumulative(1e9) > 1 - 1e-12)
  }

  @Test("one event in D: no deviation, but quantiles; none in D is refused with advice")
  func smallestD() throws {
    #expect(try model(2, 3, 1).posterior().standardDeviation == .infinity)
    let error = #expect(throws: NumericsError.self) { try model(2, 3, 0) }
    #expect(error?.advice.contains("widen") == true)
  }

  @Test("scales of the counts carry through")
  func scales() throws {
    let scaled = try ABCDMethod(
      "scaled", b: .count("B", events: 4, scale: 3), c: .count("C", events: 9, scale: 0.5),
      d: .count("D", events: 12, scale: 2),
      correlation: Factor("rho", .exact(1.2), .systematic))
    let ratio = 3 * 0.5 / 2 * 1.2
    let (found, plain) = (try scaled.posterior(), try model(4, 9, 12).posterior())
    #expect(disagreement(found.mean, ratio * plain.mean, relative: 1e-13) == nil)
    #expect(
      disagreement(found.standardDeviation, ratio * plain.standardDeviation, relative: 1e-13)
        == nil)
    #expect(
      disagreement(try found.quantile(0.9), ratio * (try plain.quantile(0.9)), relative: 1e-9)
        == nil)
  }

  @Test("the exact answer wants three different counts")
  func refusals() throws {
    let (events, d) = (try Factor.count("events", events: 3), try Factor.count("D", events: 4))
    let rho = try Factor("rho", .exact(1), .systematic)
    let twice = try ABCDMethod("twice", b: events, c: events, d: d, correlation: rho)
    #expect(throws: NumericsError.self) { try twice.posterior() }
    let declared = try ABCDMethod(
      "declared", b: Factor("b", .exact(1), .systematic), c: events, d: d, correlation: rho)
    #expect(throws: NumericsError.self) { try declared.posterior() }
    #expect(throws: NumericsError.self) { try model(1, 1, 1).posterior().quantile(0) }
  }
}

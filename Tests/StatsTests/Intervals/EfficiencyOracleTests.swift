import Stats
import Testing

/// NumPy and SciPy, straight from the definitions in double precision, printed to 11 digits.
@Suite("Intervals with an uncertain efficiency: oracle") struct EfficiencyOracleTests {
  /// What the oracle's brackets and quadratures leave open: root searches to 1e-12, and for the prior
  /// 1/√s tails of the signal beyond e³⁰ and below e⁻⁵⁰.
  private static let precision = 1e-8

  @Test("limits and intervals that average over the efficiency")
  func averaged() throws {
    let rows = try rows().filter { $0["method"] != "profile-likelihood" }
    #expect(rows.count == 43)
    for row in rows {
      let interval = try method(row).interval(observed: row.integer("observed"))
      expectClose(interval.lower, try row.number("lower"), relative: Self.precision, "\(row)")
      expectClose(interval.upper, try row.number("upper"), relative: Self.precision, "\(row)")
    }
  }

  @Test("profile-likelihood intervals")
  func profile() throws {
    let rows = try rows().filter { $0["method"] == "profile-likelihood" }
    #expect(rows.count == 21)
    for row in rows {
      let ends = try ProfileLikelihoodInterval(
        background: background(row), signalScale: signalScale(row),
        confidence: ConfidenceLevel(row.number("confidence")), sides: .both, relativeTo: .bounded
      ).ends(observed: row.integer("observed"))
      expectClose(ends.lower, try row.number("lower"), relative: Self.precision, "\(row)")
      expectClose(ends.upper, try row.number("upper"), relative: Self.precision, "\(row)")
    }
  }

  private func rows() throws -> [[String: String]] { try ReferenceTable("efficiency-limits").rows }

  private func method(_ row: [String: String]) throws -> any CountingInterval {
    let (background, scale) = (try background(row), try signalScale(row))
    let confidence = try ConfidenceLevel(row.number("confidence"))
    let name = try row.text("method")
    switch name {
    case "cls":
      return CountingCLs(background: background, signalScale: scale, confidence: confidence)
    case "cousins-highland":
      return CousinsHighland(
        background: background, signalScale: scale, confidence: confidence, sides: .central)
    default:
      let prior = try #require(SignalPrior(rawValue: String(name.dropFirst("bayesian-".count))))
      return try BayesianInterval(
        background: background, signalScale: scale, confidence: confidence, prior: prior,
        sides: .central)
    }
  }
}

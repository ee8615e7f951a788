import Testing

@testable import Stats

/// Quantiles of gamma and beta variables against mpmath; see Tests/Oracles/factor_laws.py.
@Suite("Quantiles of gamma and beta distributions") struct QuantileTests {
  private func rows(_ distribution: String) throws -> [[String: String]] {
    try ReferenceTable("quantiles").rows.filter { $0["distribution"] == distribution }
  }

  @Test("beta: as mpmath has them, from none to 1e8 events")
  func beta() throws {
    let rows = try rows("beta")
    #expect(rows.count == 40)
    for row in rows {
      let beta = try BetaDistribution(row.number("first"), row.number("second"))
      let (probability, expected) = (try row.number("probability"), try row.number("value"))
      // A probability p has a relative rounding error of 1e-16, and GSL's normal quantile is a start.
      expectClose(
        try beta.quantile(probability), expected, relative: 2e-13, "\(row)")
      expectClose(try beta.cumulative(expected), probability, relative: 2e-12, "\(row)")
    }
  }

  @Test(
    "beta: mirrored, the other tail is the same", arguments: [(2.0, 5.0), (51, 1000), (3, 1.5)])
  func mirrored(first: Double, second: Double) throws {
    let (beta, mirror) = (
      try BetaDistribution(first, second), try BetaDistribution(second, first)
    )
    for probability in [0.001, 0.25, 0.5, 0.8, 0.999] {
      expectClose(
        try beta.quantile(probability), 1 - (try mirror.quantile(1 - probability)),
        absolute: 1e-13)
      expectClose(try beta.cumulative(try beta.quantile(probability)), probability, relative: 1e-12)
    }
  }

  @Test("beta: closed forms for all or no events", arguments: [1.0, 12, 1e6])
  func closedForms(events: Double) throws {
    // P(X < x) = 1 − (1 − x)^n and x^n, both solved for 90 %.
    let none = try BetaDistribution(1, events).quantile(0.9)
    // Over a million events the rounding of 1 − x counts a million times.
    let tolerance = 1e-14 + 1e-16 * events
    expectClose(try BetaDistribution(1, events).cumulative(none), 0.9, relative: tolerance)
    expectClose(try BetaDistribution(events, 1).quantile(0.1), 1 - none, relative: 1e-14)
    #expect(try BetaDistribution(events, 1).cumulative(0) == 0)
    #expect(try BetaDistribution(events, 1).cumulative(1) == 1)
  }

  @Test("beta: no probability between the smallest and the largest number is lost")
  func extremes() throws {
    for (first, second) in [(3.0, 1e9), (1e6, 3), (1e9, 1e9), (200, 1e12)] {
      let beta = try BetaDistribution(first, second)
      var last = 0.0
      for probability in [1e-300, 1e-30, 1e-3, 0.499, 0.5, 0.501, 0.999, 1 - 1e-12] {
        let quantile = try beta.quantile(probability)
        #expect(quantile > last && quantile <= 1, "\(first), \(second), \(probability)")
        last = quantile
      }
    }
  }

  /// The scores of 1e-9 and of the other probabilities are not round, so the way back is tried too.
  @Test("beta: a normal score gives the quantile of its probability, far out in both tails")
  func scores() throws {
    for row in try rows("beta") {
      let beta = try BetaDistribution(row.number("first"), row.number("second"))
      let score = try normalQuantile(row.number("probability"))
      expectClose(
        try beta.quantile(score: score), try row.number("value"), relative: 1e-11, "\(row)")
    }
    // x^a and (1 − x)^b, solved for Φ(−20).
    let tail = logNormalTail(20)
    expectClose(
      try BetaDistribution(3, 1).quantile(score: -20), exp(tail / 3), relative: 1e-13)
    expectClose(
      try BetaDistribution(1, 7).quantile(score: 20), -expm1(tail / 7), relative: 1e-13)
    let middle = BetaDistribution(passed: 3, total: 9)
    for score in [-30, -8, 0.01, 8] {
      let (first, second) = (
        try middle.quantile(score: score), try middle.mirrored.quantile(score: -score)
      )
      expectClose(first, 1 - second, absolute: 1e-14)
    }
  }

  @Test("gamma: as mpmath has them, up to a shape of 1e9")
  func gamma() throws {
    let rows = try rows("gamma")
    #expect(rows.count == 40)
    for row in rows {
      let (shape, probability) = (try row.number("first"), try row.number("probability"))
      let quantile = try gammaQuantile(exceedance: 1 - probability, shape: shape, rate: 2)
      // 1 − p has an absolute rounding error of 1e-16, which 1e-9 shows as 1e-7 of itself.
      let tolerance = max(2e-12, 2e-16 / probability / max(1, shape.squareRoot()))
      expectClose(2 * quantile, try row.number("value"), relative: tolerance, "\(row)")
    }
  }

  @Test("gamma: the methods meet where one hands over to the next", arguments: [1000.0, 100_000])
  func handOver(shape: Double) throws {
    for probability in [1e-9, 1e-6, 0.01, 0.1, 0.5, 0.9, 0.999999] {
      let after = try gammaQuantile(exceedance: probability, shape: shape, rate: 1)
      let before = try gammaQuantile(exceedance: probability, shape: shape.nextDown, rate: 1)
      expectClose(before, after, relative: 1e-12)
    }
  }

  @Test(
    "gamma: solves its equation where GSL's own quantile fails", arguments: [1000.0, 2394, 15_918])
  func roundTrip(shape: Double) throws {
    for exceedance in [1e-200, 1e-12, 1e-4, 0.01, 0.5, 0.9, 0.999999] {
      let quantile = try gammaQuantile(exceedance: exceedance, shape: shape, rate: 1)
      expectClose(try gammaQ(shape: shape, quantile), exceedance, relative: 1e-9)
    }
  }

  @Test("parameters and probabilities outside their range are refused")
  func refusals() throws {
    for (first, second) in [(0.5, 1.0), (1, -1), (.nan, 1), (1, .infinity), (1e13, 1)] {
      #expect(throws: NumericsError.self) { try BetaDistribution(first, second) }
    }
    let beta = try BetaDistribution(2, 3)
    for probability in [0.0, 1, -1, .nan] {
      #expect(throws: NumericsError.self) { try beta.quantile(probability) }
    }
    for x in [-0.1, 1.1, .nan] {
      #expect(throws: NumericsError.self) { try beta.cumulative(x) }
    }
  }
}

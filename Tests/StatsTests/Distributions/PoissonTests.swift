import Testing

@testable import Stats

@Suite("Poisson distribution") struct PoissonTests {
  @Test("agrees with 40-digit values from mpmath")
  func table() throws {
    for row in try ReferenceTable("poisson").rows {
      let poisson = try Poisson(mean: row.number("mean"))
      let count = try row.integer("count")
      let name: Comment = "n = \(count), mean \(poisson.mean)"
      expectClose(
        poisson.logProbability(count), try row.number("log_probability"), relative: 1e-14,
        absolute: 1e-13, name)
      expectClose(
        try poisson.cumulative(count), try row.number("cumulative"), relative: 1e-12,
        absolute: 1e-300, name)
    }
  }

  @Test("is certain to count nothing at a mean of zero")
  func zeroMean() throws {
    let poisson = try Poisson(mean: 0)
    #expect(poisson.probability(0) == 1)
    #expect(poisson.probability(3) == 0)
    #expect(try poisson.cumulative(0) == 1)
  }

  @Test("gives negative counts no probability")
  func negativeCounts() throws {
    let poisson = try Poisson(mean: 2)
    #expect(poisson.probability(-1) == 0)
    #expect(try poisson.cumulative(-1) == 0)
  }

  @Test("is never NaN and rises with the count", arguments: [0, 1e-300, 1e-9, 1, 1e3, 1e5, 1e6])
  func monotone(mean: Double) throws {
    let poisson = try Poisson(mean: mean)
    var previous = 0.0
    for count in [0, 1, 2, 5, 10, 100, 900, 999, 1000, 1001, 99_000, 100_000, 1_000_000, 2_000_000]
    {
      let cumulative = try poisson.cumulative(count)
      #expect(cumulative >= previous * (1 - 1e-12) && cumulative <= 1)
      previous = cumulative
    }
  }

  @Test("adds up to its cumulative probability", arguments: [0.51, 7, 300])
  func sums(mean: Double) throws {
    let poisson = try Poisson(mean: mean)
    var sum = 0.0
    for count in 0...400 {
      sum += poisson.probability(count)
      expectClose(try poisson.cumulative(count), sum, relative: 1e-12)
    }
  }

  @Test(
    "refuses a mean that is negative or not finite",
    arguments: [-1e-9, Double.infinity, Double.nan])
  func means(mean: Double) {
    let error = #expect(throws: NumericsError.self) { try Poisson(mean: mean) }
    #expect(error?.kind == .invalidInput)
  }

  @Test("a compensated sum keeps what rounding would lose")
  func compensatedSum() {
    var sum = CompensatedSum()
    for term in [1, 1e100, 1, -1e100] { sum.add(term) }
    #expect(sum.value == 2)
  }
}

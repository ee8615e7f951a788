import Testing

@testable import Stats

@Suite("Unbinned goodness of fit") struct UnbinnedTests {
  private static let toys = 2000

  @Test("statistics are SciPy's to 1e-12", arguments: ["known", "fitted"])
  func statistics(name: String) throws {
    for row in try rows(name) {
      let (statistic, fractions, value) = try sample(row)
      expectClose(try statistic.value(of: fractions), value, relative: 1e-12, "\(row)")
    }
  }

  @Test(
    "with ties and far tails",
    arguments: [
      "ties": [0.9, 0.1, 0.25, 0.25, 0.5, 0.25, 0.9], "ends": [0, 1, 0.3, 0.6],
      "tails": [1e-9, 1e-3, 0.4, 0.5, 0.999],
    ].sorted { $0.key < $1.key })
  func ties(name: String, numbers: [Double]) throws {
    for row in try rows(name) {
      let statistic = try #require(UnbinnedStatistic(rawValue: row.text("statistic")))
      let value = try row.number("value")
      expectClose(try statistic.value(of: numbers), value, relative: 1e-12, "\(row)")
      expectClose(
        try statistic.value(of: numbers.map { 2 * $0 }) { $0 / 2 }, value, relative: 1e-12)
    }
  }

  /// Five standard deviations of the difference between two Monte Carlo estimates.
  @Test("probabilities of a known function are SciPy's within the Monte Carlo error")
  func known() throws {
    for row in try rows("known") {
      let (statistic, fractions, _) = try sample(row)
      let test = try ToyTest(statistic, of: fractions, toys: Self.toys, refit: nil) {
        uniformToy($0, count: fractions.count, seed: 11)
      }
      try expectProbability(test, row)
    }
  }

  @Test("probabilities of a fitted function need the toys refitted, and are SciPy's then")
  func fitted() throws {
    for row in try rows("fitted") {
      let (statistic, fractions, _) = try sample(row)
      let scale = try row.number("scale")
      let refit = ToyRefit(
        quantile: { -scale * log1p(-$0) },
        fractions: { events in
          let mean = events.reduce(0, +) / Double(events.count)
          return events.map { -expm1(-$0 / mean) }
        })
      func test(_ refit: ToyRefit?) throws -> ToyTest {
        try ToyTest(statistic, of: fractions, toys: Self.toys, refit: refit) {
          uniformToy($0, count: fractions.count, seed: 12)
        }
      }
      try expectProbability(try test(refit), row)
      let naive = try test(nil)
      #expect(try naive.pValue > row.number("p_value") + 5 * naive.monteCarloError)
    }
  }

  @Test("no events and fractions outside of 0 to 1 are refused; rounding is not")
  func refused() throws {
    for statistic in UnbinnedStatistic.allCases {
      #expect(
        #expect(throws: NumericsError.self) { try statistic.value(of: []) }?.kind == .tooFewEvents)
      for wrong in [-0.01, 1.01, .nan, .infinity] {
        let error = #expect(throws: NumericsError.self) { try statistic.value(of: [0.5, wrong]) }
        #expect(error?.kind == .invalidInput)
      }
      let rounded = try statistic.value(of: [0.5, 1 + 1e-15, -1e-15])
      #expect(try rounded == statistic.value(of: [0.5, 1, 0]))
      #expect(rounded.isFinite)
    }
  }

  @Test("one number: D and A² in closed form", arguments: [0.01, 0.5, 0.8])
  func single(number: Double) throws {
    let distance = try UnbinnedStatistic.kolmogorovSmirnov.value(of: [number])
    #expect(distance == max(number, 1 - number))
    let weighted = try UnbinnedStatistic.andersonDarling.value(of: [number])
    expectClose(weighted, -1 - log(number) - log1p(-number), relative: 1e-14)
  }

  private func expectProbability(_ test: ToyTest, _ row: [String: String]) throws {
    let (expected, theirError) = (try row.number("p_value"), try row.number("p_error"))
    let error = test.monteCarloError
    expectClose(
      test.pValue, expected, absolute: 5 * (error * error + theirError * theirError).squareRoot(),
      "\(row)")
    #expect(test.toys == Self.toys && test.failedToys == 0)
  }

  private func rows(_ name: String) throws -> [[String: String]] {
    let rows = try ReferenceTable("goodness-of-fit").rows.filter { $0["case"] == name }
    try #require(!rows.isEmpty)
    return rows
  }

  private func sample(
    _ row: [String: String]
  ) throws -> (statistic: UnbinnedStatistic, fractions: [Double], value: Double) {
    let scale = try row.number("scale")
    let fractions = TailNumbers.values(try row.integer("count")).map {
      -expm1(-($0 - 1.5) / scale)
    }
    return (
      try #require(UnbinnedStatistic(rawValue: row.text("statistic"))), fractions,
      try row.number("value")
    )
  }
}

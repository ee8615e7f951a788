import Testing

@testable import Stats

@Suite("Binned goodness of fit") struct ChiSquaredTests {
  /// The bins of Tests/Oracles/goodness_of_fit.py.
  private static let bins: [String: (observed: [Int], expected: [Double])] = [
    "counts": (
      [12, 7, 15, 3, 9, 22, 1, 5], [10.0, 9.5, 11.25, 4.75, 8.0, 20.5, 3.0, 7.0]
    ),
    "empty": ([0, 2, 0, 0, 5], [0.5, 1.5, 0.25, 0.0, 3.5]),
  ]

  @Test("is SciPy's to 1e-12", arguments: ["counts", "empty"])
  func oracle(name: String) throws {
    let (observed, expected) = try #require(Self.bins[name])
    let rows = try ReferenceTable("goodness-of-fit").rows.filter { $0["case"] == name }
    #expect(rows.count == (name == "counts" ? 6 : 3))
    for row in rows {
      let statistic = try #require(BinnedStatistic(rawValue: row.text("statistic")))
      let test = try ChiSquaredTest(
        statistic, observed: observed, expected: expected,
        fittedParameters: row.integer("count"))
      expectClose(test.value, try row.number("value"), relative: 1e-12, "\(row)")
      expectClose(test.pValue, try row.number("p_value"), relative: 1e-12, "\(row)")
    }
  }

  @Test("counts the bins that say something, less the parameters")
  func degreesOfFreedom() throws {
    let (observed, expected) = try #require(Self.bins["empty"])
    let degrees = try BinnedStatistic.allCases.map {
      try ChiSquaredTest($0, observed: observed, expected: expected, fittedParameters: 1)
        .degreesOfFreedom
    }
    #expect(degrees == [3, 1, 3])
  }

  @Test("of empty bins is the sum of the expectations, or twice it")
  func nothing() throws {
    let (observed, expected) = ([0, 0, 0], [0.5, 1, 2])
    let pearson = try ChiSquaredTest(
      .pearson, observed: observed, expected: expected, fittedParameters: 0)
    let likelihood = try ChiSquaredTest(
      .bakerCousins, observed: observed, expected: expected, fittedParameters: 0)
    #expect(pearson.value == 3.5 && likelihood.value == 7)
    let error = #expect(throws: NumericsError.self) {
      try ChiSquaredTest(.neyman, observed: observed, expected: expected, fittedParameters: 0)
    }
    #expect(error?.kind == .tooFewEvents)
  }

  @Test("excludes a function that expects nothing where there are events")
  func impossible() throws {
    for statistic in BinnedStatistic.allCases {
      let test = try ChiSquaredTest(
        statistic, observed: [1, 4], expected: [0, 4], fittedParameters: 0)
      #expect(test.value == .infinity && test.pValue == 0)
    }
  }

  @Test("agrees between its definitions for large counts, and keeps its digits")
  func largeCounts() throws {
    let (observed, expected) = ([1_000_000_000_000], [1e12 + 1e6])
    for statistic in BinnedStatistic.allCases {
      let test = try ChiSquaredTest(
        statistic, observed: observed, expected: expected, fittedParameters: 0)
      expectClose(test.value, 1, relative: 2e-6)
      #expect(test.pValue > 0.3 && test.pValue < 0.32)
    }
  }

  @Test("refuses wrong lengths, signs and numbers")
  func refused() {
    let wrong: [([Int], [Double], Int)] = [
      ([1], [1, 2], 0), ([-1], [1], 0), ([1], [-1], 0), ([1], [.nan], 0), ([1], [.infinity], 0),
      ([1], [1], 1), ([], [], 0), ([1, 2], [1, 2], -1), ([1, 2], [1, 2], .max),
    ]
    for (observed, expected, parameters) in wrong {
      #expect(throws: NumericsError.self) {
        try ChiSquaredTest(
          .pearson, observed: observed, expected: expected, fittedParameters: parameters)
      }
    }
  }
}

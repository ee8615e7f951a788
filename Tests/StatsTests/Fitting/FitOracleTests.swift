import Testing

@testable import Stats

/// Every case of the table, fitted in every way.
private let cases = ["peak", "bound", "tail", "valley"]

@Suite("Fits against mpmath and iminuit") struct FitOracleTests {
  @Test(
    "values to 1e-9 and errors to 1e-8 of a standard deviation", arguments: cases,
    FitAlgorithm.allCases)
  func minimum(name: String, algorithm: FitAlgorithm) throws {
    let result = try fit(name, algorithm)
    for row in try rows(name) where try row.text("parameter") != "box" {
      let parameter = try row.text("parameter")
      expectClose(result.minimum, try row.number("minimum"), relative: 1e-13, absolute: 1e-17)
      guard let error = Double(try row.text("error")) else {
        #expect(try result.value(of: parameter) == row.number("value"))
        continue
      }
      expectClose(
        try result.value(of: parameter), try row.number("value"), absolute: 1e-9 * error, "\(row)")
      expectClose(try #require(try result.error(of: parameter)), error, relative: 1e-8, "\(row)")
    }
    #expect(result.estimatedDistance < 1e-18)
  }

  @Test("correlations to 1e-8", arguments: cases)
  func correlations(name: String) throws {
    let result = try fit(name)
    for row in try ReferenceTable("fit-correlations").rows where row["case"] == name {
      let (one, other) = (try row.text("one"), try row.text("other"))
      let correlation = try #require(try result.correlation(one, other))
      expectClose(correlation, try row.number("correlation"), absolute: 1e-8, "\(row)")
      #expect(try result.correlation(other, one) == correlation)
      #expect(try result.correlation(one, one) == 1)
    }
  }

  /// The table has 16 digits; −ln L of a few thousand has a rounding of 1e-12, which a profile turns
  /// into 1e-12 of a standard deviation at these levels.
  @Test("ends of profile intervals to 1e-8 of a standard deviation", arguments: cases, [1.0, 4.0])
  func profiles(name: String, level: Double) throws {
    let result = try fit(name)
    for row in try rows(name) {
      let parameter = try row.text("parameter")
      let interval =
        parameter == "box"
        ? try result.profileInterval(of: FitProblems.box, level: level)
        : try result.profileInterval(of: parameter, level: level)
      let scale = Double(try row.text("error")) ?? 1
      for (end, column) in [(interval.lower, "lower_"), (interval.upper, "upper_")] {
        guard let expected = Double(try row.text("\(column)\(Int(level))")) else { continue }
        let crossing = try #require(end.crossing, "\(row)")
        expectClose(crossing, expected, absolute: 1e-8 * scale, "\(row)")
      }
      if level == 1 { try expectPeer(row, interval, scale) }
    }
  }

  /// MINOS stops within 1 % of the level, which is half as much of the error.
  private func expectPeer(
    _ row: [String: String], _ interval: ProfileInterval, _ scale: Double
  ) throws {
    for (end, column) in [(interval.lower, "iminuit_lower"), (interval.upper, "iminuit_upper")] {
      guard let expected = Double(try row.text(column)) else { continue }
      expectClose(try #require(end.crossing), expected, absolute: 5e-3 * scale, "\(row)")
    }
  }

  @Test("iminuit finds the same within its tolerance", arguments: cases)
  func peer(name: String) throws {
    let result = try fit(name)
    for row in try rows(name) {
      let parameter = try row.text("parameter")
      guard parameter != "box", let error = Double(try row.text("iminuit_error")) else { continue }
      // Its distance to the minimum of 2e-7 is 6e-4 standard deviations; its Hessian is numerical.
      let value = try result.value(of: parameter)
      expectClose(value, try row.number("iminuit_value"), absolute: 1e-3 * error, "\(row)")
      expectClose(try #require(try result.error(of: parameter)), error, relative: 5e-3, "\(row)")
    }
  }

  @Test("a signal pressed against zero is at its bound and has an upper end only")
  func atBound() throws {
    let result = try fit("bound")
    #expect(result.states == [.atLowerBound, .held, .held, .free, .free])
    #expect(try result.value(of: "signal") == 0)
    #expect(try result.error(of: "signal") == nil)
    #expect(try result.correlation("signal", "slope") == nil)
    let interval = try result.profileInterval(of: "signal")
    #expect(interval.lower == .bound(0))
    #expect(interval.lowerError == nil)
  }

  @Test("a derived quantity by the delta method")
  func delta() throws {
    let estimate = try fit("tail").estimate(of: FitProblems.box)
    let row = try #require(try rows("tail").first { $0["parameter"] == "box" })
    expectClose(estimate.value, try row.number("value"), relative: 1e-10)
    expectClose(estimate.error, try row.number("error"), relative: 1e-8)
  }

  private func rows(_ name: String) throws -> [[String: String]] {
    let rows = try ReferenceTable("fits").rows.filter { $0["case"] == name }
    try #require(!rows.isEmpty)
    return rows
  }

  private func fit(_ name: String, _ algorithm: FitAlgorithm = .trustRegion) throws -> FitResult {
    switch name {
    case "valley": return try Fit(FitProblems.valley, algorithm: algorithm).minimum()
    case "tail": return try Fit(FitProblems.tail(), algorithm: algorithm).minimum()
    default:
      let table = try ReferenceTable("fit-counts").rows
      let objective = FitProblems.peak(
        centres: try table.map { try $0.number("centre") },
        counts: try table.map { try $0.integer(name) })
      let held = name == "bound" ? ["mean": 5, "width": 0.6] : [:]
      return try Fit(objective, algorithm: algorithm, holding: held).minimum()
    }
  }
}

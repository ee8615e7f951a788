import Stats
import Testing

/// Asymptotic CLs with q̃ for b = 0.51 ± 0.13 and the Asimov data set fitted to the count: every row
/// of the reference table with one bin.
///
/// Constraints are the same in all three sources.
@Suite("Asymptotic CLs against the reference table") struct AsymptoticReferenceTests {
  static let constraints: [String: BackgroundConstraint] = [
    "gamma": .gamma, "lognormal": .logNormal, "gauss": .gaussian,
  ]

  @Test("independent SciPy scripts, printed to 5 decimals")
  func scipy() throws {
    let rows = try rows("asymptotic qtilde CLs UL 1bin ")
    #expect(rows.count == 39)
    for row in rows {
      let words = try row.text("quantity").split(separator: " ").map(String.init)
      let inputs = try row.text("inputs").split(separator: ";").map { $0.split(separator: "=")[1] }
      try expect(
        row, constraint: words[5], observed: #require(Int(inputs[0])),
        confidence: #require(Double(inputs[1])), absolute: 0.5e-5 + 1e-9)
    }
  }

  @Test("pyhf, printed to 4 decimals (observed) and 3 (expected)")
  func pyhf() throws {
    let rows = try rows("pyhf asymptotic qtilde CLs UL90").filter { $0["inputs"]?.first == "1" }
    #expect(rows.count == 11)
    for row in rows {
      let (constraint, observed) = try oneBin(row)
      let printed = try row.text("value").contains(";") ? 0.5e-3 : 0.5e-4
      try expect(
        row, constraint: constraint, observed: observed, confidence: 0.9, absolute: printed)
    }
  }

  /// The straight line between two points of a convex curve crosses the level too late.
  @Test("RooStats, which interpolates a scan linearly: 0 to 0.6 % too high")
  func rooStats() throws {
    let rows = try rows("RooStats AsymptoticCalculator").filter { $0["inputs"]?.first == "1" }
    #expect(rows.count == 13)
    for row in rows {
      let (constraint, observed) = try oneBin(row)
      try expect(
        row, constraint: constraint, observed: observed, confidence: 0.9,
        absolute: 0.006 * row.number("value"))
    }
  }

  private func rows(_ prefix: String) throws -> [[String: String]] {
    try ReferenceTable("reference-limits").rows.filter { try $0.text("quantity").hasPrefix(prefix) }
  }

  /// From `1bin gamma;n=2;…`.
  private func oneBin(_ row: [String: String]) throws -> (constraint: String, observed: Int) {
    let parts = try row.text("inputs").split(separator: ";")
    return (String(parts[0].dropFirst(5)), try #require(Int(parts[1].dropFirst(2))))
  }

  private func expect(
    _ row: [String: String], constraint: String, observed: Int, confidence: Double, absolute: Double
  ) throws {
    let method = AsymptoticCLs(
      background: try BackgroundExpectation(
        value: 0.51, uncertainty: 0.13, constraint: #require(Self.constraints[constraint])),
      confidence: try ConfidenceLevel(confidence))
    let limits = try method.limits(observed: observed)
    let printed = try row.text("value").split(separator: ";").map { try #require(Double($0)) }
    let band = limits.expected.map(\.limit)
    let quantity = try row.text("quantity")
    let ours =
      quantity.contains("observed") ? [limits.observed] : printed.count == 1 ? [band[2]] : band
    #expect(ours.count == printed.count)
    for (our, their) in zip(ours, printed) {
      expectClose(our, their, absolute: absolute, "\(quantity) \(row["inputs"] ?? "")")
    }
  }
}

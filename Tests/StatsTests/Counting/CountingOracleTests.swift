import Stats
import Testing

@Suite("Counting limits against mpmath") struct CountingOracleTests {
  @Test("agree with the definition evaluated in 25 digits")
  func definition() throws {
    for row in try ReferenceTable("counting-limits").rows {
      let constraint = try #require(BackgroundConstraint(rawValue: row.text("constraint")))
      let model = try model(
        row.number("value"), row.number("uncertainty"), constraint,
        signalUncertainty: row.number("signal_uncertainty"), confidence: row.number("confidence"))
      let limit = try model.upperLimit(observed: row.integer("observed"))
      // Logarithms of probabilities of exp(-1e6) hold ten digits.
      expectClose(limit, try row.number("limit"), relative: 2e-10, "\(row)")
    }
  }
}

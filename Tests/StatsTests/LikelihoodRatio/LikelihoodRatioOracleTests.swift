import Stats
import Testing

@Suite("CLs with the likelihood ratio against SciPy") struct LikelihoodRatioOracleTests {
  @Test("agrees with sums over all outcomes, each with its own fit")
  func probabilities() throws {
    let rows = try ReferenceTable("likelihood-ratio-cls").rows
    #expect(rows.count >= 40)
    for row in rows {
      let method = LikelihoodRatioCLs(
        background: try BackgroundExpectation(
          value: row.number("value"), uncertainty: row.number("uncertainty"),
          constraint: #require(BackgroundConstraint(rawValue: row.text("constraint")))),
        confidence: try ConfidenceLevel(0.9), treatment: .plugIn)
      let found = try method.probabilities(
        signal: row.number("signal"), observed: row.integer("observed"))
      // The sums of the script end where 1e-15 is left; its roots hold about ten digits.
      expectClose(found.signalAndBackground, try row.number("cls_b"), relative: 1e-9, "\(row)")
      expectClose(found.backgroundOnly, try row.number("cl_b"), relative: 1e-9, "\(row)")
      expectClose(found.ratio, try row.number("cls"), relative: 2e-9, "\(row)")
    }
  }
}

import Stats
import Testing

/// An mpmath oracle with its own minimiser, over more backgrounds than the reference table has.
@Suite("Profile likelihood against its oracle") struct ProfileOracleTests {
  @Test("intervals and asymptotic limits")
  func oracle() throws {
    let rows = try ReferenceTable("profile-limits").rows
    #expect(rows.count == 15)
    for row in rows {
      let background = try BackgroundExpectation(
        value: row.number("value"), uncertainty: row.number("uncertainty"),
        constraint: #require(BackgroundConstraint(rawValue: row.text("constraint"))))
      let confidence = try ConfidenceLevel(0.9)
      let observed = try row.integer("observed")
      let ends = try ProfileLikelihoodInterval(
        background: background, confidence: confidence, sides: .both, relativeTo: .bounded
      ).ends(observed: observed)
      expectClose(ends.lower, try row.number("lower"), relative: 1e-9, "\(row)")
      expectClose(ends.upper, try row.number("upper"), relative: 1e-9, "\(row)")
      let limits = try AsymptoticCLs(background: background, confidence: confidence)
        .limits(observed: observed)
      expectClose(limits.observed, try row.number("asymptotic"), relative: 1e-9, "\(row)")
      expectClose(limits.expected[2].limit, try row.number("median"), relative: 1e-9, "\(row)")
    }
  }
}

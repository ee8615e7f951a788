import Stats
import Testing

@Suite("Intervals against mpmath and numpy") struct IntervalOracleTests {
  @Test("agree with their definitions evaluated in 25 digits")
  func definitions() throws {
    for row in try ReferenceTable("intervals").rows {
      let name = try row.text("method")
      let interval = try method(name, row).interval(observed: row.integer("observed"))
      // A scan finds the peaks of the published rule to 0.002; see the script.
      let allowed = name == "feldman-cousins-published" ? 0.002 : 0
      expectClose(
        interval.upper, try row.number("upper"), relative: 2e-10, absolute: allowed, "\(row)")
      guard let lower = Double(try row.text("lower")) else { continue }
      expectClose(interval.lower, lower, relative: 2e-10, absolute: 1e-12, "\(row)")
    }
  }

  private func method(_ name: String, _ row: [String: String]) throws -> any CountingInterval {
    let (value, confidence) = (try row.number("value"), try row.number("confidence"))
    let constraint = try #require(BackgroundConstraint(rawValue: row.text("constraint")))
    switch name {
    case "feldman-cousins": return try feldmanCousins(value, confidence: confidence)
    case "feldman-cousins-published":
      return try feldmanCousins(value, confidence: confidence, .published)
    case "cousins-highland":
      return try averaged(
        value, row.number("uncertainty"), constraint, .central, confidence: confidence)
    default:
      let prior = try #require(SignalPrior.allCases.last { name.hasSuffix($0.rawValue) })
      let sides = try #require(
        BayesianInterval.Sides.allCases.first { name.contains($0.rawValue) })
      return try bayesian(value, 0, .none, confidence: confidence, prior, sides)
    }
  }
}

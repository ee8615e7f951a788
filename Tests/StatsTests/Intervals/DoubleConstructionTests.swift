import Stats
import Testing

@Suite("Feldman-Cousins with two uncertain parameters") struct DoubleConstructionTests {
  /// Sums over the results of one measurement leave probabilities uncertain by 1e-8 here and by 1e-9 in
  /// the oracle; they change by about 0.1 an event. A gaussian measurement may describe a mean of zero
  /// best, where all results beyond rank alike: there both sums step and are good to about 1e-4.
  @Test("intervals by bisection of every range of results")
  func oracle() throws {
    let rows = try ReferenceTable("double-construction").rows
    #expect(rows.count == 6)
    for row in rows {
      let interval = try FeldmanCousins(
        background: background(row), signalScale: signalScale(row),
        confidence: ConfidenceLevel(row.number("confidence")), rule: .raw
      ).interval(observed: row.integer("observed"))
      let steps = row["constraint"] == "gaussian" || row["efficiency"] == "gaussian"
      let allowed = steps ? 5e-4 : 2e-6
      expectClose(interval.lower, try row.number("lower"), absolute: allowed, "\(row)")
      expectClose(interval.upper, try row.number("upper"), absolute: allowed, "\(row)")
    }
  }
}

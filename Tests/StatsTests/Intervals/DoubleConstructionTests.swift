import Stats
import Testing

@Suite("Feldman-Cousins with two uncertain parameters") struct DoubleConstructionTests {
  /// Sums over the results of one measurement leave probabilities uncertain by 1e-8 here and by 1e-9 in
  /// the oracle; they change by about 0.1 an event, less for many events.
  @Test("intervals by bisection of every range of results")
  func oracle() throws {
    let rows = try ReferenceTable("double-construction").rows
    #expect(rows.count == 6)
    for row in rows {
      let interval = try FeldmanCousins(
        background: background(row), signalScale: signalScale(row),
        confidence: ConfidenceLevel(row.number("confidence")), rule: .raw
      ).interval(observed: row.integer("observed"))
      expectClose(interval.lower, try row.number("lower"), absolute: 2e-6, "\(row)")
      expectClose(interval.upper, try row.number("upper"), absolute: 2e-6, "\(row)")
    }
  }
}

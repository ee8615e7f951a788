import Testing

@testable import Stats

/// Rows that the manual of Combine prints; the model behind them is in `channel-published.jsonl`.
@Suite("Published limits of the reference table") struct ReferencePublishedTests {
  @Test("Combine's rows are among the limits that ChannelAsymptoticTests reproduces")
  func combine() throws {
    let published = try ChannelPublishedRow.rows(of: "channel-published")
    let rows = try ReferenceTable("reference-limits").rows.filter {
      try $0.text("quantity").hasPrefix("Combine")
    }
    #expect(rows.count == 4)
    for row in rows {
      let printed = try #require(
        row.text("value").split(separator: "+").first.flatMap { Double($0) })
      let isExpected = try row.text("quantity").contains("Expected")
      #expect(
        published.contains {
          $0.limit == printed && $0.confidence == 0.95
            && $0.method == (isExpected ? "asymptotic-expected" : "bayesian")
        }, "\(row)")
    }
  }
}

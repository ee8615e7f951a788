import Ledger
import Testing

@Suite("Timestamps") struct TimestampTests {
  @Test("agree with Python's datetime both ways")
  func oracle() throws {
    for row in try oracleRows("timestamps.txt") {
      let columns = row.split(separator: " ")
      let timestamp = Timestamp(seconds: try #require(Int(columns[0])))
      #expect(timestamp.description == columns[1])
      #expect(Timestamp(parsing: columns[1]) == timestamp)
    }
  }

  static let wrong = [
    "", "2026-03-01", "2026-03-01 08:30:00Z", "2026-03-01T08:30:00", "2026-03-01t08:30:00z",
    "2026-03-01T08:30:00+00:00", "2026-03-01T08:30:00.5Z", "2026-02-29T08:30:00Z",
    "2026-13-01T08:30:00Z", "2026-00-01T08:30:00Z", "2026-03-00T08:30:00Z", "2026-03-32T08:30:00Z",
    "2026-03-01T24:00:00Z", "2026-03-01T08:60:00Z", "2016-12-31T23:59:60Z", "1969-12-31T23:59:59Z",
    "0000-01-01T00:00:00Z", "+026-03-01T08:30:00Z", "2026-03-01T08:30:0 Z", "2026-03-01T08:30:00ZZ",
    "2026-+3-01T08:30:00Z", "２026-03-01T08:30:0",
  ]

  @Test("refuse every other form and every date that is none", arguments: wrong)
  func refused(text: String) {
    #expect(Timestamp(parsing: text) == nil)
  }

  @Test("outside their years are the nearest end")
  func ends() {
    #expect(Timestamp(seconds: .min).description == "1970-01-01T00:00:00Z")
    #expect(Timestamp(seconds: .max).description == "9999-12-31T23:59:59Z")
  }
}

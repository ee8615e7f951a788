import TestSupport
import Testing

@testable import Report

/// Numbers as text, against Python's decimal module; see Tests/Oracles/decimal_text.py.
@Suite("Numbers as text") struct DecimalTextTests {
  @Test("are rounded as decimals, halves away from zero, extremes included")
  func table() throws {
    let rows = try OracleTable("Reference/decimal-text.csv").rows
    #expect(rows.count > 2000)
    for row in rows {
      let bits = try #require(UInt64(try row.text("bits"), radix: 16))
      let (value, digits) = (Double(bitPattern: bits), try row.integer("digits"))
      let text =
        try row.text("form") == "fixed"
        ? value.text(places: digits) : value.text(significant: digits)
      #expect(try text == row.text("text"), "\(value), \(row)")
    }
  }

  @Test("are never more than a reader can take for a number when there is none")
  func notFinite() {
    for value in [Double.nan, .infinity, -.infinity] {
      for digits in 1...4 {
        #expect(["nan", "inf", "-inf"].contains(value.text(significant: digits)))
        #expect(["nan", "inf", "-inf"].contains(value.text(places: digits)))
      }
    }
  }
}

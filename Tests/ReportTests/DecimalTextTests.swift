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

  /// The convention of the PDG's Review, section "Rounding", with two digits throughout.
  @Test("end at the place where their uncertainty ends")
  func withUncertainty() {
    let rows: [(Double, Double, String, String)] = [
      (0.10292, 0.0789, "0.103", "0.079"), (0.0294, 0.01956, "0.029", "0.020"),
      (0.6950, 0.594, "0.70", "0.59"), (946.02, 67.13, "946", "67"),
      (0, 0.0034, "0.0000", "0.0034"),
      (12.3, 0, "12.3", "0"), (1.6e10, 1.6e8, "1.60e10", "1.6e8"), (2, 0.0999, "2.00", "0.10"),
    ]
    for (value, uncertainty, text, error) in rows {
      let found = value.texts(with: uncertainty)
      #expect(found.value == text && found.uncertainty == error, "\(value) ± \(uncertainty)")
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

import BlindAnalysis
import Foundation
import TestSupport
import Testing

/// What `scripts/closure-figures` found, and what the manual says of it.
@Suite("Closure in the manual") struct ClosureManualTests {
  private let rows: [OracleTable.Row]
  private let manual: String

  init() throws {
    let docs = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../docs").standardizedFileURL
    rows = try OracleTable("../../../docs/figures/closure-table.csv").rows
    manual = try String(contentsOf: docs.appending(path: "backgrounds.md"), encoding: .utf8)
  }

  @Test("every function closes with 1,000 pseudo side bands")
  func closes() throws {
    let functions = Set(try rows.map { try $0.text("function") })
    #expect(functions == Set(TailFunction.allCases.map(\.rawValue)))
    #expect(rows.count == functions.count)
    for row in rows {
      #expect(try row.integer("sets") == 1000 && row.integer("failed") == 0, "\(row)")
      #expect(try abs(row.number("bias")) < 0.1, "\(row)")
      for width in ["pull width", "profile pull width"] {
        #expect(try abs(row.number(width) - 1) < 0.1, "\(row)")
      }
      #expect(try abs(row.number("coverage") - 0.683) < 0.05, "\(row)")
    }
  }

  @Test("the table of the manual has these figures")
  func table() throws {
    for row in rows {
      let name = try row.text("function")
      let line = try #require(
        manual.split(separator: "\n").first { $0.hasPrefix("| \(name) | ") }, "\(name)")
      let numbers = line.matches(of: #/-?[0-9][0-9,]*\.[0-9]+/#).compactMap { Double($0.output) }
      let columns = [
        ("truth", 0.051), ("bias", 0.0051), ("pull mean", 0.0051), ("pull width", 0.0051),
        ("profile pull mean", 0.0051), ("profile pull width", 0.0051),
      ]
      for (number, (column, rounding)) in zip(numbers, columns) {
        #expect(try abs(number - row.number(column)) <= rounding, "\(column): \(line)")
      }
      let coverage = try 100 * row.number("coverage")
      #expect(numbers.count == 7 && abs((numbers.last ?? 0) - coverage) <= 0.051, "\(line)")
    }
  }
}

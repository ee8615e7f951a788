import Foundation
import Testing

/// A table of reference values: comments start with `#`, the first other line names the columns.
struct ReferenceTable {
  let rows: [[String: String]]

  init(_ name: String) throws {
    let file = try #require(
      Bundle.module.url(forResource: name, withExtension: "csv", subdirectory: "Reference"))
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.map(Self.fields)
    let columns = try #require(lines.first)
    rows = lines.dropFirst().map { fields in
      Dictionary(zip(columns, fields), uniquingKeysWith: { first, _ in first })
    }
  }

  /// Splits a line at commas outside quotation marks.
  private static func fields(of line: Substring) -> [String] {
    var fields = [""]
    var quoted = false
    for character in line {
      switch character {
      case "\"": quoted.toggle()
      case "," where !quoted: fields.append("")
      default: fields[fields.count - 1].append(character)
      }
    }
    return fields
  }
}

extension [String: String] {
  func text(_ column: String) throws -> String { try #require(self[column], "column \(column)") }

  func number(_ column: String) throws -> Double { try #require(Double(text(column))) }

  func integer(_ column: String) throws -> Int { try #require(Int(text(column))) }
}

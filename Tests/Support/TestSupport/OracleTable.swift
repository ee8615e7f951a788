import Foundation

/// A table that an oracle wrote: comments start with `#`, the first other line names the columns.
public struct OracleTable: Sendable {
  public struct Row: Sendable, CustomStringConvertible {
    private let fields: [String: String]

    init(_ fields: [String: String]) { self.fields = fields }

    public var description: String {
      fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }

    /// - Throws: If there is no such column.
    public func text(_ column: String) throws -> String {
      guard let text = fields[column] else { throw Missing(column: column) }
      return text
    }

    public func number(_ column: String) throws -> Double {
      guard let number = Double(try text(column)) else { throw Missing(column: column) }
      return number
    }

    public func integer(_ column: String) throws -> Int {
      guard let number = Int(try text(column)) else { throw Missing(column: column) }
      return number
    }
  }

  /// A column that is not there, or holds something else.
  public struct Missing: Error {
    public let column: String

    public init(column: String) { self.column = column }
  }

  public let rows: [Row]

  /// - Parameters:
  ///   - name: Of the table, relative to the folder of the test.
  ///   - test: The file of the test.
  public init(_ name: String, besides test: String = #filePath) throws {
    let file = URL(filePath: test).deletingLastPathComponent().appending(path: name)
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }.map(Self.fields)
    guard let columns = lines.first else { throw Missing(column: name) }
    rows = lines.dropFirst().map { fields in
      Row(Dictionary(zip(columns, fields), uniquingKeysWith: { first, _ in first }))
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

/// How far a number is off, if it is further than allowed; nil if it agrees.
public func disagreement(
  _ value: Double, _ expected: Double, relative: Double = 0, absolute: Double = 0
) -> String? {
  let (difference, allowed) = (abs(value - expected), max(absolute, relative * abs(expected)))
  guard value != expected, !(difference <= allowed) else { return nil }
  return "\(value) is off \(expected) by \(difference), allowed \(allowed)"
}

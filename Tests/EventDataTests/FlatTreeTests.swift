import Foundation
import Ledger
import TestSupport
import Testing

@testable import EventData

/// What ROOT and uproot read of the fixture `open-part.root` is in `open-part.csv`; see
/// Tests/Oracles/open_file.py.
@Suite("Flat trees, written natively") struct FlatTreeTests {
  private static let types: [(name: String, type: LeafType)] = [
    ("flag", .bool), ("b", .int8), ("ub", .uint8), ("s", .int16), ("us", .uint16), ("i", .int32),
    ("ui", .uint32), ("l", .int64), ("ul", .uint64), ("f", .float), ("d", .double),
  ]
  private static let columns = types.map { TypedColumn(name: $0.name, type: $0.type) }

  private static let rows = 250
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  /// The bits of a value: a formula that every language can repeat.
  private static func bits(_ row: Int, _ type: LeafType) -> UInt64 {
    let mixed = UInt64(row) &* 0x9E37_79B9_7F4A_7C15
    switch type {
    case .bool: return UInt64(row % 3 == 0 ? 1 : 0)
    case .float:
      return UInt64(row == 7 ? Float.nan.bitPattern : (Float(row) * 0.1 - 5).bitPattern)
    case .double: return row == 8 ? (-Double.infinity).bitPattern : (Double(row) / 3).bitPattern
    default: return mixed >> UInt64(64 - 8 * type.size)
    }
  }

  private static func bigEndian(_ rows: Range<Int>, _ type: LeafType) -> ArraySlice<UInt8> {
    rows.flatMap { row in
      (0..<type.size).map {
        UInt8(truncatingIfNeeded: bits(row, type) >> UInt64(8 * (type.size - 1 - $0)))
      }
    }[...]
  }

  private func write(_ parts: [Range<Int>], to folder: TestSupport.TemporaryFolder) throws
    -> [UInt8]
  {
    let file = try NewFile("open-part.root", in: folder.project)
    let writer = try FlatTreeWriter(
      tree: "events", title: "a test", columns: Self.columns, to: file, named: "open-part.root",
      rowsPerBasket: 100)
    for part in parts {
      try writer.append(Self.columns.map { Self.bigEndian(part, $0.type) }, count: part.count)
    }
    try writer.finish()
    try file.finish()
    try? Data(contentsOf: folder.url.appending(path: "open-part.root")).write(
      to: URL(filePath: "/tmp/sealed/open-part-\(parts.last?.upperBound ?? 0).root"))
    return Array(try Data(contentsOf: folder.url.appending(path: "open-part.root")))
  }

  @Test("the bytes are those that ROOT and uproot were shown, however the rows arrive")
  func bytes() throws {
    let shown = Array(
      try Data(contentsOf: Self.fixtures.appending(path: "open-part.root")))
    for parts in [[0..<250], [0..<99, 99..<100, 100..<201, 201..<250], [0..<100, 100..<250]] {
      let folder = try TestSupport.TemporaryFolder()
      #expect(try write(parts, to: folder) == shown)
    }
  }

  @Test("ROOT and uproot read every value of every type as it was written")
  func oracles() throws {
    let text = try String(
      contentsOf: Self.fixtures.appending(path: "open-part.csv"), encoding: .utf8)
    let lines = text.split(separator: "\n")
    #expect(lines.first == Substring(Self.columns.map(\.name).joined(separator: ",")))
    #expect(lines.count == Self.rows + 1)
    for (row, line) in lines.dropFirst().enumerated() {
      let expected = Self.columns.map { "\(Self.bits(row, $0.type))" }
      #expect(line == Substring(expected.joined(separator: ",")), "row \(row)")
    }
  }

  @Test("a tree without rows, and one whose last basket is full, are read back")
  func lengths() throws {
    for count in [0, 1, 100, 200] {
      let folder = try TestSupport.TemporaryFolder()
      _ = try write([0..<count], to: folder)
      let table = try openTable(at: folder.path + "/open-part.root", tree: "events")
      #expect(table.typedColumns == Self.columns)
      let read = WholeTable(try table.rows(ColumnSelection(["d"], identifiers: ["i"])))
      #expect(read.identifiers.first?.count == count)
    }
  }
}

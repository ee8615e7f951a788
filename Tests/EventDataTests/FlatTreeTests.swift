import Foundation
import Ledger
import TestSupport
import Testing

@testable import EventData

/// Tests/Oracles/open_file.py shows such a file to ROOT and uproot.
@Suite("Flat trees, written natively") struct FlatTreeTests {
  private static let types: [(name: String, type: LeafType)] = [
    ("flag", .bool), ("b", .int8), ("ub", .uint8), ("s", .int16), ("us", .uint16), ("i", .int32),
    ("ui", .uint32), ("l", .int64), ("ul", .uint64), ("f", .float), ("d", .double),
  ]
  private static let columns = types.map { TypedColumn(name: $0.name, type: $0.type) }

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
    return Array(try Data(contentsOf: folder.url.appending(path: "open-part.root")))
  }

  @Test("the bytes do not depend on how the rows arrive")
  func bytes() throws {
    let whole = try write([0..<250], to: TestSupport.TemporaryFolder())
    for parts in [[0..<99, 99..<100, 100..<201, 201..<250], [0..<100, 100..<250]] {
      #expect(try write(parts, to: TestSupport.TemporaryFolder()) == whole)
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

import Foundation
import Testing

@testable import EventData

@Suite("Reading ROOT trees") struct ROOTReadingTests {
  /// All but two, which have tests of their own.
  static let files = Set(ExpectedBranch.all.map(\.file))
    .subtracting(["root-beyond.root", "root-large-basket.root"]).sorted()

  @Test("the expectation covers every file that has a tree")
  func expectationIsThere() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Fixture.folder)
    let trees = names.filter {
      $0.hasSuffix(".root") && !["root-rntuple.root", "root-large-basket.root"].contains($0)
    }
    // An empty tree has no sums, but its branches are in the table.
    #expect(Set(trees) == Set(Self.files))
    #expect(ExpectedBranch.all.count > 150)
  }

  @Test("gives each value bit for bit as uproot does", arguments: files)
  func values(file: String) throws {
    let expected = ExpectedBranch.of(file)
    let tree = try #require(expected.first).tree
    let table = try readAll(Fixture.path(file), tree: tree, expected.map(\.branch))
    #expect(table.failure == nil)
    for (values, branch) in zip(table.numbers, expected) {
      #expect(values.count == branch.count, "\(branch)")
      #expect(ExpectedBranch.checksum(values) == branch.checksum, "\(branch)")
    }
  }

  @Test("gives the sums that ROOT's RDataFrame gives", arguments: files)
  func sums(file: String) throws {
    let expected = ExpectedBranch.of(file)
    let tree = try #require(expected.first).tree
    let table = try readAll(Fixture.path(file), tree: tree, expected.map(\.branch))
    for (values, branch) in zip(table.numbers, expected) {
      guard let byROOT = branch.sumByROOT else { continue }
      let finite = values.filter(\.isFinite)
      // Each addition rounds by half an ulp of a partial sum at most.
      let scale = finite.reduce(0) { $0 + abs($1) }
      let tolerance = scale * Double(max(finite.count, 1)) * 0x1p-53
      #expect(abs(finite.reduce(0, +) - byROOT) <= tolerance, "\(branch)")
    }
  }

  @Test(
    "does not depend on the size of the batch", arguments: [1, 7, 499, 500, 501, 65_536],
    ["root-zstd.root", "root-none.root", "root-embedded.root"])
  func batches(capacity: Int, file: String) throws {
    let expected = ExpectedBranch.of(file)
    let table = try readAll(
      Fixture.path(file), tree: "events", expected.map(\.branch), batch: capacity)
    for (values, branch) in zip(table.numbers, expected) {
      #expect(ExpectedBranch.checksum(values) == branch.checksum, "\(branch)")
    }
  }

  @Test("reads the same again after a rewind, also out of the middle")
  func rewind() throws {
    let table = try openTable(at: Fixture.path("root-lz4.root"), tree: "events")
    let rows = try table.rows(ColumnSelection(["f", "d"], identifiers: ["l"]))
    var batch = rows.makeBatch(capacity: 300)
    #expect(try rows.nextBatch(into: &batch))
    #expect(try rows.nextBatch(into: &batch))
    rows.rewind()
    let (first, _) = (WholeTable(rows), rows.rewind())
    let second = WholeTable(rows)
    #expect(
      first.numbers.map(ExpectedBranch.checksum) == second.numbers.map(ExpectedBranch.checksum))
    #expect(first.identifiers == second.identifiers)
    #expect(first.count == 1200)
  }

  @Test("a batch made for another selection is rebuilt, not overrun")
  func foreignBatch() throws {
    let table = try openTable(at: Fixture.path("root-lz4.root"), tree: "events")
    var batch = try table.rows(ColumnSelection(["f"])).makeBatch(capacity: 100)
    let rows = try table.rows(ColumnSelection(["d", "i"], identifiers: ["l"]))
    #expect(try rows.nextBatch(into: &batch))
    #expect(batch.numbers.count == 2 && batch.identifiers.count == 1 && batch.count == 100)
  }

  @Test("keeps identifiers exact, and says which are not whole")
  func identifiers() throws {
    let path = Fixture.path("root-zlib.root")
    let powers: [Int64] = (0..<1200).map { Int64(1) << ($0 % 63) - $0 }
    let whole = try readAll(path, tree: "events", [], identifiers: ["l"])
    #expect(whole.identifiers[0] == powers)
    #expect(whole.isWhole.allSatisfy { $0 })
    // Only the first of the shifted numbers needs the 64th bit.
    let fitting: [Bool] = (0..<1200).map { $0 % 64 > 0 }
    let unsigned = try readAll(path, tree: "events", [], identifiers: ["ul"])
    #expect(unsigned.isWhole == fitting)
    #expect(unsigned.identifiers[0][1] == Int64.max)
    let real = try readAll(path, tree: "events", ["f"], identifiers: ["f"])
    #expect(real.isWhole == real.numbers[0].map { $0.isFinite && $0 == $0.rounded() })
  }

  @Test("the newest cycle of a name is read")
  func cycles() throws {
    #expect(try readAll(Fixture.path("root-cycles.root"), tree: "events", ["i"]).count == 60)
  }

  @Test("lists branches in file order, those that cannot be read among them")
  func columnNames() throws {
    let table = try openTable(at: Fixture.path("root-zstd.root"), tree: "events")
    let scalars = ["o", "b", "ub", "s", "us", "i", "ui", "l", "ul", "g", "f", "d"]
    let others = ["triple", "n", "several", "pair", "text", "f16", "d32", "v"]
    #expect(table.columnNames == scalars + others)
  }

  @Test("one column may be asked for several times")
  func repeatedColumns() throws {
    let table = try readAll(
      Fixture.path("root-zstd.root"), tree: "events", ["i", "d", "i"], identifiers: ["i", "i"])
    #expect(table.numbers[0] == table.numbers[2])
    #expect(table.identifiers[0] == table.identifiers[1])
    #expect(table.identifiers[0].map(Double.init) == table.numbers[0])
  }

  @Test("shows progress in steps of five, up to one hundred")
  func progress() throws {
    let table = try openTable(at: Fixture.path("root-zstd.root"), tree: "events")
    let rows = try table.rows(ColumnSelection(["i"]))
    var batch = rows.makeBatch(capacity: 7)
    var seen: [Int] = []
    while try rows.nextBatch(into: &batch) { seen.append(batch.percentRead) }
    #expect(seen == seen.sorted() && seen.allSatisfy { $0 % 5 == 0 })
    #expect(seen.last == 100)
  }
}

@Suite("Large ROOT files") struct LargeFileTests {
  @Test("a basket of more than 16 MiB, which is packed in several blocks")
  func largeBasket() throws {
    let expected = try #require(ExpectedBranch.of("root-large-basket.root").first)
    let table = try openTable(at: Fixture.path(expected.file), tree: expected.tree)
    let rows = try table.rows(ColumnSelection([expected.branch]))
    var batch = rows.makeBatch(capacity: 65_536)
    var count = 0
    while try rows.nextBatch(into: &batch) {
      // The file holds quarters, 0, 1, 2, 3 in turn; a full sum would take seconds in debug.
      for row in [0, batch.count / 2, batch.count - 1] {
        #expect(batch.numbers[0][row] == Double((count + row) % 4) / 4)
      }
      count += batch.count
    }
    #expect(count == expected.count)
  }

  @Test("positions above 32 bits are followed")
  func beyond() throws {
    let folder = try TemporaryFolder()
    let path = try Self.unpackSparse(into: folder)
    let expected = ExpectedBranch.of("root-beyond.root")
    #expect(expected.count == 12)
    let table = try readAll(path, tree: "events", expected.map(\.branch))
    for (values, branch) in zip(table.numbers, expected) {
      #expect(ExpectedBranch.checksum(values) == branch.checksum, "\(branch)")
    }
  }

  /// Puts the parts of the file back between its holes, which take no room on the disk.
  private static func unpackSparse(into folder: TemporaryFolder) throws -> String {
    var bytes = try Fixture.bytes("root-beyond.sparse")[...]
    func header() throws -> (Int, Int) {
      let line = bytes.prefix { $0 != UInt8(ascii: "\n") }
      bytes = bytes.dropFirst(line.count + 1)
      let numbers = String(decoding: line, as: UTF8.self).split(separator: " ").compactMap {
        Int($0)
      }
      return (try #require(numbers.first), try #require(numbers.last))
    }
    let path = try folder.write([], "root-beyond.root")
    let file = try #require(FileHandle(forWritingAtPath: path))
    let (size, parts) = try header()
    try file.truncate(atOffset: UInt64(size))
    for _ in 0..<parts {
      let (place, length) = try header()
      try file.seek(toOffset: UInt64(place))
      try file.write(contentsOf: Data(bytes.prefix(length)))
      bytes = bytes.dropFirst(length)
    }
    try file.close()
    return path
  }
}

import Foundation
import Testing

@testable import EventData

/// Any file may be damaged in any way: the outcome is a `DataError` or rows, and little memory.
@Suite("Damaged and hostile files") struct DamageTests {
  private static let columns = ["o", "us", "d"]
  /// `EVENTDATA_MUTATIONS=100000 swift test -c release -Xswiftc -enable-testing --filter DamageTests`
  private static let mutations =
    ProcessInfo.processInfo.environment["EVENTDATA_MUTATIONS"].flatMap { Int($0) } ?? 300
  private static let seed =
    ProcessInfo.processInfo.environment["EVENTDATA_SEED"].flatMap { UInt64($0) } ?? 1

  private static func read(_ path: String) -> ReadingOutcome {
    path.hasSuffix("geant4.root")
      ? ReadingOutcome(path, tree: "events", ["i", "d", "f"])
      : ReadingOutcome(path, tree: "events", columns, identifiers: ["l"])
  }

  /// Bytes of the tree's record, in which most of what we believe stands.
  private static func treeRecord(of name: String) throws -> Range<Int> {
    let key = try ROOTFile(HeldFile(opening: Fixture.path(name))).tree("events").key
    return key.position..<key.position + key.recordLength
  }

  @Test(
    "some changed bytes of a ROOT file",
    arguments: [
      "root-embedded-only.root", "root-embedded.root", "root-cycles.root", "root-zlib.root",
      "root-lzma.root", "root-none.root", "geant4.root",
    ])
  func mutatedROOT(name: String) throws {
    let folder = try TemporaryFolder()
    let file = try DamagedFile(Fixture.bytes(name), named: name, in: folder)
    let focus = try Self.treeRecord(of: name)
    var generator = SeededGenerator(seed: Self.seed)
    let memory = peakMemory()
    var failures = 0
    for _ in 0..<Self.mutations {
      let changes = file.randomChanges(focus, using: &generator)
      let outcome = try file.with(changes) { Self.read($0) }
      let message = outcome.unquotedMessage
      if message != nil { failures += 1 }
      if message?.contains(where: \.isNumber) == true {
        Issue.record("a message with a number in it: \(message ?? "")")
      }
    }
    #expect(failures > Self.mutations / 50, "the places that matter were not hit")
    #expect(peakMemory() - memory < 256 << 20)
    guard case .success = Self.read(file.path) else {
      Issue.record("the repaired file is not readable")
      return
    }
  }

  @Test("a ROOT file that ends too early", arguments: ["root-embedded.root", "root-cycles.root"])
  func truncatedROOT(name: String) throws {
    let folder = try TemporaryFolder()
    let whole = try Fixture.bytes(name)
    var generator = SeededGenerator(seed: 7)
    let sampled = (0..<300).map { _ in Int.random(in: 0..<whole.count, using: &generator) }
    for count in Array(0..<150) + sampled + [whole.count - 1] {
      let path = try folder.write(whole.prefix(count), "short.root")
      guard case .failure(let error) = Self.read(path) else {
        Issue.record("a file cut short was read")
        return
      }
      #expect(error.kind == .damaged || error.kind == .wrongFormat)
    }
  }

  @Test(
    "rows before a damaged basket are delivered, whatever the batch", arguments: [1, 64, 333, 4096])
  func damageInTheMiddle(capacity: Int) throws {
    let folder = try TemporaryFolder()
    let file = try DamagedFile(
      Fixture.bytes("root-lz4.root"), named: "damaged.root", in: folder)
    let place = try #require(Self.secondBasket(of: "d", in: file.original))
    try file.with([place: file.original[place] ^ 1]) { path in
      let table = try openTable(at: path, tree: "events")
      let rows = try table.rows(ColumnSelection(["i", "d", "f"]))
      for _ in 0..<2 {
        let read = WholeTable(rows, batch: capacity)
        #expect(read.count == 500)
        #expect(read.failure?.message == "is damaged: branch 'd' is not sound")
        var batch = rows.makeBatch(capacity: capacity)
        #expect(throws: DataError.self) { try rows.nextBatch(into: &batch) }
        rows.rewind()
      }
    }
  }

  /// The place of a packed byte in the second basket of a branch.
  private static func secondBasket(of branch: String, in bytes: [UInt8]) -> Int? {
    // A basket's key ends with the names of its class, its branch and its tree.
    let names =
      [UInt8(7)] + Array("TBasket".utf8) + [1] + Array(branch.utf8) + [6]
      + Array("events".utf8)
    var places = bytes.indices.dropLast(names.count).filter {
      bytes[$0..<$0 + names.count].elementsEqual(names)
    }
    guard places.count >= 2 else { return nil }
    places.sort()
    return places[1] + names.count + 100
  }

  @Test("some changed bytes of a CSV file")
  func mutatedCSV() throws {
    let folder = try TemporaryFolder()
    let text = "run,event,e,name\n" + (0..<40).map { "9000,\($0),\($0).5,\"a,b\"\n" }.joined()
    let file = try DamagedFile(Array(text.utf8), named: "table.csv", in: folder)
    var generator = SeededGenerator(seed: Self.seed)
    for _ in 0..<Self.mutations * 3 {
      let changes = file.randomChanges(0..<40, using: &generator)
      let outcome = try file.with(changes) {
        ReadingOutcome($0, tree: nil, ["e"], identifiers: ["run", "event"])
      }
      if case .failure(let error) = outcome {
        #expect(outcome.unquotedMessage?.contains(where: \.isNumber) == false)
        // What stands in rows is never an error.
        #expect(changes.keys.contains { $0 < 17 }, "\(error)")
      }
    }
  }

  @Test("a CSV file cut anywhere behind its header is a shorter table")
  func truncatedCSV() throws {
    let folder = try TemporaryFolder()
    let text = Array("run,e\r\n9000,1.5\r\n9001,2.5\r\n".utf8)
    for count in 5...text.count {
      let outcome = ReadingOutcome(
        try folder.write(text.prefix(count), "short.csv"), tree: nil, ["e"], identifiers: ["run"])
      guard case .success = outcome else {
        Issue.record("not readable")
        return
      }
    }
  }

  @Test("random bytes in every role")
  func noise() throws {
    let folder = try TemporaryFolder()
    var generator = SeededGenerator(seed: 3)
    for length in [0, 1, 5, 64, 1000, 5000] {
      for start in [[], Array("root".utf8) + [0, 0, 0xF0, 0x20, 0, 0, 0, 100]] as [[UInt8]] {
        let noise = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
        for name in ["noise.root", "noise.csv"] {
          guard case .failure = Self.read(try folder.write(start + noise, name)) else {
            Issue.record("noise was read as a table")
            return
          }
        }
      }
    }
  }
}

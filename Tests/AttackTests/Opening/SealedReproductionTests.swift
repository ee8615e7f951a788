import Foundation
import Ledger
import ProgramSupport
import Testing

@testable import EventData

/// The vault is shut again after an opening; what came out of it into the result is kept.
@Suite("A reviewer makes the numbers of sealed data again") struct SealedReproductionTests {
  private static let kept = "results/small/sealed-rows/sample"

  /// Blinded rows that are not in the signal box: above its energy, and above its veto.
  private static let outsideTheBox = ["1,4,0,44.5,0.5", "1,4,1,20,1.25"]

  private static func addRows(_ ceremony: Ceremony) throws {
    let events = try ceremony.folder.text("analyses/events.csv")
    try Data((events + outsideTheBox.joined(separator: "\n") + "\n").utf8)
      .write(to: ceremony.folder.url.appending(path: "analyses/events.csv"))
  }

  /// The same events in a ROOT file, with a column more that no analysis reads.
  private static func convert(_ ceremony: Ceremony) throws {
    try addRows(ceremony)
    let rows = try ceremony.folder.text("analyses/events.csv").split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",").compactMap { Double($0) } }
    let columns = [("run", LeafType.int32), ("spill", .int32), ("event", .int64)]
    let typed =
      columns.map { TypedColumn(name: $0, type: $1) }
      + ["ecal", "hcal", "unread"].map { TypedColumn(name: $0, type: .double) }
    let project = try ProjectFolder(
      at: ceremony.folder.url.appending(path: "analyses").path)
    let file = try NewFile("events.root", in: project)
    let writer = try FlatTreeWriter(
      tree: "events", title: "made for a test", columns: typed, to: file, named: "events.root")
    let values = typed.enumerated().map { index, column in
      var record = RecordBuilder()
      for row in rows {
        let value = index < row.count ? row[index] : row[3] / 3
        switch column.type {
        case .int32: record.integer(Int32(value))
        case .int64: record.integer(Int64(value))
        default: record.real(value)
        }
      }
      return record.bytes[...]
    }
    try writer.append(values, count: rows.count)
    try writer.finish()
    try file.finish()
    try replace(
      "files: [events.csv]", with: "files: [events.root]\n    tree: events", in: Ceremony.file,
      of: ceremony)
  }

  /// What a reviewer gets: records, open file and vault, but no key and not the files from before.
  private func reviewed(_ sealed: SealedCeremony) throws -> Ceremony {
    let copy = try Ceremony(copying: sealed.ceremony)
    let gone = ["alice.key", "bob.key", "carol.key", ".state", ".na64-blind/secret"]
    for path in gone + ["analyses/events.csv"] {
      try FileManager.default.removeItem(at: copy.folder.url.appending(path: path))
    }
    return copy
  }

  @Test("U9 everything comes out bit for bit, without a key", arguments: ["csv", "root"])
  func everything(format: String) throws {
    let sealed = try SealedCeremony.opened(
      prepare: format == "csv" ? Self.addRows : Self.convert)
    let copy = try reviewed(sealed)
    let outcome = try copy.run(["reproduce"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    for text in [
      "bit for bit", "result.json", "observed ", "stage signal", "BLIND-3",
      "sealed rows: those that the opening kept",
    ] {
      #expect(outcome.output.contains(text), "\(text): \(outcome.output)")
    }
    #expect(!outcome.output.contains("DIFFERENT"))
    let result = try copy.folder.text("results/small/result.json")
    #expect(result.contains(#""observed":3"#))
    if format == "csv" {
      let kept = try copy.folder.text("\(Self.kept).csv").split(separator: "\n")
      #expect(kept.count == 4)
      for row in Self.outsideTheBox { #expect(!kept.contains { $0.hasPrefix(row) }) }
    } else {
      let table = try openTable(
        at: copy.folder.url.appending(path: "\(Self.kept).root").path, tree: "events")
      #expect(table.columnNames == ["run", "spill", "event", "ecal", "hcal", "unread"])
    }
  }

  @Test("U9 kept rows that are not those of the opening are refused with 24, as is a lost file")
  func changes() throws {
    let opened = try SealedCeremony.opened()
    let path = "\(Self.kept).csv"
    for (old, new) in [("20.0", "21.5"), ("1,2,1,", "1,2,7,"), ("\n", "\n\n")] {
      let copy = try reviewed(opened)
      try replace(old, with: new, in: path, of: copy)
      let outcome = try copy.run(["reproduce"])
      #expect(outcome.status == 24)
      #expect(outcome.errors.contains("is not what the opening kept"), "\(outcome.errors)")
    }
    let copy = try reviewed(opened)
    try FileManager.default.removeItem(at: copy.folder.url.appending(path: path))
    #expect(try copy.run(["reproduce"]).status == 24)
    let other = try reviewed(opened)
    try replace(
      #""sealed-rows":[{"#, with: #""other-rows":[{"#, in: "results/small/result.json", of: other)
    let outcome = try other.run(["reproduce"])
    #expect(outcome.status == 24 && outcome.errors.contains("the ledger recorded"))
  }

  @Test("U9 no event in the box is a result that can be made again, too")
  func emptyBox() throws {
    let sealed = try SealedCeremony.opened { ceremony in
      for row in 0..<3 {
        try replace(
          "1,2,\(row),\(20 + row),0.5\n", with: "", in: "analyses/events.csv", of: ceremony)
      }
    }
    let outcome = try reviewed(sealed).run(["reproduce"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try sealed.folder.text("results/small/result.json").contains(#""observed":0"#))
  }

  @Test("U10 before the opening it makes the estimate again, also with all releases there")
  func beforeOpening() throws {
    let sealed = try SealedCeremony.requested()
    for name in ["alice", "bob"] { try SealedCeremony.succeed(sealed.release(name)) }
    let outcome = try sealed.ceremony.run(["reproduce"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("the box stays shut"))
    #expect(!outcome.output.contains("result.json"))
    #expect(!sealed.folder.exists("results/small/sealed-rows"))
  }

  @Test("U1 an opening of sealed data that ends by force goes on, and its numbers come out again")
  func interrupted() throws {
    let ready = try SealedCeremony.requested()
    for name in ["alice", "bob"] { try SealedCeremony.succeed(ready.release(name)) }
    let words = ["unblind", "--sign-off", "--phrase", try ready.ceremony.phrase()]
    let calls = try HeldProgram.calls(words, of: Ceremony(copying: ready.ceremony))
    let begin = try #require(calls.lastIndex { $0.contains("sealed-rows") } ?? calls.indices.last)
    var results: Set<String> = []
    for call in stride(from: begin - 4, to: calls.count, by: 4) {
      let copy = try Ceremony(copying: ready.ceremony)
      let crash = ["LD_PRELOAD": try crashShim(), "CRASH_AT": "\(call + 1)"]
      #expect(try copy.run(words, environment: crash).status == -SIGKILL)
      let hasBegun = try copy.ledger().contains("unblind-begin")
      if try copy.ledger().contains("unblind-end") { continue }
      let resumed = try copy.run(hasBegun ? ["unblind", "--resume"] : words)
      #expect(resumed.status == 0, "call \(call), \(calls[call]): \(resumed.errors)")
      results.insert(try copy.folder.text("results/small/result.json"))
      #expect(try copy.run(["reproduce"]).status == 0)
    }
    #expect(results.count == 1)
  }
}

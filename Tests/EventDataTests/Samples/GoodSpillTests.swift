import BlindAnalysis
import Ledger
import TestSupport
import Testing

@testable import EventData

private typealias Folder = TestSupport.TemporaryFolder

/// Rows of spills that are not used are in no count, with the box shut and open.
@Suite("Good spills") struct GoodSpillTests {
  /// An analysis of the sample with a list, in a project.
  private struct Held {
    let folder: Folder
    let data: HeldData
    let project: SampleProject

    init(_ format: String, _ key: String = "", _ list: String? = nil) throws {
      folder = try Folder()
      try SpillSample.copy(format, into: folder)
      if let list { try folder.write(list, to: "list.txt") }
      let definition = try SpillSample.analysis(
        format, spills: list == nil ? "" : "\(key): list.txt"
      ).definition()
      data = try HeldData(opening: definition, folder: folder.path, project: folder.path)
      project = SampleProject(
        definition, in: try folder.project, open: try data.readOpen().summaries)
    }

    var summary: OpenSummary { project.open[0] }

    func opened() throws -> BoxContent {
      let freeze = try project.freeze()
      let box = data.box(under: freeze.digest, expecting: freeze.data)
      let key = try project.authorise(.open(phrase: freeze.phrase, statement: .sample("text")))
      return try box.open(with: key).value
    }
  }

  private static let first = "run,first spill,last spill\n8501,1,20\n"

  private func expect(_ held: Held, agreesWith list: String) throws {
    let table = try OracleTable("../Fixtures/Spills/expected.csv")
    let row = try #require(try table.rows.first { try $0.text("list") == list })
    let summary = held.summary
    #expect(summary.open == (try row.integer("total")) && summary.quarantined == 0)
    #expect(summary.goodSpills.map(\.open) == (list == "all" ? nil : try row.integer("open")))
    #expect(summary.cutFlow.map(\.count) == [try row.integer("quiet")])
    for region in summary.regions { #expect(region.count == (try row.integer(region.name))) }
    #expect(summary.regions.count == 2)
    let content = try held.opened()
    #expect(content.total == (try row.integer("box")))
    #expect(content.references.count == content.total)
  }

  @Test("without a list are all spills", arguments: ["root", "csv"])
  func all(format: String) throws { try expect(Held(format), agreesWith: "all") }

  @Test("are those outside of a list of bad ones", arguments: ["root", "csv"])
  func bad(format: String) throws {
    let held = try Held(format, "bad-spills", SpillSample.gainDrop)
    try expect(held, agreesWith: "without the gain drop")
  }

  @Test("are those of a list of good ones; a spill without events may be in it")
  func good() throws {
    for format in ["root", "csv"] {
      try expect(Held(format, "good-spills", Self.first), agreesWith: "first")
      let more = Self.first + "8501,99,120\n7,1,1\n"
      try expect(Held(format, "good-spills", more), agreesWith: "first")
    }
  }

  @Test("change the record that the freeze holds, not the digest of the data")
  func record() throws {
    let (without, bad) = try (Held("csv"), Held("csv", "bad-spills", SpillSample.gainDrop))
    let other = try Held("csv", "bad-spills", SpillSample.gainDrop + "8502,5\n")
    let same = try Held("csv", "bad-spills", "# gain\n" + SpillSample.gainDrop + "8502,4\n")
    let records = [without, bad, other, same].map(\.summary.record)
    #expect(Set(records.map(\.openDigest)).count == 1)
    #expect(records[0].spillList == nil && records[1].spillList != records[2].spillList)
    #expect(records[1] == records[3])
    for held in [without, bad] {
      let record = try held.project.freeze().data[0]
      #expect(record == held.summary.record)
      #expect((record.canonical["spill-list-digest"] != nil) == (record.spillList != nil))
    }
  }

  @Test("are counted with the list as it was opened, whatever happens to the file then")
  func listChangedMeanwhile() throws {
    let held = try Held("csv", "bad-spills", SpillSample.gainDrop)
    try held.folder.write("run,spill\n", to: "list.txt")
    try expect(held, agreesWith: "without the gain drop")
  }

  @Test("are needed as a file that can be read and is right")
  func unreadable() throws {
    let folder = try Folder()
    try SpillSample.copy("csv", into: folder)
    let definition = try SpillSample.analysis("csv", spills: "bad-spills: list.txt").definition()
    func open() throws { _ = try HeldData(opening: definition, folder: folder.path, project: "/") }
    #expect(try #require(throws: DataError.self) { try open() }.kind == .cannotOpen)
    try folder.write("run,spill\n8501\n", to: "list.txt")
    let error = #expect(throws: DefinitionError.self) { try open() }
    #expect(error?.findings.rendered.contains("list.txt:2:1: error: expected 2 fields") == true)
  }

  @Test("keep a row of the box whose identifiers are no whole numbers")
  func unnamed() throws {
    let folder = try Folder()
    try folder.write(
      "run,spill,event,ecal,hcal\n8501,1,1,60,0.5\n8501,x,1,20,0.5\n8501,2,1,21,0.5\n",
      to: "spills.csv")
    try folder.write("run,spill\n8501,1\n", to: "list.txt")
    let definition = try SpillSample.analysis("csv", spills: "good-spills: list.txt").definition()
    let data = try HeldData(opening: definition, folder: folder.path, project: folder.path)
    let project = SampleProject(
      definition, in: try folder.project, open: try data.readOpen().summaries)
    let freeze = try project.freeze()
    let box = data.box(under: freeze.digest, expecting: freeze.data)
    let key = try project.authorise(.open(phrase: freeze.phrase, statement: .sample("text")))
    #expect(try box.open(with: key).value.references.map(\.identifiers) == [nil])
  }
}

import BlindAnalysis
import Foundation
import Ledger
import TestSupport
import Testing

@testable import EventData

/// Asking the program for what is blind.
@Suite("R: asking", .serialized) struct LookingAttackTests {
  @Test("R1 every verb says the same, however many rows are in the box")
  func verbs() throws {
    var twins = Twins()
    for verb in ["show", "plot", "cutflow", "list-events", "export"] {
      twins.commands.append([verb, "a.yaml"])
    }
    let empty = try twins.play(visibleRows(30))
    #expect(empty.statuses == [0, 0, 0, 0, 22, 22, 64, 0, 64, 64, 64], "\(empty.printed)")
    for count in [1, 7, 5000] {
      let rows = visibleRows(30)
      let mixed = rows[..<11] + boxRows(count) + rows[11...]
      #expect(try twins.play(Array(mixed)) == empty, "\(count)")
    }
  }

  @Test("R1 a file of data is read as nothing else, where what is wrong would be quoted")
  func otherTexts() throws {
    let project = try HeldProject()
    try project.write("run,spill,event,ecal,hcal\n1,1,1,60,0.1\n4242,1,1,20,0.1\n", to: "data.csv")
    let data = project.folder.appending(path: "data.csv").path
    let analysis = SampleAnalysis.with { $0.datasets[0].eventID = "[run, spill, event]" }
    try project.write(analysis)
    #expect(project.run("estimate", "a.yaml").status == 0)
    try project.write(
      .with { ($0.datasets, $0.datasets[0].spills) = (analysis.datasets, "good-spills: data.csv") },
      to: "spills.yaml")
    let signed = SampleAnalysis.with { ($0.datasets, $0.isSigned) = (analysis.datasets, true) }
    try project.write(signed.text.replacing("reviewers.pub", with: "data.csv"), to: "signed.yaml")
    let commands = [
      ["check", data], ["diff", data, data], ["check", "spills.yaml"], ["check", "signed.yaml"],
      ["limit", "--channels", data, "--confidence", "90%"],
      ["ledger", "verify", "a.yaml", "--against", data],
    ]
    for words in commands {
      let outcome = project.run(words)
      #expect(outcome.status != 0 && outcome.output.contains("holds data of which some are blind"))
      #expect(!outcome.output.contains("4242"), "\(words): \(outcome.output)")
    }
  }

  @Test(
    "R5 a condition of one's own is no option, and a region inside the blind one is refused",
    arguments: ["E_ECAL < 50 GeV && E_HCAL < 1 GeV", "E_ECAL < 10 GeV"])
  func ownCondition(condition: String) throws {
    var twins = Twins()
    twins.commands = [["estimate", "a.yaml", "--where", condition], ["estimate", "b.yaml"]]
    twins.analyses["b.yaml"] = .with { $0.regions["mine"] = condition }
    let empty = try twins.play(visibleRows(5))
    #expect(empty.statuses == [64, 65])
    #expect(empty.printed.contains("'mine' must lie outside the blind region"))
    #expect(try twins.play(visibleRows(5) + boxRows(9)) == empty)
  }

  @Test("R6 a ring between signal box and blind region is no region either")
  func ring() throws {
    let ring = "E_ECAL in 42.5 GeV .. 44.5 GeV && E_HCAL < 1 GeV"
    var twins = Twins()
    twins.commands = [["estimate", "a.yaml", "--where", ring], ["estimate", "b.yaml"]]
    twins.analyses["b.yaml"] = .with { $0.regions["ring"] = ring }
    let empty = try twins.play(visibleRows(5))
    #expect(empty.statuses == [64, 65])
    #expect(try twins.play(visibleRows(5) + ["2,1,43,0.5", "2,2,44,0.5"]) == empty)
  }

  @Test("R7 there is no total from which the open rows could be subtracted")
  func totals() throws {
    var twins = Twins()
    twins.commands += [
      ["estimate", "a.yaml", "--total"], ["status", "a.yaml", "--rows"], ["count", "a.yaml"],
      ["status", "a.yaml", "--format", "json"],
    ]
    let transcript = try twins.play(visibleRows(19) + boxRows(10_007))
    #expect(transcript.statuses.suffix(4) == [64, 64, 64, 0])
    let said = (transcript.printed + transcript.written).replacing(#/[0-9a-f]{16,}/#, with: "")
    #expect(said.contains("\"open-events\":19"))
    for number in ["10007", "10026", "10,007", "10,026"] {
      #expect(!said.contains(number), "\(number)")
    }
  }

  @Test("R8 events are named by what is in them, never by their place between others")
  func gaps() throws {
    let visible = visibleRows(7)
    let twins = Twins()
    let alone = try twins.play(visible)
    let interleaved = zip(visible, boxRows(7)).flatMap { [$1, $0, $1] }
    #expect(try twins.play(interleaved) == alone)
    let project = try HeldProject()
    try project.write(SampleAnalysis())
    try project.write(rows: visible + ["9,77,20,0.5"])
    #expect(try project.open() == 0)
    #expect(try project.text("results/sample/result.json").contains("\"id\":[9,77]"))
  }

  @Test("R14 very many blinded rows before the first visible one fill no memory")
  func manyBlindedRows() throws {
    let table = ManyRows(blinded: 1_000_000)
    let definition = try SampleAnalysis().definition()
    let columns = definition.requiredColumns
    let rows = ClassifiedRows(
      tables: [table],
      selection: ColumnSelection(
        numbers: columns.map { ColumnRequest(branch: $0.branch) },
        identifiers: [ColumnRequest(branch: "event")]),
      units: columns.map(\.unit),
      classifier: try RowClassifier(definition.mask, columns: columns.map(\.name)))
    var visible = 0
    let sink = RowSink(of: .open, from: rows.selection) { visible += $0.count }
    #expect(try rows.read(into: [sink]) == 0)
    #expect(visible == 1)
    #expect(table.largestBatch <= RawBatch.usualCapacity)
  }
}

/// Blinded rows out of nowhere, and one visible row behind them.
private final class ManyRows: Table, RowSource, @unchecked Sendable {
  let path = "many"
  let columnNames = ["ecal", "hcal", "event"]
  private(set) var largestBatch = 0
  private let blinded: Int
  private var next = 0
  private var selection = ColumnSelection(numbers: [], identifiers: [])

  init(blinded: Int) { self.blinded = blinded }

  func rows(_ selection: ColumnSelection) throws(DataError) -> any RowSource {
    self.selection = selection
    return self
  }

  func makeBatch(capacity: Int) -> RawBatch {
    largestBatch = max(largestBatch, capacity)
    return RawBatch(capacity: capacity, selection: selection)
  }

  func rewind() { next = 0 }

  func nextBatch(into batch: inout RawBatch) throws(DataError) -> Bool {
    batch.prepare(for: selection)
    while next <= blinded, batch.count < batch.capacity {
      for slot in batch.numbers.indices { batch.numbers[slot][batch.count] = 0.5 }
      if next == blinded { batch.numbers[0][batch.count] = 60 }
      batch.count += 1
      next += 1
    }
    return batch.count > 0
  }
}

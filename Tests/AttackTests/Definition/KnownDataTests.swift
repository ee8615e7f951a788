import BlindAnalysis
import Foundation
import Ledger
import TestSupport
import Testing

@testable import EventData

/// Data that are made to look new.
@Suite("D: known data") struct KnownDataTests {
  private static func analysis(
    _ blind: String, _ name: String = "sample", file: String = "data.csv"
  ) -> SampleAnalysis {
    .with {
      ($0.blind, $0.name) = (blind, name)
      $0.datasets[0].kind = "data"
      $0.datasets[0].files = "[\(file)]"
      if file.hasSuffix("root") { $0.datasets[0].format = "tree: events" }
      $0.regions = ["signal box": "E_ECAL < -10 GeV"]
      $0.selection = "[]"
    }
  }

  /// Energies 0 to 99.5 GeV, evenly, as run, event, ecal and hcal.
  private static func rows(_ count: Int) -> [[Double]] {
    (0..<count).map { [9000, Double($0), Double($0 % 200) / 2, 0.5] }
  }

  private static func text(_ rows: [[Double]]) -> [String] {
    rows.map { "\(Int($0[0])),\(Int($0[1])),\($0[2]),\($0[3])" }
  }

  private static let large = "E_ECAL < 50 GeV"
  private static let small = "E_ECAL < 30 GeV"

  /// A project in which the data were estimated under the large mask.
  private func estimated(
    _ rows: [[Double]], state: URL? = nil
  ) throws -> HeldProject {
    let project = try HeldProject(state: state)
    try project.write(rows: Self.text(rows))
    try project.write(Self.analysis(Self.large))
    #expect(project.run("estimate", "a.yaml").status == 0)
    return project
  }

  private func open(_ rows: [[Double]], above edge: Double) -> Int { rows.count { $0[2] > edge } }

  @Test(
    "D3 without its ledger the mask is recovered: from beside the data, or from the registry",
    arguments: [[], ["state"], [".data.csv.na64-blind"], ["state", ".data.csv.na64-blind"]])
  func removedLedger(others: [String]) throws {
    let rows = Self.rows(400)
    let project = try estimated(rows)
    for name in [".na64-blind", "results"] + others { try project.remove(name) }
    try project.write(Self.analysis(Self.small))
    let outcome = project.run("estimate", "a.yaml")
    #expect(outcome.status == 0)
    let isRecovered = others.count < 2
    #expect(try project.ledger().contains("registry-recovered") == isRecovered)
    #expect(try project.counts().open == open(rows, above: isRecovered ? 50 : 30))
    #expect(outcome.output.contains("E_ECAL < 50 GeV") == isRecovered, "\(outcome.output)")
    // From then on the ledger knows, and says so once.
    let entries = try project.ledger().count
    #expect(project.run("estimate", "a.yaml").status == 0)
    #expect(try project.ledger().count == entries)
  }

  @Test("one sample in two datasets of an analysis is noticed, since its events count twice")
  func twice() throws {
    for isCopy in [true, false] {
      let project = try HeldProject()
      try project.write(rows: Self.text(Self.rows(400)))
      let second = Self.rows(400).map { [isCopy ? $0[0] : 9001] + $0.dropFirst() }
      try project.write(rows: Self.text(second), to: "more.csv")
      var analysis = Self.analysis(Self.large)
      analysis.datasets.append(analysis.datasets[0])
      (analysis.datasets[1].name, analysis.datasets[1].files) = ("second", "[more.csv]")
      try project.write(analysis)
      let outcome = project.run("estimate", "a.yaml")
      #expect(outcome.status == 0, "\(outcome.output)")
      let warning = "'first' and 'second' have events of the same names"
      #expect(outcome.output.contains(warning) == isCopy, "\(outcome.output)")
    }
  }

  enum Disguise: String, CaseIterable {
    case copied, renamed, reordered, skimmed, rounded, namedOtherwise, namedByFewer, converted
  }

  @Test(
    "D4 a copy is known by its events, in the project and in another",
    arguments: Disguise.allCases)
  func copies(disguise: Disguise) throws {
    let all = Self.rows(6000)
    for isElsewhere in [false, true] {
      let first = try estimated(all)
      let state = first.folder.appending(path: "state")
      let second = isElsewhere ? try HeldProject(state: state) : first
      if !isElsewhere { try FileManager.default.removeItem(at: state) }
      var analysis = Self.analysis(Self.small, "other", file: "copy.csv")
      var rows = all
      switch disguise {
      case .copied: break
      case .renamed: analysis = Self.analysis(Self.small, "other", file: "renamed.csv")
      case .reordered: rows = all.reversed()
      case .skimmed: rows = all.filter { Int($0[1]) % 100 == 77 }
      case .rounded: rows = all.map { [$0[0], $0[1], $0[2] + 0.001, $0[3]] }
      case .namedOtherwise: analysis.datasets[0].eventID = "[event, run]"
      case .namedByFewer: analysis.datasets[0].eventID = "[event]"
      case .converted: analysis = Self.analysis(Self.small, "other", file: "copy.root")
      }
      if disguise == .converted {
        try Self.writeTree(rows, to: "copy.root", in: second.folder)
      } else {
        let name = disguise == .renamed ? "renamed.csv" : "copy.csv"
        try second.write(rows: Self.text(rows), to: name)
      }
      try second.write(analysis, to: "b.yaml")
      let outcome = second.run("estimate", "b.yaml")
      #expect(outcome.status == 0, "\(outcome.output)")
      #expect(try second.counts("other").open == open(rows, above: 50), "\(disguise)")
      #expect(
        try second.ledger().contains(isElsewhere ? "registry-recovered" : "data-recognised"))
      withExtendedLifetime(first) {}  // whose folder holds the registry
    }
  }

  /// The rows as a ROOT file with the same branches.
  private static func writeTree(_ rows: [[Double]], to name: String, in folder: URL) throws {
    let file = try NewFile(name, in: ProjectFolder(at: folder.path))
    let names = ["run", "event", "ecal", "hcal"]
    let writer = try FlatTreeWriter(
      tree: "events", title: "a copy", columns: names.map { TypedColumn(name: $0, type: .double) },
      to: file, named: name)
    let columns = names.indices.map { column in
      rows.flatMap { row in
        stride(from: 56, through: 0, by: -8).map { UInt8(row[column].bitPattern >> $0 & 255) }
      }[...]
    }
    try writer.append(columns, count: rows.count)
    try writer.finish()
    try file.finish()
  }

  @Test("D4 the data of another period are not taken for these")
  func otherData() throws {
    let first = try estimated(Self.rows(2000))
    let rows = Self.rows(2000).map { [9001, $0[1], $0[2], $0[3]] }
    try first.write(rows: Self.text(rows), to: "other.csv")
    try first.write(Self.analysis(Self.small, "other", file: "other.csv"), to: "b.yaml")
    #expect(first.run("estimate", "b.yaml").status == 0)
    #expect(try first.counts("other").open == open(rows, above: 30))
  }

  @Test("D4 nothing about rows that only the smaller mask shows is said before they are known")
  func errorBeforeRecognition() throws {
    let project = try estimated(Self.rows(400))
    // The last visible event under the smaller mask is blind under the larger one.
    let rows = Self.text(Self.rows(400)) + ["9000,44444444,40,0.5", "9000,1.5,60,0.5"]
    try project.write(rows: rows, to: "copy.csv")
    try project.write(Self.analysis(Self.small, "other", file: "copy.csv"), to: "b.yaml")
    let outcome = project.run("estimate", "b.yaml")
    #expect(outcome.status == 65)
    #expect(outcome.output.contains("(after 9000, 399)"), "\(outcome.output)")
    #expect(!outcome.output.contains("44444444"))
  }

  @Test(
    "D4 data are known by what follows an event without a name, be it blind or open in them",
    arguments: [(energy: 40, status: 0), (60, 65)])
  func namelessEvent(energy: Int, status: Int32) throws {
    let printed = try [0, 5000].map { count in
      let project = try estimated(Self.rows(400))
      // The first row is blind under the larger mask, which is known by the last ones.
      let rows =
        ["1,1,40,0.5", "1,1.5,\(energy),0.5"] + (0..<count).map { "2,\($0),20,0.5" }
        + Self.text(Self.rows(400))
      try project.write(rows: rows, to: "copy.csv")
      try project.write(Self.analysis(Self.small, "other", file: "copy.csv"), to: "b.yaml")
      let outcome = project.run("estimate", "b.yaml")
      #expect(outcome.status == status, "\(outcome.output)")
      return outcome.output.replacing(project.folder.path, with: "")
    }
    #expect(printed[0] == printed[1])
    #expect(!printed[0].contains("(after"), "\(printed[0])")
  }

  @Test("D7 other data under a definition whose box is open are as blind as others declared them")
  func openedDefinition() throws {
    let project = try estimated(Self.rows(400))
    try project.write(Self.analysis(Self.small))
    try project.remove("data.csv")
    try project.remove(".data.csv.na64-blind")
    // Data of its own, opened under the small mask.
    let own = Self.text(Self.rows(400).map { [9001, $0[1], $0[2], $0[3]] })
    try project.write(rows: own, to: "own.csv")
    try project.write(Self.analysis(Self.small, "mine", file: "own.csv"), to: "b.yaml")
    #expect(try project.open("b.yaml", "mine") == 0)
    let (estimate, ledger) = (try project.text("results/mine/estimate.json"), try project.ledger())
    for last in [[], ["1,1.5,60,0.5"]] {
      try project.write(rows: Self.text(Self.rows(400)) + last, to: "own.csv")
      for verb in ["estimate", "plot", "reproduce"] {
        let outcome = project.run(verb, "b.yaml")
        #expect(outcome.status == 24, "\(verb): \(outcome.output)")
        #expect(!outcome.output.contains("open events") && !outcome.output.contains("(after"))
      }
    }
    #expect(try project.text("results/mine/estimate.json") == estimate)
    #expect(try project.ledger() == ledger)
    try project.write(rows: own, to: "own.csv")
    #expect(project.run("estimate", "b.yaml").status == 0)
    #expect(project.run("reproduce", "b.yaml").status == 0)
  }

  @Test("D7 nor are they sealed under one, be it that its opening was allowed by an amendment")
  func sealingOpened() throws {
    let project = try estimated(Self.rows(400))
    #expect(try project.open() == 0)
    try project.write(Self.analysis("E_ECAL < 60 GeV"))
    #expect(project.run("amend", "a.yaml", "--reason", "a slip").status == 0)
    #expect(try project.open(later: 1) == 0)
    let (key, members) = ("alice.key", "members.txt")
    let path = { (name: String) in project.folder.appending(path: name).path }
    try project.write(
      project.run(["vault", "member", "--name", "alice", "--into", path(key)]).output, to: members)
    let outcome = project.run([
      "seal", "a.yaml", "--members", path(members), "--required", "1", "--into",
      project.folder.path,
    ])
    #expect(outcome.status == 21, "\(outcome.output)")
    #expect(try !project.ledger().contains("seal-begin"))
  }

  @Test("D7 two analysts with one registry get the union of both masks")
  func twoAnalysts() throws {
    let rows = Self.rows(400)
    let state = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: state) }
    let masks = [
      "E_ECAL in 0 GeV .. 50 GeV", "E_ECAL in 40 GeV .. 70 GeV", "E_ECAL in 0 GeV .. 50 GeV",
    ]
    let edges = [50.0, 70, 70]
    for (mask, edge) in zip(masks, edges) {
      let project = try HeldProject(state: state)
      try project.write(rows: Self.text(rows))
      var analysis = Self.analysis(mask)
      analysis.regions = ["signal box": "E_ECAL in 45 GeV .. 49 GeV"]
      try project.write(analysis)
      let outcome = project.run("estimate", "a.yaml")
      #expect(outcome.status == 0, "\(outcome.output)")
      #expect(try project.counts().open == open(rows, above: edge), "\(mask)")
    }
  }

  @Test("D7 a box that one analyst opened is open for the other one too")
  func openedElsewhere() throws {
    let rows = Self.rows(400)
    let first = try estimated(rows)
    #expect(try first.open() == 0)
    let second = try HeldProject(state: first.folder.appending(path: "state"))
    try second.write(rows: Self.text(rows.reversed()), to: "copy.csv")
    try second.write(Self.analysis("E_ECAL < 55 GeV", "other", file: "copy.csv"))
    let outcome = second.run("estimate", "a.yaml")
    #expect(outcome.status == 0 && outcome.output.contains("BLIND-0"))
    #expect(second.run("freeze", "a.yaml").status == 26)
    withExtendedLifetime(first) {}  // whose folder holds the registry
  }

  /// Measured data, and an analysis that calls a copy of them generated.
  private func copyCalledGenerated() throws -> HeldProject {
    let project = try HeldProject()
    let rows = Self.text(Self.rows(400))
    for name in ["data.csv", "copy.csv"] { try project.write(rows: rows, to: name) }
    try project.write(Self.analysis(Self.large))
    var generated = Self.analysis(Self.large, "mine", file: "copy.csv")
    generated.datasets[0].kind = "pseudo-data"
    try project.write(generated, to: "b.yaml")
    return project
  }

  @Test(
    "D8 a copy of measured data that is called generated is not opened as such",
    arguments: [false, true])
  func calledGenerated(first: Bool) throws {
    let project = try copyCalledGenerated()
    let steps = first ? ["b.yaml", "a.yaml"] : ["a.yaml", "b.yaml"]
    for file in steps { #expect(project.run("estimate", file).status == 0) }
    #expect(try project.open("b.yaml", "mine") == 24)
    let refused = project.run("freeze", "b.yaml")
    #expect(refused.status == 24 && refused.output.contains("read these events as data"))
    // As data they may be opened, once.
    try project.write(Self.analysis(Self.large, "mine", file: "copy.csv"), to: "b.yaml")
    #expect(try project.open("b.yaml", "mine") == 0)
    #expect(project.run("freeze", "a.yaml").status != 0)
    #expect(try project.open() == 26)
  }

  @Test("D8 nor one that was frozen before anybody read the data as measured")
  func frozenAsGenerated() throws {
    let project = try copyCalledGenerated()
    for verb in ["estimate", "freeze"] { #expect(project.run(verb, "b.yaml").status == 0) }
    #expect(project.run("estimate", "a.yaml").status == 0)
    let statement = try project.text("results/mine/statement.txt")
    let phrase = String(statement.split(separator: "\n").last ?? "")
    let outcome = project.run("unblind", "b.yaml", "--sign-off", "--phrase", phrase)
    #expect(outcome.status == 24, "\(outcome.output)")
    #expect(try !project.ledger().contains("unblind-begin"))
  }

  @Test("D8 data declared as simulation lack the truth, or are known")
  func simulation() throws {
    let rows = Self.rows(400)
    let project = try estimated(rows)
    var simulated = Self.analysis(Self.small, "mc")
    simulated.datasets[0].kind = "simulation\n    truth: [generated]"
    try project.write(simulated, to: "b.yaml")
    let without = project.run("estimate", "b.yaml")
    #expect(without.status == 24 && without.output.contains("has no 'generated'"))
    // Under another name, with a column that was made up.
    let forged = Self.text(rows).map { $0 + ",1" }.joined(separator: "\n")
    try project.write("run,event,ecal,hcal,generated\n" + forged + "\n", to: "forged.csv")
    simulated.datasets[0].files = "[forged.csv]"
    try project.write(simulated, to: "b.yaml")
    let known = project.run("estimate", "b.yaml")
    #expect(known.status == 24, "\(known.output)")
    #expect(known.output.contains("read these events as data"))
    #expect(!known.output.contains("open events"))
    // Simulated events have names of their own.
    let own = Self.text(rows.map { [1, $0[1], $0[2], $0[3]] }).map { $0 + ",1" }
    let header = "run,event,ecal,hcal,generated\n"
    try project.write(header + own.joined(separator: "\n"), to: "mc.csv")
    simulated.datasets[0].files = "[mc.csv]"
    try project.write(simulated, to: "b.yaml")
    let fresh = project.run("estimate", "b.yaml")
    #expect(fresh.status == 0 && fresh.output.contains("SIMULATION"), "\(fresh.output)")
  }
}

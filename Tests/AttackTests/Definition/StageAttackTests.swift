import BlindAnalysis
import Foundation
import Ledger
import TestSupport
import Testing

/// Stages that would open more than their own events, or the same events twice.
@Suite("D: stages", .serialized) struct StageAttackTests {
  private static let stages = """
    stages:
      - {stage: burn, fraction: 20 %}
      - stage: validation
        name: slice
        region: E_ECAL >= 42 GeV && E_ECAL < 45 GeV && E_HCAL < 1 GeV
        backgrounds: {decays: {model: declared, value: 0.02 ± 0.01, source: assumed}}
    """

  private static func text(_ stages: String = Self.stages, name: String = "sample") -> String {
    SampleAnalysis.with { $0.name = name }.text + "\n" + stages + "\n"
  }

  /// Forty events of run 2 in the box, of which seven are burnt, by an independent calculation, and
  /// three of run 3 in the slice.
  private static let rows =
    visibleRows(20) + boxRows(40) + (0..<3).map { "3,\($0),43.5,0.25" }
  private static let burnt = [9, 11, 12, 14, 17, 19, 26, 37]

  private func project(_ text: String = Self.text()) throws -> HeldProject {
    let project = try HeldProject()
    try project.write(rows: Self.rows)
    try project.write(text, to: "a.yaml")
    return project
  }

  private func result(_ project: HeldProject, _ path: String) throws -> CanonicalValue {
    try CanonicalValue(parsing: Array(try project.text("results/\(path)/result.json").utf8))
  }

  private func events(_ result: CanonicalValue) -> [Int] {
    (result["events"]?.array ?? []).compactMap { $0["id"]?[1]?.integer }
  }

  @Test("D9 the burn sample is what the hash says, opened once, and the signal has the rest")
  func wholeWay() throws {
    let project = try project()
    #expect(try project.open(stage: "burn") == 0)
    let burn = try result(project, "sample/burn")
    #expect(burn["observed"]?.integer == Self.burnt.count && events(burn) == Self.burnt)
    #expect(burn["stage"] == "burn" && burn["share"]?["of-the-box"]?.real == 0.2)
    #expect(burn["expected-background"]?["value"]?.real == 0.06 * 0.2)
    #expect(try project.open(stage: "burn") == 26)
    #expect(try project.open() == 21, "the slice comes before the signal")
    #expect(try project.open(stage: "slice") == 0)
    let slice = try result(project, "sample/slice")
    #expect(slice["observed"]?.integer == 3 && slice["expected-background"]?["value"] == 0.02)
    #expect(try project.open() == 0)
    let signal = try result(project, "sample")
    #expect(signal["observed"]?.integer == 40 - Self.burnt.count)
    #expect(events(signal) == (0..<40).filter { !Self.burnt.contains($0) })
    #expect(signal["share"]?["of-the-box"]?.real == 0.8 && signal["grade"] == "BLIND-1")
    #expect(signal["post-unblind"]?.isNull == true)
  }

  @Test("D9 no option draws it again, and no seed is read")
  func noSeed() throws {
    let project = try project(Self.text("stages: [{stage: burn, fraction: 10 %, seed: 2}]"))
    #expect(project.run("estimate", "a.yaml").status == 65)
    try project.write(Self.text(), to: "a.yaml")
    for words in [
      ["estimate", "a.yaml", "--stage", "burn", "--seed", "2"],
      ["unblind", "a.yaml", "--burn", "10 %"], ["estimate", "a.yaml", "--stage", "again"],
      ["burn", "a.yaml"],
    ] {
      #expect(project.run(words).status == 64, "\(words)")
    }
    #expect(!FileManager.default.fileExists(atPath: project.folder.path + "/results"))
  }

  @Test(
    "D9 a second burn sample is refused: a larger one, another name, a skim, a copy",
    arguments: ["larger", "renamed", "skim", "copy"])
  func secondBurn(way: String) throws {
    let project = try project()
    #expect(try project.open(stage: "burn") == 0)
    var text = Self.text()
    switch way {
    case "larger": text = text.replacing("20 %", with: "40 %")
    case "renamed": text = Self.text(name: "other")
    default:
      let rows = way == "skim" ? Self.rows.filter { !$0.hasPrefix("1,1") } : Self.rows.reversed()
      try project.write(rows: Array(rows), to: "again.csv")
      text = Self.text(name: "other").replacing("data.csv", with: "again.csv")
    }
    try project.write(text, to: "b.yaml")
    let name = way == "larger" ? "sample" : "other"
    #expect(try project.open("b.yaml", name, stage: "burn") == 26)
    let result = "\(project.folder.path)/results/other/burn/result.json"
    #expect(!FileManager.default.fileExists(atPath: result))
  }

  @Test(
    "D9 after the burn sample, a signal that would count it again is refused",
    arguments: [
      "stages: []", "stages: [{stage: burn, fraction: 10 %}]", "",
    ])
  func countedTwice(stages: String) throws {
    let project = try project()
    #expect(try project.open(stage: "burn") == 0)
    try project.write(Self.text(stages), to: "a.yaml")
    let status = try project.open()
    // An empty list of stages is none; a burn sample of another size was not opened.
    #expect(stages == "stages: []" ? status == 65 : status == 26 || status == 21, "\(status)")
    #expect(
      !FileManager.default.fileExists(atPath: project.folder.path + "/results/sample/result.json"))
  }

  @Test(
    "D9 under other names of the events another sample is burnt: the signal is refused",
    arguments: [("[event]", 26), ("[event, run]", 0)])
  func otherNames(eventID: String, status: Int32) throws {
    let burn = "stages: [{stage: burn, fraction: 20 %}]"
    let project = try project(Self.text(burn))
    #expect(try project.open(stage: "burn") == 0)
    try project.write(Self.text(burn).replacing("[run, event]", with: eventID), to: "a.yaml")
    #expect(try project.open() == status)
  }

  @Test("D9 what a stage opened is told to those who sign, although the file has it no more")
  func takenOut() throws {
    let project = try project()
    for stage in ["burn", "slice"] { #expect(try project.open(stage: stage) == 0) }
    let onlyBurn = "stages: [{stage: burn, fraction: 20 %}]"
    try project.write(Self.text(onlyBurn), to: "a.yaml")
    let status = project.run("status", "a.yaml").output
    #expect(status.contains("  slice  unblinded  which the file does not declare any more"))
    #expect(try project.open() == 0)
    let statement = try project.text("results/sample/statement.txt")
    let stage = try #require(statement.split(separator: "\n").first { $0.hasPrefix("Stage") })
    #expect(stage.contains("after burn (result ") && stage.contains(", slice (result "))
  }

  @Test("D9 also where no stage is left in the file")
  func allTakenOut() throws {
    let slice = Self.stages.replacing("  - {stage: burn, fraction: 20 %}\n", with: "")
    let project = try project(Self.text(slice))
    #expect(try project.open(stage: "slice") == 0)
    try project.write(Self.text(""), to: "a.yaml")
    #expect(try project.open() == 0)
    let statement = try project.text("results/sample/statement.txt")
    #expect(statement.contains("Stage           signal, after slice (result "))
  }

  @Test("U6 a stage that is declared once the signal is open is a later result, and says so")
  func late() throws {
    func slices(_ edges: [String: String]) -> String {
      edges.sorted { $0.key < $1.key }.reduce("stages:") { text, slice in
        text + """

            - stage: validation
              name: \(slice.key)
              region: E_ECAL \(slice.value) && E_HCAL < 1 GeV
              backgrounds: {decays: {model: declared, value: 0.02 ± 0.01, source: assumed}}
          """
      }
    }
    let early = ["early": "in 42 GeV .. 43 GeV"]
    let project = try project(Self.text(slices(early)))
    for stage in ["early", nil] { #expect(try project.open(stage: stage) == 0) }
    let both = early.merging(["late": "in 43.25 GeV .. 44 GeV"]) { first, _ in first }
    try project.write(Self.text(slices(both)), to: "a.yaml")
    let draft = project.run("status", "a.yaml", "--stage", "late").output
    #expect(draft.contains("late: draft") && draft.contains("Grade: BLIND-0"))
    let estimate = project.run("estimate", "a.yaml", "--stage", "late")
    #expect(estimate.status == 0 && estimate.output.contains("POST-UNBLIND #1"))
    #expect(estimate.output.contains("Grade: BLIND-0"))
    #expect(project.run("freeze", "a.yaml", "--stage", "late").status == 26)
    #expect(
      project.run("amend", "a.yaml", "--stage", "late", "--reason", "one more look").status == 0)
    #expect(try project.open(stage: "late", later: 1) == 0)
    #expect(try events(result(project, "sample/late/post-unblind-1")) == [0, 1, 2])
    // What was opened before the signal keeps its grade.
    #expect(!project.run("status", "a.yaml", "--stage", "early").output.contains("BLIND-0"))
  }

  @Test("D10 a validation region that reaches into the box, be it by an ulp, is refused")
  func overlap() throws {
    for edge in ["\(42.0.nextDown)", "41.9"] {
      let project = try project(
        Self.text(Self.stages.replacing("E_ECAL >= 42 GeV", with: "E_ECAL >= \(edge) GeV")))
      for words in [
        ["check", "a.yaml"], ["estimate", "a.yaml"], ["estimate", "a.yaml", "--stage", "slice"],
        ["freeze", "a.yaml"], ["freeze", "a.yaml", "--stage", "slice"],
      ] {
        let outcome = project.run(words)
        #expect(outcome.status == 25, "\(words)")
        #expect(outcome.output.contains("must share no event with the signal box"))
      }
    }
  }

  @Test(
    "D8 a rehearsal that would open measured data is refused: the same files, or the same events",
    arguments: ["data.csv", "link.csv", "copy.csv"], [true, false])
  func rehearsal(on file: String, isRead: Bool) throws {
    let text = SampleAnalysis.with {
      $0.datasets.append(SampleAnalysis.Dataset())
      ($0.datasets[1].name, $0.datasets[1].kind) = ("mock", "pseudo-data")
      $0.datasets[1].files = "[\(file)]"
    }.text
    let project = try project(text + "\nstages: [{stage: rehearsal, data: [mock]}]\n")
    try FileManager.default.createSymbolicLink(
      atPath: project.folder.path + "/link.csv", withDestinationPath: "data.csv")
    try project.write(rows: Self.rows.reversed(), to: "copy.csv")
    if isRead { #expect(project.run("estimate", "a.yaml").status == 0) }
    switch file {
    // Nobody can know that these will be measured data, if nobody read them as such.
    case "copy.csv": #expect(try project.open(stage: "rehearsal") == (isRead ? 24 : 0))
    default: #expect(try project.open(stage: "rehearsal") == 25)
    }
    guard !isRead, file == "copy.csv" else { return }
    #expect(try project.open() == 0)
    #expect(try result(project, "sample")["grade"] == "BLIND-0")
  }

  @Test("D10 two validation regions that share events are refused before one of them is opened")
  func overlappingStages() throws {
    let second = """

        - stage: validation
          name: second
          region: E_ECAL >= 44.5 GeV && E_ECAL < 45 GeV && E_HCAL < 1 GeV
          backgrounds: {decays: {model: declared, value: 0.02 ± 0.01, source: assumed}}
      """
    let project = try project(Self.text(Self.stages + second))
    for words in [["check", "a.yaml"], ["estimate", "a.yaml", "--stage", "burn"]] {
      let outcome = project.run(words)
      #expect(outcome.status == 25)
      #expect(outcome.output.contains("no event with the validation region 'slice'"))
    }
    let apart = (Self.stages + second).replacing(
      "E_ECAL < 45 GeV && E_HCAL < 1 GeV\n", with: "E_ECAL < 44.5 GeV && E_HCAL < 1 GeV\n",
      maxReplacements: 1)
    try project.write(Self.text(apart), to: "a.yaml")
    #expect(project.run("check", "a.yaml").status == 0)
  }

  @Test("what belongs to a stage alone is a difference too")
  func difference() throws {
    let project = try project()
    let text = Self.text(Self.stages.replacing("0.02", with: "2.02"))
    try project.write(text, to: "b.yaml")
    let outcome = project.run("diff", "a.yaml", "b.yaml")
    #expect(outcome.status == 0 && outcome.output.contains("stages / slice / backgrounds"))
    try project.write(Self.text("\n" + Self.stages + "  # a comment"), to: "b.yaml")
    #expect(project.run("diff", "a.yaml", "b.yaml").output.contains("no difference"))
  }

  @Test("D10 a box that grows into an opened validation region is refused")
  func boxGrows() throws {
    let project = try project(
      Self.text(Self.stages.replacing("  - {stage: burn, fraction: 20 %}\n", with: "")))
    #expect(try project.open(stage: "slice") == 0)
    let grown = SampleAnalysis.with {
      $0.regions["signal box"] = "E_ECAL < 43.6 GeV && E_HCAL < 1 GeV"
    }
    try project.write(grown.text, to: "a.yaml")
    #expect(try project.open() == 26)
  }

  @Test("G11 a phrase for one stage does not open the next, and the statement names its own")
  func otherStage() throws {
    let project = try project()
    for words in [
      ["estimate", "a.yaml", "--stage", "burn"], ["freeze", "a.yaml", "--stage", "burn"],
    ] {
      #expect(project.run(words).status == 0)
    }
    let statement = try project.text("results/sample/burn/statement.txt")
    #expect(statement.contains("opening the burn sample (20 % of the signal box)"))
    #expect(statement.contains("Stage           burn, the first"))
    let phrase = try #require(statement.split(separator: "\n").last.map(String.init))
    #expect(phrase.hasPrefix("open sample/burn "))
    for stage in [["--stage", "slice"], []] {
      #expect(project.run(["estimate", "a.yaml"] + stage).status == 0)
      let words = ["unblind", "a.yaml"] + stage + ["--sign-off", "--phrase", phrase]
      let refused = project.run(words)
      #expect(refused.status == 20, "not frozen")
      let named = (["a.yaml"] + stage).joined(separator: " ")
      #expect(
        refused.output.contains("na64-blind freeze ") && refused.output.contains("\(named)\n"))
    }
    #expect(
      project.run("unblind", "a.yaml", "--stage", "burn", "--sign-off", "--phrase", phrase).status
        == 0)
    #expect(project.run("freeze", "a.yaml", "--stage", "slice").status == 0)
    let old = project.run("unblind", "a.yaml", "--stage", "slice", "--sign-off", "--phrase", phrase)
    #expect(old.status == 22)
    let next = try project.text("results/sample/slice/statement.txt")
    #expect(next.contains("Stage           slice, after burn (result "))
  }

  @Test("U8 a ledger that lost a stage is refused, for what its records know", arguments: [1, 5])
  func rolledBack(kept: Int) throws {
    let project = try project()
    #expect(try project.open(stage: "burn") == 0)
    let ledger = try project.text(".na64-blind/ledger.jsonl")
    let lines = ledger.split(separator: "\n").prefix(kept)
    try project.write(lines.joined(separator: "\n") + "\n", to: ".na64-blind/ledger.jsonl")
    for words in [["status", "a.yaml"], ["estimate", "a.yaml", "--stage", "burn"]] {
      #expect(project.run(words).status == 23, "\(words)")
    }
  }

  @Test("what an opened stage tells is a function of its own events")
  func interference() throws {
    /// Everything printed and written up to the last step before the signal.
    func play(_ rows: [String]) throws -> String {
      let project = try HeldProject(at: "stages-interference")
      try project.write(rows: rows)
      try project.write(Self.text(), to: "a.yaml")
      var told = ""
      for stage in ["burn", "slice"] { told += "\(try project.open(stage: stage))\n" }
      for words in [
        ["estimate", "a.yaml"], ["freeze", "a.yaml"], ["status", "a.yaml"],
        ["reproduce", "a.yaml", "--stage", "burn"], ["reproduce", "results/sample/slice"],
      ] { told += project.run(words).output }
      return try told + project.tree()
    }
    let shown = visibleRows(20) + (0..<3).map { "3,\($0),43.5,0.25" }
    let burnt = boxRows(40).filter { row in Self.burnt.contains { row.hasPrefix("2,\($0),") } }
    let without = try play(shown + burnt)
    #expect(without.contains("Reproduction of sample/burn") && without.hasPrefix("0\n0\n"))
    // More of the box, and blind rows that are neither in the box nor in the slice.
    let more = boxRows(40).filter { !burnt.contains($0) } + ["4,1,10,1.25", "4,2,44,1.4"]
    #expect(try play(more + shown + burnt) == without)
    // The harness is awake: one burnt event less is seen.
    #expect(try play(shown + burnt.dropLast()) != without)
  }
}

import Foundation
import Ledger
import TestSupport
import Testing

/// The records outside of the project, when somebody gets at them.
@Suite("Records beside the data and in the registry") struct KnownDataRecordTests {
  private func project() throws -> HeldProject {
    let project = try HeldProject()
    try project.write(rows: visibleRows(20))
    try project.write(.with { $0.datasets[0].kind = "data" })
    #expect(project.run("estimate", "a.yaml").status == 0)
    return project
  }

  private func registered(in project: HeldProject) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: project.folder.appending(path: "state").path)
    return "state/" + (try #require(names.first { $0.hasSuffix(".known.json") }))
  }

  @Test(
    "one that is damaged, cut or a link is refused, not passed over",
    arguments: ["", "{}", "not json", "{\"schema\":\"na64-blind/known-data/9\"}", "LINK", "CUT"],
    [true, false])
  func damaged(content: String, isSidecar: Bool) throws {
    let project = try project()
    let name = isSidecar ? ".data.csv.na64-blind" : try registered(in: project)
    let whole = try project.text(name)
    if content == "LINK" {
      try project.remove(name)
      try project.write(whole, to: "elsewhere")
      try FileManager.default.createSymbolicLink(
        at: project.folder.appending(path: name),
        withDestinationURL: project.folder.appending(path: "elsewhere"))
    } else {
      try project.write(content == "CUT" ? String(whole.dropLast(40)) : content, to: name)
    }
    let outcome = project.run("estimate", "a.yaml")
    #expect(outcome.status == 23, "\(outcome.output)")
    #expect(outcome.output.contains("hint: restore that record"))
  }

  @Test("text in one that poses as ours is written out")
  func hostileText() throws {
    let project = try project()
    let name = ".data.csv.na64-blind"
    let text = try project.text(name).replacing("\"sample\"", with: "\"\\u001b[2Jx\"")
      .replacing("E_ECAL < 45 GeV", with: "E_ECAL < 46 GeV")
    try project.write(text, to: name)
    let outcome = project.run("estimate", "a.yaml")
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.contains("\\u{1b}[2Jx") && !outcome.output.contains("\u{1B}"))
  }

  @Test("a place where nobody may write is passed over")
  func readOnly() throws {
    let project = try HeldProject(state: URL(filePath: "/proc/na64-blind"))
    try project.write(rows: visibleRows(20))
    try project.write(.with { $0.datasets[0].kind = "data" })
    #expect(project.run("estimate", "a.yaml").status == 0)
  }

  @Test("generated events leave no trace in other projects, whose generated events look the same")
  func generated() throws {
    let state = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: state) }
    for _ in 0..<2 {
      let project = try HeldProject(state: state)
      try project.write(rows: visibleRows(20))
      try project.write(.with { $0.datasets[0].kind = "pseudo-data" })
      #expect(try project.open() == 0)
      #expect(try !project.ledger().contains("registry-recovered"))
    }
    // Declared as data, they might have been seen.
    let project = try HeldProject(state: state)
    try project.write(rows: visibleRows(20))
    try project.write(.with { $0.datasets[0].kind = "data" })
    let outcome = project.run("estimate", "a.yaml")
    #expect(outcome.status == 0 && outcome.output.contains("BLIND-0"))
    #expect(project.run("freeze", "a.yaml").status == 0)
  }

  @Test("a policy of the project is part of every mask, and a wrong one is refused")
  func policy() throws {
    let project = try HeldProject()
    try project.write(rows: ["1,1,60,0.5", "1,2,52,0.5", "1,3,80,0.5"])
    try project.write(SampleAnalysis())
    let policy = """
      na64-blind-policy: 1
      columns: {E: {branch: ecal, unit: GeV}}
      blind: [E < 55 GeV, "E in 79 GeV .. 81 GeV"]
      """
    try project.write(policy, to: "na64-blind-policy.yaml")
    let outcome = project.run("estimate", "a.yaml")
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(try project.counts().open == 1)
    let status = project.run("status", "a.yaml").output
    #expect(status.contains("by the policy 'na64-blind-policy.yaml', ledger entry #2"), "\(status)")
    for wrong in [
      policy.replacing("GeV}}", with: "parsec}}"), policy.replacing("blind:", with: "blnd:"),
      policy.replacing("E < 55 GeV", with: "F < 55 GeV"), "[]",
    ] {
      try project.write(wrong, to: "na64-blind-policy.yaml")
      #expect(project.run("estimate", "a.yaml").status == 65)
    }
    // What was a policy once stays.
    try project.remove("na64-blind-policy.yaml")
    #expect(project.run("estimate", "a.yaml").status == 0)
    #expect(try project.counts().open == 1)
  }

  @Test("what was seen before lowers the grade, and the people who sign read it")
  func declaredLooks() throws {
    let project = try HeldProject()
    try project.write(rows: visibleRows(20))
    try project.write(SampleAnalysis())
    let text = try project.text("a.yaml")
    let seen = "\nseen: [{what: all of 2022, who: A. Nobody, when: May 2023, why: a test run}]\n"
    try project.write(text + seen, to: "a.yaml")
    let estimate = project.run("estimate", "a.yaml")
    #expect(estimate.status == 0 && estimate.output.contains("BLIND-0"), "\(estimate.output)")
    let freeze = project.run("freeze", "a.yaml")
    #expect(freeze.output.contains("DECLARED as seen: all of 2022 (by A. Nobody, May 2023: a test"))
    #expect(try project.text("results/sample/freeze.json").contains("\"declared-seen\""))
  }

  @Test("a mask that grew after the freeze opens nothing until it is frozen again")
  func grownAfterFreeze() throws {
    let project = try HeldProject()
    try project.write(rows: visibleRows(20))
    try project.write(SampleAnalysis())
    #expect(project.run("estimate", "a.yaml").status == 0)
    #expect(project.run("freeze", "a.yaml").status == 0)
    let phrase = try project.text("results/sample/statement.txt").split(separator: "\n").last
    let words = ["unblind", "a.yaml", "--sign-off", "--phrase", String(phrase ?? "")]
    // Another analysis blinds more, but no row that there is.
    try project.write(
      .with { ($0.name, $0.blind) = ("other", "E_ECAL < 45.5 GeV && E_HCAL < 1.5 GeV") },
      to: "b.yaml")
    #expect(project.run("estimate", "b.yaml").status == 0)
    let refused = project.run(words)
    #expect(refused.status == 24, "\(refused.output)")
    #expect(refused.output.contains("E_ECAL < 45.5 GeV"))
    #expect(try !project.ledger().contains("unblind-begin"))
    #expect(project.run("unfreeze", "a.yaml", "--reason", "the mask grew").status == 0)
    #expect(try project.open() == 0)
    // From the opening on, the mask of the freeze stays.
    try project.write(
      .with { ($0.name, $0.blind) = ("third", "E_ECAL < 45.8 GeV && E_HCAL < 1.5 GeV") },
      to: "c.yaml")
    #expect(project.run("estimate", "c.yaml").status == 0)
    #expect(!project.run("status", "a.yaml").output.contains("45.8"))
  }
}

import Foundation
import ProgramSupport
import Testing

@Suite("Projects that are copied or rolled back") struct RollbackTests {
  @Test("U8 a project rolled back is refused by its own results, and by a checkpoint kept outside")
  func rolledBack() throws {
    let backup = try Ceremony.frozen()
    let ceremony = try Ceremony(copying: backup)
    let words = ["unblind", "--sign-off", "--phrase", try ceremony.phrase()]
    #expect(try ceremony.run(words).status == 0)
    let checkpoint = try run(["ledger", "checkpoint"], in: ceremony.folder.url).output
      .trimmingCharacters(in: .newlines)
    let ledger = ".na64-blind/ledger.jsonl"
    let old = try Data(contentsOf: backup.folder.url.appending(path: ledger))
    try old.write(to: ceremony.folder.url.appending(path: ledger))
    for verb in [["status"], ["estimate"], words, ["unblind", "--resume"], ["reproduce"]] {
      let outcome = try ceremony.run(verb)
      #expect(outcome.status == 23 && outcome.errors.contains("result.json"), "\(verb)")
    }
    for project in [ceremony, backup] {
      let verdict = try run(["ledger", "verify", "--against", checkpoint], in: project.folder.url)
      let isBackup = project.folder === backup.folder
      let text = isBackup ? "a statement or checkpoint knows" : "result.json"
      #expect(verdict.status == 23 && verdict.errors.contains(text), "\(verdict.errors)")
    }
  }

  @Test("U8 a ledger from before the freeze does not go with a statement that was written")
  func beforeStatement() throws {
    let ceremony = try Ceremony.frozen()
    let file = ceremony.folder.url.appending(path: ".na64-blind/ledger.jsonl")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").prefix(2)
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    for verb in [["status"], ["estimate"], ["freeze"]] {
      #expect(try ceremony.run(verb).status == 23, "\(verb)")
    }
  }

  /// Another project with the same measured data, as somebody copies it.
  private func measured() throws -> Ceremony {
    let ceremony = try Ceremony()
    try replace("kind: pseudo-data", with: "kind: data", in: Ceremony.file, of: ceremony)
    return ceremony
  }

  @Test("U7 a copy elsewhere, with other cuts, is known by the user's registry: 26; without it, 22")
  func otherCuts() throws {
    for isShared in [true, false] {
      let (first, second, state) = (try measured(), try measured(), try Folder())
      let shared = ["XDG_STATE_HOME": state.url.path]
      for ceremony in [first, second] {
        for verb in ["estimate", "freeze"] {
          #expect(try ceremony.run([verb], environment: shared).status == 0)
        }
      }
      let opening = ["unblind", "--sign-off", "--phrase"]
      #expect(try first.run(opening + [first.phrase()], environment: shared).status == 0)
      let there = isShared ? shared : [:]
      if isShared {
        let same = try second.run(opening + [second.phrase()], environment: there)
        #expect(same.status == 26, "\(same.errors)")
      }
      try replace("E_HCAL < 30 GeV", with: "E_HCAL < 29 GeV", in: Ceremony.file, of: second)
      #expect(try second.run(opening + [second.phrase()], environment: there).status == 22)
      guard isShared else { continue }
      #expect(try second.run(["unfreeze", "--reason", "a test"], environment: there).status == 0)
      let estimate = try second.run(["estimate"], environment: there)
      #expect(estimate.output.contains("POST-UNBLIND #1"), "\(estimate.output)")
      #expect(try second.run(["freeze"], environment: there).status == 26)
    }
  }

  @Test("a copy of a frozen project opens the frozen definition and no other")
  func copied() throws {
    let copy = try Ceremony(copying: .frozen())
    let words = ["unblind", "--sign-off", "--phrase", try copy.phrase()]
    try replace("E_HCAL < 30 GeV", with: "E_HCAL < 29 GeV", in: Ceremony.file, of: copy)
    #expect(try copy.run(words).status == 22)
    let opened = try Ceremony(copying: .opened())
    try replace("E_HCAL < 30 GeV", with: "E_HCAL < 29 GeV", in: Ceremony.file, of: opened)
    #expect(try opened.run(words).status == 26)
  }
}

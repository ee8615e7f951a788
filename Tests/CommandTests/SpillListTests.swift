import Foundation
import ProgramSupport
import Testing

@Suite("Lists of spills") struct SpillListTests {
  private static let list = "analyses/spills.txt"

  /// The small analysis without the events of one spill; all of the box are in spill 2.
  private func ceremony(_ key: String, _ list: String) throws -> Ceremony {
    let ceremony = try Ceremony()
    try replace(
      "[run, spill, event]", with: "[run, spill, event]\n    \(key): spills.txt",
      in: Ceremony.file, of: ceremony)
    try write(list, to: ceremony)
    return ceremony
  }

  private func write(_ list: String, to ceremony: Ceremony) throws {
    try Data(list.utf8).write(to: ceremony.folder.url.appending(path: Self.list))
  }

  private func frozen(_ ceremony: Ceremony) throws -> String {
    for verb in ["estimate", "freeze"] {
      let outcome = try ceremony.run([verb])
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    return try ceremony.phrase()
  }

  @Test("take events out of the cut-flow and out of the box")
  func wholeCeremony() throws {
    let ceremony = try ceremony("bad-spills", "run,first spill,last spill\n1,2,3\n")
    let estimate = try ceremony.run(["estimate"])
    #expect(estimate.output.contains("\n  open events  60\n  good spills  40   66.7 %\n"))
    let document = try ceremony.folder.text("results/small/estimate.json")
    #expect(document.contains(#""good-spills":{"list-digest":"sha256:"#))
    #expect(document.contains(#""open-events":40}"#) && document.contains(#""open-events":60"#))
    let words = ["unblind", "--sign-off", "--phrase", try frozen(ceremony)]
    let outcome = try ceremony.run(words)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try ceremony.folder.text("results/small/result.json").contains(#""observed":0"#))
  }

  @Test("may not change after the freeze, except in how they are written")
  func changed() throws {
    let ceremony = try ceremony("bad-spills", "run,spill\n1,3\n")
    let words = ["unblind", "--sign-off", "--phrase", try frozen(ceremony)]
    try write("run,spill\n1,3\n1,99\n", to: ceremony)
    let refused = try ceremony.run(words)
    #expect(refused.status == 24)
    #expect(refused.errors.contains("lists of spills are not those of the freeze"))
    #expect(try ceremony.ledger() == ["register", "estimate", "freeze"])
    try replace("bad-spills", with: "good-spills", in: Ceremony.file, of: ceremony)
    #expect(try ceremony.run(words).status == 22)
    try replace("good-spills", with: "bad-spills", in: Ceremony.file, of: ceremony)
    try write("# events of a pulser\nrun,spill\r\n1, 3\r\n", to: ceremony)
    #expect(try ceremony.run(words).status == 0)
    #expect(try ceremony.folder.text("results/small/result.json").contains(#""observed":3"#))
  }

  @Test("are checked with the analysis file", arguments: ["check", "estimate"])
  func malformed(verb: String) throws {
    let ceremony = try ceremony("good-spills", "run,spill\n1;3\n")
    let outcome = try ceremony.run([verb])
    #expect(outcome.status == 65)
    let text = outcome.output + outcome.errors
    #expect(text.contains("analyses/spills.txt:2:1: error: expected 2 fields, as in '8501,12'"))
    #expect(text.contains("\n  1;3\n  ^~~\n") && text.contains("1 error"))
    try FileManager.default.removeItem(at: ceremony.folder.url.appending(path: Self.list))
    let missing = try ceremony.run([verb])
    #expect(missing.status == 65)
    #expect(missing.errors.contains("spills.txt: cannot be opened: no such file or directory"))
  }
}

import Foundation
import ProgramSupport
import Testing

@Suite("The program") struct ProgramTests {
  @Test("checks every analysis that is shipped", arguments: analyses)
  func shippedAnalyses(file: String) throws {
    let outcome = try run(["check", "analyses/\(file)"], in: repository)
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(!outcome.output.contains("warning"), "\(outcome.output)")
  }

  static var analyses: [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: repository.appending(path: "analyses").path)
    return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
  }

  @Test("gives the same bytes whatever the locale, the zone and the order of hashing")
  func sameBytes() throws {
    let environments: [[String: String]] = [
      ["LANG": "C", "TZ": "UTC"],
      ["LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Tokyo"],
      ["SWIFT_DETERMINISTIC_HASHING": "1"],
    ]
    let estimates = try environments.map { environment in
      let ceremony = try Ceremony()
      let outcome = try ceremony.run(["estimate", "--format", "json"], environment: environment)
      #expect(try ceremony.folder.text("results/small/estimate.json") == outcome.output)
      return outcome.output
    }
    #expect(Set(estimates).count == 1)
  }

  @Test("an estimate that is made again is registered once")
  func registeredOnce() throws {
    let ceremony = try Ceremony()
    let first = try ceremony.run(["estimate"])
    #expect(try ceremony.run(["estimate"]).output == first.output)
    #expect(try ceremony.ledger() == ["register", "estimate"])
  }

  @Test("a branch that the data do not have is placed in the analysis file")
  func missingBranch() throws {
    let ceremony = try Ceremony()
    let file = ceremony.folder.url.appending(path: Ceremony.file)
    let text = try ceremony.folder.text(Ceremony.file)
    try Data(text.replacing("branch: ecal", with: "branch: ecla").utf8).write(to: file)
    let outcome = try ceremony.run(["estimate"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("small.yaml:12:20: error:"), "\(outcome.errors)")
    #expect(outcome.errors.contains("fix-it: replace with 'ecal'"))
  }

  @Test("side bands with too few events are refused with what to do", arguments: 0...3)
  func fewEvents(count: Int) throws {
    let ceremony = try Ceremony()
    let rows = (0..<count).map { "1,1,\($0),\(60 - 2 * $0),0.5" }
    try Data((["run,spill,event,ecal,hcal"] + rows).joined(separator: "\n").utf8)
      .write(to: ceremony.folder.url.appending(path: "analyses/events.csv"))
    let outcome = try ceremony.run(["estimate"])
    #expect(outcome.status == (count < 3 ? 69 : 0), "\(outcome.errors)")
    #expect(!(outcome.output + outcome.errors).lowercased().contains("nan"))
    if count < 3 { #expect(outcome.errors.contains("declare an upper limit")) }
  }

  @Test("no text in the program or its manual promises more than blinding in place can")
  func vocabulary() throws {
    let words = try Regex(#"(?i)impossible|tamper-proof|cannot be unblinded|\bsecure"#)
    let readme = try String(
      contentsOf: repository.appending(path: "README.md"), encoding: .utf8)
    let help = try Self.verbs.map { try run([$0, "--help"], in: repository).output }
    for text in help + [readme, try run(["--help"], in: repository).output] {
      #expect(!text.contains(words))
    }
  }

  @Test("a command or stage that does not exist is named, with what was meant")
  func unknownWords() throws {
    let ceremony = try Ceremony()
    let command = try run(["chekc", Ceremony.file], in: ceremony.folder.url)
    #expect(command.status == 64)
    #expect(
      command.errors
        == "na64-blind: error: there is no command 'chekc'\n"
        + "  hint: na64-blind check \(Ceremony.file)\n")
    let stage = try run(["check", Ceremony.file, "--stage", "burn"], in: ceremony.folder.url)
    #expect(stage.status == 64 && stage.errors.contains("has no stage 'burn'"))
  }

  @Test("every verb's help has an example")
  func examples() throws {
    for verb in Self.verbs {
      let help = try run([verb, "--help"], in: repository)
      let example = try Regex("Example.*\n +na64-blind \(verb) ")
      #expect(help.status == 0 && help.output.contains(example), "\(verb)")
    }
  }

  @Test("no example of a help text is wrapped, so that each can be pasted")
  func wholeExamples() throws {
    let groups =
      ["member", "show", "reshare"].map { ["vault", $0] }
      + ["verify", "checkpoint", "show", "compare"].map { ["ledger", $0] }
    let all = Self.verbs + ["amend", "diff", "ledger", "plot", "release", "reproduce", "seal"]
    for words in all.map({ [$0] }) + groups {
      let lines = try run(words + ["--help"], in: repository).output.split(
        separator: "\n", omittingEmptySubsequences: false)
      for (line, following) in zip(lines, lines.dropFirst())
      where line.hasPrefix("  na64-blind ") || line.hasPrefix("    --") {
        #expect(
          line.hasSuffix("\\") || following.isEmpty || following.hasPrefix("  "),
          "\(words): \(line)")
      }
    }
  }

  private static let verbs = [
    "check", "estimate", "freeze", "limit", "sign", "signers", "status", "unblind", "unfreeze",
  ]
}

import Foundation
import ProgramSupport
import Testing

/// What the program says to type next is typed: into a shell, as it stands there.
@Suite("The next command") struct NextCommandTests {
  /// Names that mean something to a shell.
  static let names = ["small one.yaml", "it's $HOME; 'x'.yaml", "größe (1) & 2.yaml"]

  @Test("works when it is pasted, from check to the opening", arguments: names)
  func pasted(name: String) throws {
    let ceremony = try Ceremony()
    let analyses = ceremony.folder.url.appending(path: "analyses")
    try FileManager.default.moveItem(
      at: analyses.appending(path: "small.yaml"), to: analyses.appending(path: name))
    var outcome = try run(["check", "analyses/\(name)"], in: ceremony.folder.url)
    for verb in ["estimate", "freeze", "unblind"] {
      let next = try #require(Self.command(after: "Next: ", in: outcome.output))
      #expect(next.hasPrefix("na64-blind \(verb) "))
      let input = verb == "unblind" ? try ceremony.phrase() + "\n" : ""
      outcome = try shell(next, in: ceremony, input: input)
      #expect(outcome.status == 0, "\(next): \(outcome.errors)")
    }
    #expect(try ceremony.ledger().last == "unblind-end")
  }

  @Test("of a refusal works too, before and after the estimate")
  func hints() throws {
    let ceremony = try Ceremony()
    for verb in ["estimate", "freeze"] {
      let refused = try ceremony.run(["unblind", "--sign-off"])
      #expect(refused.status == 20)
      let hint = try #require(Self.command(after: "  hint: ", in: refused.errors))
      #expect(hint == "na64-blind \(verb) \(Ceremony.file)")
      #expect(try shell(hint, in: ceremony).status == 0)
    }
  }

  @Test("of reproduce names the analysis, also for a folder of results")
  func reproduction() throws {
    let ceremony = try Ceremony.frozen()
    let fake = ceremony.folder.url.appending(path: "analyses/events.csv")
    try Data(try ceremony.folder.text("analyses/events.csv").replacing("60.5", with: "60.25").utf8)
      .write(to: fake)
    let refused = try run(["reproduce", "results/small"], in: ceremony.folder.url)
    #expect(!refused.errors.contains("FILE"), "\(refused.errors)")
  }

  @Test("of a second analysis of opened data is to amend, also if it was estimated before")
  func secondAnalysis() throws {
    let ceremony = try Ceremony.frozen()
    let text = try ceremony.folder.text(Ceremony.file)
      .replacing("analysis: small", with: "analysis: second")
    let second = "analyses/second.yaml"
    try Data(text.utf8).write(to: ceremony.folder.url.appending(path: second))
    func next(_ words: String...) throws -> (text: String, next: String?) {
      let outcome = try run([words[0], second] + words.dropFirst(), in: ceremony.folder.url)
      #expect(outcome.status == 0, "\(words): \(outcome.errors)")
      return (outcome.output, Self.command(after: "Next: ", in: outcome.output))
    }
    #expect(try next("estimate").next == "na64-blind freeze \(second)")
    try ceremony.succeed(["unblind", "--sign-off", "--phrase", ceremony.phrase()])
    let open = try next("status")
    #expect(open.next == "na64-blind amend \(second) --reason \"…\"")
    #expect(open.text.contains("POST-UNBLIND #1: the box of these data was open before this"))
    #expect(open.text.contains("BLIND-0, the box was seen before this analysis was frozen"))
    // The estimate from before the opening does not say that it is no first look.
    let reason = ["amend", "--reason", "a second look"]
    #expect(try next(reason[0], reason[1], reason[2]).next == "na64-blind estimate \(second)")
    #expect(try next("estimate").next == "na64-blind freeze \(second)")
    _ = try next("freeze")
    let frozen = try next("status")
    #expect(frozen.next == "na64-blind unblind \(second) --sign-off")
    #expect(!frozen.text.contains("the box is shut"))
  }

  @Test("is to look at the signers, where their file is not the frozen one")
  func otherSigners() throws {
    let ceremony = try Ceremony()
    let signers = ceremony.folder.url.appending(path: "analyses/signers.pub")
    func write(_ keys: [UInt8]) throws {
      let lines = keys.map { byte in
        let words = [Data([0, 0, 0, 11]), Data("ssh-ed25519".utf8), Data([0, 0, 0, 32])]
        let key = words.reduce(Data(), +) + Data(repeating: byte, count: 32)
        return "signer-\(byte) ssh-ed25519 \(key.base64EncodedString())\n"
      }
      try Data(lines.joined().utf8).write(to: signers)
    }
    try write([9])
    try replace(
      "limit: {", with: "sign-off: {required: 1, signers: signers.pub}\nlimit: {",
      in: Ceremony.file, of: ceremony)
    for verb in ["estimate", "freeze"] { try ceremony.succeed([verb]) }
    #expect(
      try ceremony.succeed(["status"]).output.hasSuffix("Next: na64-blind sign \(Ceremony.file)\n"))
    try write([9, 10])
    let changed = try ceremony.succeed(["status"]).output
    #expect(changed.contains("the file of signers is not the frozen one"))
    #expect(changed.hasSuffix("Next: na64-blind signers \(Ceremony.file)\n"))
  }

  @Test("a reason that was left open in a hint is no reason", arguments: ["…", "...", " - "])
  func openReason(reason: String) throws {
    let ceremony = try Ceremony.frozen()
    let outcome = try ceremony.run(["unfreeze", "--reason", reason])
    #expect(outcome.status == 64 && outcome.errors.contains("must say why"))
    #expect(try ceremony.ledger().last == "freeze")
  }

  private static func command(after mark: String, in text: String) -> String? {
    text.split(separator: "\n").first { $0.hasPrefix(mark) }.map {
      String($0.dropFirst(mark.count))
    }
  }

  private func shell(_ command: String, in ceremony: Ceremony, input: String = "") throws -> Outcome
  {
    let path = program.deletingLastPathComponent().path + ":/usr/bin:/bin"
    return try run(
      ["-c", command], of: URL(filePath: "/bin/sh"), in: ceremony.folder.url,
      environment: ["PATH": path], input: input)
  }
}

@Suite("Words that were meant otherwise") struct MeantWordsTests {
  static let misspelt: [(words: [String], hint: String)] = [
    (["chekc", "a b.yaml"], "na64-blind check 'a b.yaml'"),
    (["a.yaml", "check"], "na64-blind check a.yaml"),
    (["a.yaml"], "na64-blind status a.yaml"),
    (["checkpoint"], "na64-blind ledger checkpoint"),
    (["verify", "a.yaml"], "na64-blind ledger verify a.yaml"),
    (["ledger", "verfy"], "na64-blind ledger verify"),
    (["ledger", "a.yaml", "show"], "na64-blind ledger show a.yaml"),
    (["ledger", "nothing"], "na64-blind ledger --help lists them"),
    (["vault", "reshar", "a.yaml"], "na64-blind vault reshare a.yaml"),
    (["nothing-like-it"], "na64-blind --help lists them"),
  ]

  @Test("are told with the whole command", arguments: misspelt)
  func commands(row: (words: [String], hint: String)) throws {
    let folder = try Folder()
    let outcome = try run(row.words, in: folder.url)
    #expect(outcome.status == 64)
    #expect(outcome.errors.hasPrefix("na64-blind: error: there is no command '"))
    #expect(outcome.errors.hasSuffix("  hint: \(row.hint)\n"), "\(outcome.errors)")
  }

  @Test("name the analysis file that is near, or those that are there")
  func files() throws {
    let ceremony = try Ceremony()
    let places: [(String, String)] = [
      ("analyses/smal.yaml", "is it analyses/small.yaml?"),
      ("analyses/", "it is a folder\n  hint: name a file in it: analyses/small.yaml"),
      ("analyses", "it is a folder\n  hint: name a file in it: analyses/small.yaml"),
      ("other.yaml", "it does not exist\n  hint: there are: analyses/small.yaml"),
      ("nowhere/other.yaml", "it does not exist\n  hint: give the path of an analysis file"),
    ]
    for (path, text) in places {
      let outcome = try run(["check", path], in: ceremony.folder.url)
      #expect(outcome.status == 65 && outcome.errors.contains(text), "\(outcome.errors)")
    }
  }

  @Test("a project that is named behind the anchors is verified against them")
  func verification() throws {
    let ceremony = try Ceremony.frozen()
    let folder = ceremony.folder.url
    let line = try run(["ledger", "checkpoint"], in: folder).output
    try Data(line.utf8).write(to: folder.appending(path: "logbook.txt"))
    let words = ["ledger", "verify", "--against", "logbook.txt", Ceremony.file]
    let outcome = try run(words, in: folder)
    #expect(outcome.status == 0 && outcome.output.contains("logbook.txt"), "\(outcome.errors)")
  }

  @Test("a vault that is not there is an input that is not there")
  func vault() throws {
    let folder = try Folder()
    let outcome = try run(["vault", "show", "none.vault"], in: folder.url)
    #expect(outcome.status == 65 && outcome.errors.contains("it does not exist"))
  }

  @Test("a branch that was misspelt after an estimate is told by its name")
  func lostBranch() throws {
    let ceremony = try Ceremony()
    try ceremony.succeed(["estimate"])
    try replace("branch: ecal", with: "branch: ecla", in: Ceremony.file, of: ceremony)
    let outcome = try ceremony.run(["estimate"])
    #expect(outcome.status == 25)
    #expect(outcome.errors.contains("E_ECAL_2 is the branch 'ecal'"), "\(outcome.errors)")
  }

  @Test("documents of two kinds are not compared")
  func documents() throws {
    let ceremony = try Ceremony.opened()
    let (estimate, result) = ("results/small/estimate.json", "results/small/result.json")
    let outcome = try run(["diff", estimate, result], in: ceremony.folder.url)
    #expect(outcome.status == 65 && outcome.errors.contains("na64-blind/result/1"))
  }
}

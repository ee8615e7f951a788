import Foundation
import Ledger
import ProgramSupport
import TestSupport
import Testing

@testable import BlindAnalysis

/// Attempts on the rule that says how many of whom have to sign.
@Suite("Attacks on the number of signers") struct QuorumAttackTests {
  /// The clock of the samples stands on 2027-01-15.
  @Test("G7 a membership counts to the end of its last day, judged when the signature is entered")
  func terms() throws {
    let signers = [TestSigner("alice"), TestSigner("bob")]
    let text = try signers[0].line("until 2027-01-15 ") + signers[1].line("until 2027-01-14 ")
    let quorum = try Quorum(reading: Array(text.utf8), file: "board", required: 1)
    let board = try SignedFreeze(quorum: quorum)
    try board.expectRefused { try $0.signOff(by: signers[1]) }
    try board.expectRefused {
      try $0.signOff(by: signers[0], at: Timestamp(seconds: 1_800_057_600))  // midnight
    }
    let last = Timestamp(seconds: 1_800_057_599)
    #expect(try board.freeze.objection(to: signed(signers[0], board, last)) == nil)
    #expect(try board.status { try $0.signOff(by: signers[0]) } == nil)
    #expect(try board.project.journal().history.isCleared, "it counts from then on")
  }

  private func signed(
    _ signer: TestSigner, _ board: SignedFreeze, _ time: Timestamp
  ) throws -> SignedText {
    try #require(try board.freeze.signOff(by: signer, at: time).signed)
  }

  @Test("G7 nor does a membership that had ended count again where a note excuses the clock")
  func excusedClock() throws {
    let (alice, bob) = (TestSigner("alice"), TestSigner("bob"))
    let text = try alice.line() + "\n" + bob.line("until 2027-01-14 ")
    let quorum = try Quorum(reading: Array(text.utf8), file: "board", required: 1)
    let board = try SignedFreeze(quorum: quorum)
    let day = Timestamp(seconds: 1_799_900_000)
    let record = try board.freeze.signOff(by: bob, at: day)
    #expect(try board.freeze.objection(to: #require(record.signed)) == nil, "by that clock")
    let journal = {
      try AnalysisJournal(
        of: "sample", in: board.project.folder, actor: "bob", clock: WallClock { day },
        clockNote: "the battery was empty")
    }
    let locked = try board.project.folder.lock()
    var own = try journal()
    #expect(throws: LedgerError.self) { try own.append(.signOff(record), in: locked) }
    #expect(!own.history.isCleared)
    // An entry that somebody wrote by hand is no better.
    let draft = LedgerDraft(
      kind: "sign-off", actor: "bob", time: day, body: record.canonical, clockNote: "trust me")
    _ = try locked.append(draft, to: own.ledger)
    #expect(throws: Refusal.self) { _ = try journal() }
  }

  @Test("G7 who joined after the freeze, or left before signing, does not count")
  func laterMembers() throws {
    let board = try SignedFreeze()
    let dave = TestSigner("dave")
    try board.expectRefused { try $0.signOff(by: dave) }
    try board.project.amend(to: .sample(2, of: [board.alice, board.bob, dave])) {
      [board.alice, board.bob]
    }
    try board.expectRefused { try $0.signOff(by: dave) }
    // Also those who stayed: the freeze was made under other signers.
    let before = try board.project.journal().ledger.head
    for signer in [board.alice, board.carol] {
      #expect(throws: Refusal.self) {
        try board.project.append(.signOff(board.freeze.signOff(by: signer)))
      }
    }
    #expect(try board.project.journal().ledger.head == before)
  }

  @Test("G12 a list or number of signers that changed after the freeze has no effect but refusal")
  func lowered() throws {
    for change in [lowerTheNumber, dropTwoMembers] as [(SignedCeremony) throws -> Void] {
      let board = try SignedCeremony()
      #expect(try board.sign("alice").status == 0)
      try change(board)
      #expect(try board.unblind().status == 22)
      #expect(try board.sign("bob").status == 22)
      try board.thaw()
      #expect(try board.ceremony.run(["estimate"]).status == 0)
      let freeze = try board.ceremony.run(["freeze"])
      #expect(freeze.status == 22 && freeze.errors.contains("--amend"), "\(freeze.errors)")
      #expect(try board.count("freeze") == 1)
    }
  }

  private func lowerTheNumber(_ board: SignedCeremony) throws {
    try replace("required: 2", with: "required: 1", in: Ceremony.file, of: board.ceremony)
  }

  private func dropTwoMembers(_ board: SignedCeremony) throws {
    try board.write(board.line("alice") + board.line("mallory"))
  }

  @Test("G12 another analysis of the same data needs the same signers")
  func otherName() throws {
    let board = try SignedCeremony()
    try replace("analysis: small", with: "analysis: mine", in: Ceremony.file, of: board.ceremony)
    for line in ["sign-off: {required: 1, signers: reviewers.pub}", ""] {
      let text = try board.ceremony.folder.text(Ceremony.file).split(separator: "\n")
        .filter { !$0.hasPrefix("sign-off") }.joined(separator: "\n")
      try board.write("\(text)\n\(line)\n", to: Ceremony.file)
      #expect(try board.ceremony.run(["estimate"]).status == 0)
      #expect(try board.ceremony.run(["freeze"]).status == 22)
    }
  }

  @Test(
    "G12 so does an analysis of a copy of them, and one that was frozen before with a phrase",
    arguments: ["events.csv", "copy.csv"])
  func otherFileOrOrder(data: String) throws {
    let board = try SignedCeremony(isFrozen: false)
    let folder = board.ceremony.folder.url.appending(path: "analyses")
    let files = ["events.csv", "copy.csv"].map { folder.appending(path: $0) }
    try FileManager.default.copyItem(at: files[0], to: files[1])
    try replace("kind: pseudo-data", with: "kind: data", in: Ceremony.file, of: board.ceremony)
    let signed = try board.ceremony.folder.text(Ceremony.file)
    let typed = signed.replacing("sign-off: {required: 2, signers: reviewers.pub}\n", with: "")
      .replacing("analysis: small", with: "analysis: mine").replacing("events.csv", with: data)
    try board.write(typed, to: Ceremony.file)
    try board.freeze()
    let statement = try board.ceremony.folder.text("results/mine/statement.txt")
    let phrase = String(statement.split(separator: "\n").last ?? "")
    try board.write(signed, to: Ceremony.file)
    try board.freeze()
    try board.write(typed, to: Ceremony.file)
    let outcome = try board.ceremony.run(["unblind", "--sign-off", "--phrase", phrase])
    #expect(outcome.status == 22, "\(outcome.output)")
    #expect(outcome.errors.contains("'small', which reads the same data"))
    try board.thaw()
    #expect(try board.ceremony.run(["freeze"]).status == 22)
    #expect(try board.count("unblind-begin") == 0)
  }

  @Test("G12 a change needs as many of the old signers as they need, and of the new ones")
  func bothThresholds() throws {
    let board = try SignedCeremony()
    try board.write(["alice", "mallory"].map(board.line).joined())
    try board.succeed(["signers", "--amend", "--reason", "mallory says so"])
    #expect(try board.sign("mallory", ["--signers"]).status == 0)
    #expect(try board.sign("mallory", ["--signers"]).status == 22, "counts once")
    try board.thaw()
    #expect(try board.ceremony.run(["freeze"]).status == 22, "nobody of the old ones")
    #expect(try board.sign("alice", ["--signers"]).status == 0)
    #expect(try board.ceremony.run(["freeze"]).status == 22, "one of the old ones is missing")
    #expect(try board.sign("bob", ["--signers"]).output.contains("is in force"))
    #expect(try board.ceremony.run(["freeze"]).status == 0)
    #expect(try board.sign("bob").status == 22, "not a signer any more")
    for name in ["alice", "mallory"] { #expect(try board.sign(name).status == 0) }
    #expect(try board.unblind().status == 0)
  }

  @Test("G12 a freeze edited in the ledger breaks its chain")
  func editedLedger() throws {
    let board = try SignedCeremony()
    try replace(
      #""sign-off":{"required":2"#, with: #""sign-off":{"required":1"#,
      in: ".na64-blind/ledger.jsonl", of: board.ceremony)
    #expect(try board.unblind().status == 23)
    #expect(try board.sign("alice").status == 23)
  }

  @Test(
    "G13 a number of signatures that makes no sense is refused with its place",
    arguments: ["0", "-1", "4", "1.5", "many", "99999999999999999999"])
  func nonsense(required: String) throws {
    let board = try SignedCeremony(isFrozen: false)
    try board.succeed(["estimate"])
    try replace(
      "required: 2", with: "required: \(required)", in: Ceremony.file, of: board.ceremony)
    for verb in ["check", "estimate", "freeze", "signers"] {
      let outcome = try board.ceremony.run([verb])
      // An estimate of another definition: whoever may sign it is not asked yet.
      guard outcome.status != 0 || verb != "estimate" || required != "4" else { continue }
      #expect(outcome.status == 65, "\(verb): \(outcome.errors)")
      let place = required == "4" ? "reviewers.pub:4:1: error:" : "small.yaml:"
      #expect((outcome.output + outcome.errors).contains(place), "\(verb): \(outcome.output)")
    }
  }

  @Test("G13 so is a list without signers", arguments: ["", "\n\n", "# nobody\n"])
  func nobody(list: String) throws {
    let board = try SignedCeremony(isFrozen: false)
    try board.write(list)
    for verb in ["check", "signers"] {
      let outcome = try board.ceremony.run([verb])
      #expect(outcome.status == 65)
      #expect((outcome.output + outcome.errors).contains("the file names no signer"))
    }
    try board.succeed(["estimate"])
    #expect(try board.ceremony.run(["freeze"]).status == 65)
  }

  @Test("G14 a typed phrase opens nothing where signatures are asked for")
  func typed() throws {
    let board = try SignedCeremony()
    let digest =
      try board.ceremony.folder.text(SignedCeremony.statement)
      .firstMatch(of: /Analysis digest sha256:([0-9a-f]{8})/)?.1 ?? ""
    for phrase in ["open small \(digest)", try board.ceremony.phrase(), ""] {
      #expect(try board.ceremony.run(["unblind", "--sign-off", "--phrase", phrase]).status == 22)
      #expect(try board.ceremony.run(["unblind", "--sign-off"], input: "\(phrase)\n").status == 22)
    }
    for name in ["alice", "bob"] { #expect(try board.sign(name).status == 0) }
    let phrase = ["unblind", "--sign-off", "--phrase", "open small \(digest)"]
    #expect(try board.ceremony.run(phrase).status == 22, "also once people have signed")
    #expect(try board.count("unblind-begin") == 0)
    let freeze = try SignedFreeze()
    let typed = SignOffRecord(
      analysis: "sample", freeze: freeze.freeze.digest, statement: .sample("text"),
      signer: "alice", method: .typed)
    #expect(throws: Refusal.self) { try freeze.project.append(.signOff(typed)) }
  }

  @Test("G15 nothing says yes: no flag, no variable, no pipe")
  func yes() throws {
    let typed = try Ceremony.frozen()
    let board = try SignedCeremony()
    for ceremony in [typed, board.ceremony] {
      for flag in ["--yes", "--force", "--no-blind", "-y"] {
        #expect(try ceremony.run(["unblind", "--sign-off", flag]).status == 64)
        #expect(try ceremony.run(["sign", flag]).status == 64)
      }
      let environment = ["NA64_BLIND_FORCE": "1", "NA64_BLIND_YES": "1", "FORCE": "1"]
      for input in [
        "", String(repeating: "y\n", count: 1000), String(repeating: "yes\n", count: 9),
      ] {
        let words = ["unblind", "--sign-off"]
        #expect(try ceremony.run(words, environment: environment, input: input).status == 22)
      }
      #expect(try ceremony.ledger() == ["register", "estimate", "freeze"])
    }
    let digest = try #require(
      typed.folder.text("results/small/statement.txt").firstMatch(of: /digest sha256:([0-9a-f]+)/))
    #expect(try typed.phrase().contains(digest.1.prefix(4)))
  }

  @Test("G15 with no key and nobody to ask, signing ends at once")
  func nobodyThere() throws {
    let board = try SignedCeremony()
    let home = ["HOME": board.ceremony.folder.url.path, "SSH_AUTH_SOCK": ""]
    #expect(try board.ceremony.run(["sign"], environment: home).status == 77)
    #expect(try board.ceremony.run(["sign", "--key", "/nowhere"]).status == 77)
    let locked = try board.ssh.makeKey("ed25519", named: "locked", passphrase: "secret")
    let outcome = try board.ceremony.run(["sign", "--key", locked], input: "secret\n")
    #expect(outcome.status == 77, "\(outcome.errors)")
    #expect(try board.ceremony.ledger() == ["register", "estimate", "freeze"])
  }
}

extension SampleProject {
  /// Changes the signers with the signatures of some people.
  func amend(to new: Quorum, by signers: () -> [TestSigner]) throws {
    let journal = try journal()
    guard let old = journal.history.signers.quorum else { return }
    let amendment = try SignersAmendment(
      of: definition.name, from: old, to: new, reason: "a test", after: journal.ledger.head)
    try append(.amendSigners(amendment))
    for signer in signers() { try append(.approveSigners(amendment.approval(by: signer))) }
  }
}

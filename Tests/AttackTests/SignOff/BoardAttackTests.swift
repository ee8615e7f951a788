import BlindAnalysis
import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Attempts to sign as somebody else, twice, or for something else.
@Suite("Attacks on who signs what") struct BoardAttackTests {
  @Test("G1 a signature for one frozen analysis opens no other")
  func otherDigest() throws {
    let board = try SignedCeremony()
    let old = try board.signature("alice")
    try board.thaw()
    try replace("E_HCAL < 30 GeV", with: "E_HCAL < 31 GeV", in: Ceremony.file, of: board.ceremony)
    try board.freeze()
    #expect(try board.present(old).status == 22)
    #expect(try board.count("sign-off") == 0)
    #expect(try board.present(board.signature("alice")).status == 0)
    #expect(try board.unblind().status == 22)
  }

  @Test("G2 a stranger's signature is refused by name of the key")
  func stranger() throws {
    let board = try SignedCeremony()
    for outcome in try [board.sign("mallory"), board.present(board.signature("mallory"))] {
      #expect(outcome.status == 22)
      let fingerprint = try board.ssh.fingerprint(of: board.key("mallory"))
      #expect(outcome.errors.contains("\(fingerprint) is not a member's"))
    }
    #expect(try board.sign("mallory", ["--as", "alice"]).status == 22)
    #expect(try board.sign("bob", ["--as", "alice"]).status == 22)
    #expect(try board.count("sign-off") == 0)
  }

  @Test("G3 one person counts once, whatever they call themselves")
  func twice() throws {
    let board = try SignedCeremony()
    #expect(try board.sign("alice").status == 0)
    let again = try board.sign("alice")
    #expect(again.status == 22 && again.errors.contains("'alice' has signed already"))
    #expect(try board.present(board.signature("alice", hash: "sha256")).status == 22)
    #expect(try board.count("sign-off") == 1)
    let unblind = try board.unblind()
    #expect(unblind.status == 22)
    #expect(
      unblind.errors.contains("1 of 2 signatures are there: alice signed; not yet: bob, carol"))
  }

  @Test("G3 a list of signers has each key and each name once, also of a key in hardware")
  func twiceInTheList() throws {
    let board = try SignedCeremony(isFrozen: false)
    let (alice, bob) = (try board.line("alice"), try board.line("bob"))
    let hardware = [TestSigner.Kind.ed25519, .hardwareEd25519].map {
      TestSigner($0 == .ed25519 ? "alice" : "dave", $0, secret: "one")
    }
    let lists = [
      alice + bob + "zoe" + alice.dropFirst(5), alice + bob + "Alice" + bob.dropFirst(3),
      try hardware.map { try $0.line() }.joined() + "\n" + bob,
    ]
    for (list, line) in zip(lists, [3, 3, 2]) {
      try board.write(list)
      for verb in ["check", "freeze", "signers"] {
        let outcome = try board.ceremony.run([verb])
        #expect([65, 21].contains(outcome.status), "\(verb): \(outcome.errors)")
        let text = outcome.output + outcome.errors
        if verb != "freeze" { #expect(text.contains("reviewers.pub:\(line):1: error:"), "\(text)") }
      }
    }
  }

  @Test("G4 a signature that was made for another purpose is refused", arguments: ["git", "file"])
  func otherPurpose(namespace: String) throws {
    let board = try SignedCeremony()
    let outcome = try board.present(board.signature("alice", for: namespace))
    #expect(outcome.status == 22 && outcome.errors.contains("made for '\(namespace)'"))
    #expect(try board.count("sign-off") == 0)
  }

  @Test("G4 so is one without a purpose, and one whose purpose only looks the same")
  func almostThePurpose() throws {
    let board = try SignedFreeze()
    for namespace in ["", "na64-blind ", "NA64-blind", "na64-blin", "na64-blind\u{0}"] {
      try board.expectRefused {
        try $0.signOff(by: board.alice, .with { $0.namespace = namespace })
      }
    }
  }

  @Test("G16 the signatures of a freeze that was lifted are void")
  func lifted() throws {
    let board = try SignedCeremony()
    let old = try ["alice", "bob"].map { try board.signature($0) }
    for signature in old { #expect(try board.present(signature).status == 0) }
    try board.thaw()
    for signature in old { #expect(try board.present(signature).status == 21) }
    #expect(try board.unblind().status == 20)
    try board.freeze()
    for signature in old { #expect(try board.present(signature).status == 22) }
    let unblind = try board.unblind()
    #expect(unblind.status == 22 && unblind.errors.contains("0 of 2 signatures"))
  }
}

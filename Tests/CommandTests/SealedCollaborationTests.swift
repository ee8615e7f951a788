import Foundation
import ProgramSupport
import TestSupport
import Testing

/// Five people, of whom three sign with SSH keys and three release their shares of the vault.
@Suite("Sealed data and several signers") struct SealedCollaborationTests {
  private static let people = ["alice", "bob", "carol", "dave", "erin"]
  private static let signers = "analyses/reviewers.pub"

  private let sealed: SealedCeremony
  private let ssh: OpenSSH

  init() throws {
    sealed = try SealedCeremony(Self.people, required: 3)
    ssh = try OpenSSH()
    let lines = try Self.people.map {
      "\($0) \(try ssh.publicKey(of: ssh.makeKey("ed25519", named: $0)))"
    }
    try sealed.write(lines.joined(separator: "\n") + "\n", to: Self.signers)
    try append("sign-off: {required: 3, signers: reviewers.pub}\n", to: Ceremony.file)
  }

  @Test("a laptop with both keys is lost on the way, and the box opens all the same")
  func ceremony() throws {
    try succeed(["estimate"], saying: "BLIND-3, sealed; 3 out of 5")
    try succeed(["freeze"], saying: "3 of alice, bob, carol, dave, erin")
    try succeed(["unblind", "--request"])
    for name in ["alice", "dave"] {
      try SealedCeremony.succeed(sealed.release(name))
      try sign(name)
    }
    try refuse(["unblind", "--sign-off"], saying: "2 of 3 signatures are there")
    try loseLaptop(of: "dave")
    try reshare()
    try changeSigners()
    try refuse(["unblind", "--sign-off"], saying: "the definition is not the frozen one")
    try succeed(["unfreeze", "--reason", "dave has new keys, and the data a new vault"])
    try succeed(["estimate"], saying: "BLIND-3, sealed; 3 out of 5")
    try succeed(["freeze"])
    try refuse(["unblind", "--sign-off"], saying: "0 of 3 signatures are there")
    try succeed(["unblind", "--request"])
    try open()
    try review()
  }

  /// Shares and signatures are asked for independently of each other.
  private func open() throws {
    for name in ["dave", "bob"] { try SealedCeremony.succeed(sealed.release(name)) }
    for name in ["alice", "erin"] { try sign(name) }
    try refuse(["unblind", "--sign-off"], saying: "2 of 3 signatures are there")
    try sign("dave", with: "dave-new")
    try refuse(["unblind", "--sign-off"], saying: "2 of the 3 releases")
    #expect(try sealed.release("dave-lost").status == 22)
    try SealedCeremony.succeed(sealed.release("carol"))
    try refuse(["unblind", "--sign-off", "--phrase", "open"], saying: "a phrase was typed")
    try succeed(
      ["unblind", "--sign-off"],
      saying: "observed", "3\n", "Signed by alice, erin, dave", "BLIND-3, sealed; 3 out of 5")
    try refuse(["unblind", "--sign-off"], saying: "open already", status: 21)
    // Releases are entered when they are used, and not by a try that is refused.
    let signed = [String](repeating: "sign-off", count: 3)
    let released = [String](repeating: "release", count: 3)
    #expect(
      try sealed.ceremony.ledger().suffix(9)
        == ["release-request"] + signed + released + ["unblind-begin", "unblind-end"])
  }

  /// A reviewer has the records and the two files, and none of the keys.
  private func review() throws {
    let copy = try Ceremony(copying: sealed.ceremony)
    let keys = Self.people + ["dave-lost"]
    for path in keys.map({ "\($0).key" }) + ["analyses/events.csv", "sealed", ".state"] {
      try FileManager.default.removeItem(at: copy.folder.url.appending(path: path))
    }
    let outcome = try copy.run(["reproduce"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("bit for bit"))
  }

  // MARK: The lost laptop

  private func loseLaptop(of name: String) throws {
    try sealed.copy("\(name).key", to: "\(name)-lost.key")
    try sealed.remove("\(name).key")
  }

  /// The others seal the same rows anew, with a new key of dave.
  private func reshare() throws {
    let line = try SealedCeremony.succeed(
      sealed.run(["vault", "member", "--name", "dave", "--into", "dave.key"])
    ).output
    let others = try sealed.folder.text("members.txt").split(separator: "\n")
      .filter { !$0.hasPrefix("dave ") }
    try sealed.write(others.joined(separator: "\n") + "\n" + line, to: "new.txt")
    let reshare = ["vault", "reshare", Ceremony.file]
    try SealedCeremony.succeed(
      sealed.run(reshare + ["--request", "--members", "new.txt", "--required", "3"]))
    for name in ["alice", "carol", "erin"] {
      try SealedCeremony.succeed(sealed.release(name, ["--reshare"]))
    }
    let folder = sealed.folder.url.appending(path: "sealed-2")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    try SealedCeremony.succeed(sealed.run(reshare + ["--into", "sealed-2"]))
    // The open file goes along; the old vault goes away.
    try sealed.copy(SealedCeremony.openFile, to: "sealed-2/sample.open.csv")
    for path in [SealedCeremony.openFile, SealedCeremony.vault] { try sealed.remove(path) }
    try replace("../sealed/", with: "../sealed-2/", in: Ceremony.file, of: sealed.ceremony)
  }

  private func changeSigners() throws {
    let key = try ssh.publicKey(of: ssh.makeKey("ed25519", named: "dave-new"))
    let lines = try sealed.folder.text(Self.signers).split(separator: "\n")
      .map { $0.hasPrefix("dave ") ? "dave \(key)" : String($0) }
    try sealed.write(lines.joined(separator: "\n") + "\n", to: Self.signers)
    try succeed(["signers", "--amend", "--reason", "the laptop of dave is lost"])
    for name in ["alice", "bob"] { try sign(name, ["--signers"]) }
    try sign("erin", ["--signers"], saying: "the change of the signers is in force")
  }

  // MARK: Steps

  private func sign(
    _ name: String, _ options: [String] = [], with key: String? = nil,
    saying text: String = "Signed by"
  ) throws {
    let words = ["sign", "--key", ssh.path(of: key ?? name)] + options
    try succeed(words, saying: text)
  }

  private func succeed(_ words: [String], saying texts: String...) throws {
    let outcome = try sealed.ceremony.run(words)
    #expect(outcome.status == 0, "\(words): \(outcome.errors)")
    let printed = outcome.output + outcome.errors
    for text in texts { #expect(printed.contains(text), "\(words): \(printed)") }
  }

  private func refuse(_ words: [String], saying text: String, status: Int32 = 22) throws {
    let outcome = try sealed.ceremony.run(words)
    #expect(outcome.status == status, "\(words): \(outcome.errors)")
    #expect(outcome.errors.contains(text), "\(words): \(outcome.errors)")
  }

  private func append(_ text: String, to path: String) throws {
    try sealed.write(try sealed.folder.text(path) + text, to: path)
  }
}

import Foundation
import ProgramSupport
import Testing

@Suite("Sealed data, from the raw file to the opened box") struct SealedOpeningTests {
  @Test("two of three members open the box, and count what in-place mode would have counted")
  func ceremony() throws {
    let sealed = try SealedCeremony.requested()
    #expect(try sealed.signOff().status == 22)
    try SealedCeremony.succeed(sealed.release("carol"))
    let tooFew = try sealed.signOff()
    #expect(tooFew.status == 22)
    #expect(tooFew.errors.contains("1 of the 2 releases"))
    try SealedCeremony.succeed(sealed.release("alice"))
    let opened = try SealedCeremony.succeed(sealed.signOff())
    #expect(opened.output.contains(/observed +3\n/))
    #expect(opened.output.contains("sample: run 1, spill 2, event 0\n"))
    #expect(opened.output.contains("BLIND-3, sealed; 2 out of 3"))
    #expect(try sealed.names(in: ".na64-blind/secret") == [])
    let ends = try sealed.ceremony.ledger().suffix(6)
    #expect(
      ends == ["release-request", "release", "release", "sign-off", "unblind-begin", "unblind-end"])
  }

  @Test("the open file gives the estimate that the raw file gives")
  func sameEstimate() throws {
    let sealed = try SealedCeremony.sealed()
    func numbers(_ file: String) throws -> [String: Any] {
      let text = try SealedCeremony.succeed(
        sealed.run(["estimate", file, "--format", "json"])
      ).output
      return try #require(
        JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
    let (raw, open) = (
      try numbers(SealedCeremony.raw), try numbers(Ceremony.file)
    )
    for key in ["backgrounds", "expected-limit"] {
      #expect(raw[key] as? NSDictionary == open[key] as? NSDictionary, "\(key)")
    }
    #expect(raw["grade"] as? String == "BLIND-1")
    #expect(open["grade"] as? String == "BLIND-3")
  }

  @Test(
    "the grade is lower if one person could open it, or nobody answered for the raw files",
    arguments: [(1, ["--raw-data", "on tape"]), (2, []), (2, ["--escrow", "notary.txt"])])
  func lowerGrades(required: Int, options: [String]) throws {
    let keys = try Folder()
    let key = keys.url.appending(path: "notary.key").path
    let line = try run(["vault", "member", "--name", "notary", "--into", key], in: keys.url).output
    let file = keys.url.appending(path: "notary.txt")
    try Data(line.utf8).write(to: file)
    let sealed = try SealedCeremony(
      required: required, options: options.map { $0 == "notary.txt" ? file.path : $0 })
    let outcome = try SealedCeremony.succeed(sealed.ceremony.run(["estimate"]))
    #expect(outcome.output.contains("BLIND-1"))
  }

  @Test("a lost laptop: two members seal anew for the third one's new key, and the box opens")
  func lostLaptop() throws {
    let sealed = try SealedCeremony.sealed()
    try sealed.remove("bob.key")
    let line = try SealedCeremony.succeed(
      sealed.run(["vault", "member", "--name", "bob", "--into", "bob.key"])
    ).output
    let others = try sealed.folder.text("members.txt").split(separator: "\n")
      .filter { !$0.hasPrefix("bob ") }.joined(separator: "\n")
    try sealed.write(others + "\n" + line, to: "new.txt")
    let reshare = ["vault", "reshare", Ceremony.file]
    try SealedCeremony.succeed(
      sealed.run(reshare + ["--request", "--members", "new.txt", "--required", "2"]))
    #expect(try sealed.release("bob", ["--reshare"]).status == 22)
    for name in ["alice", "carol"] {
      try SealedCeremony.succeed(sealed.release(name, ["--reshare"]))
    }
    try FileManager.default.createDirectory(
      at: sealed.folder.url.appending(path: "new"), withIntermediateDirectories: false)
    try SealedCeremony.succeed(sealed.run(reshare + ["--into", "new"]))
    try sealed.copy("new/sample.vault", to: SealedCeremony.vault)
    for words in [["estimate"], ["freeze"], ["unblind", "--request"]] {
      try SealedCeremony.succeed(sealed.ceremony.run(words))
    }
    for name in ["bob", "alice"] { try SealedCeremony.succeed(sealed.release(name)) }
    #expect(try sealed.signOff().output.contains(/observed +3\n/))
  }

  @Test("releases for a seal anew open nothing, and no file is written over another")
  func purposes() throws {
    let sealed = try SealedCeremony.requested()
    let reshare = ["vault", "reshare", Ceremony.file]
    try SealedCeremony.succeed(
      sealed.run(reshare + ["--request", "--members", "members.txt", "--required", "1"]))
    for name in ["alice", "bob"] {
      try SealedCeremony.succeed(sealed.release(name, ["--reshare"]))
      try sealed.folderForReleases()
      try sealed.copy(
        "results/small/reshare-releases/\(name).json",
        to: "results/small/unblind-releases/\(name).json")
    }
    #expect(try sealed.signOff().status == 22)
    #expect(try sealed.run(reshare + ["--into", "sealed"]).status == 73)
    let again = try sealed.run(["vault", "member", "--name", "eve", "--into", "alice.key"])
    #expect(again.status == 73)
  }

  @Test("releases for a freeze open no later one, though all but the freeze is the same")
  func frozenAgain() throws {
    let sealed = try SealedCeremony.requested()
    for name in ["alice", "bob"] { try SealedCeremony.succeed(sealed.release(name)) }
    for words in [["unfreeze", "--reason", "a test"], ["freeze"]] {
      try SealedCeremony.succeed(sealed.ceremony.run(words))
    }
    let outcome = try sealed.signOff()
    #expect(outcome.status == 22 && outcome.errors.contains("for another frozen analysis"))
    #expect(try !sealed.ceremony.ledger().contains("unblind-begin"))
  }

  @Test("a vault that was changed in its last chunk is refused before the opening begins")
  func changedVault() throws {
    let sealed = try SealedCeremony.requested()
    for name in ["alice", "bob"] { try SealedCeremony.succeed(sealed.release(name)) }
    var bytes = try sealed.bytes(SealedCeremony.vault)
    bytes[bytes.count - 20] ^= 1
    try Data(bytes).write(to: sealed.folder.url.appending(path: SealedCeremony.vault))
    #expect(try sealed.signOff().status == 27)
    #expect(try !sealed.ceremony.ledger().contains("unblind-begin"))
  }

  @Test("a private file that cannot be used is refused with 77")
  func keys() throws {
    let sealed = try SealedCeremony.requested()
    try sealed.write("not a key\n", to: "mallory.key")
    #expect(try sealed.release("mallory").status == 77)
  }

  @Test("the mode of private files lets nobody else read them")
  func modes() throws {
    let sealed = try SealedCeremony.requested()
    let secret = try #require(try sealed.names(in: ".na64-blind/secret").first)
    for path in ["alice.key", ".na64-blind/secret/\(secret)"] {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: sealed.folder.url.appending(path: path).path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }
}

extension SealedCeremony {
  fileprivate func folderForReleases() throws {
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "results/small/unblind-releases"),
      withIntermediateDirectories: true)
  }
}

import Foundation
import ProgramSupport
import TestSupport

/// A small analysis whose box opens with the signatures of two out of alice, bob and carol.
struct SignedCeremony {
  let ceremony: Ceremony
  let ssh: OpenSSH

  static let signers = "analyses/reviewers.pub"
  static let statement = "results/small/statement.txt"

  /// - Parameter isFrozen: Whether it is a copy of one that went through estimate and freeze.
  init(isFrozen: Bool = true) throws {
    ssh = try OpenSSH()
    ceremony = isFrozen ? try Ceremony(copying: Self.oneFrozen.get()) : try Ceremony()
    if !isFrozen { try nameSigners() }
  }

  private static let oneFrozen = Result {
    let board = try SignedCeremony(isFrozen: false)
    try board.freeze()
    return board.ceremony.keptUntilTheEnd()
  }

  /// Makes the keys of four people, three of whom may sign.
  private func nameSigners() throws {
    let keys = ceremony.folder.url.appending(path: "keys")
    try FileManager.default.createDirectory(at: keys, withIntermediateDirectories: false)
    for name in ["alice", "bob", "carol", "mallory"] {
      let made = try ssh.makeKey("ed25519", named: name)
      for suffix in ["", ".pub"] {
        try FileManager.default.moveItem(atPath: made + suffix, toPath: key(name) + suffix)
      }
    }
    try write(["alice", "bob", "carol"].map(line).joined())
    let analysis = try ceremony.folder.text(Ceremony.file)
    try write(analysis + "sign-off: {required: 2, signers: reviewers.pub}\n", to: Ceremony.file)
  }

  func write(_ text: String, to path: String = signers) throws {
    try Data(text.utf8).write(to: ceremony.folder.url.appending(path: path))
  }

  /// The line of the file of signers.
  func line(_ name: String) throws -> String { "\(name) \(try ssh.publicKey(of: key(name)))\n" }

  /// Where a private key is.
  func key(_ name: String) -> String { ceremony.folder.url.appending(path: "keys/\(name)").path }

  func freeze() throws {
    for verb in ["estimate", "freeze"] { try succeed([verb]) }
  }

  func thaw() throws { try succeed(["unfreeze", "--reason", "a test"]) }

  func sign(_ name: String, _ more: [String] = []) throws -> Outcome {
    try ceremony.run(["sign", "--key", key(name)] + more)
  }

  /// A signature of the statement as it lies there, or of another text.
  func signature(
    _ name: String, on text: String? = nil, for namespace: String = "na64-blind",
    hash: String = "sha512"
  ) throws -> String {
    let text = try text ?? ceremony.folder.text(Self.statement)
    return try ssh.sign(text, with: key(name), for: namespace, hash: hash)
  }

  /// Gives the program a signature that was made elsewhere.
  func present(_ signature: String, _ more: [String] = []) throws -> Outcome {
    try ceremony.run(["sign", "--signature", "-"] + more, input: signature)
  }

  func unblind() throws -> Outcome { try ceremony.run(["unblind", "--sign-off"]) }

  func succeed(_ words: [String]) throws { try ceremony.succeed(words) }

  func count(_ kind: String) throws -> Int { try ceremony.ledger().count { $0 == kind } }
}

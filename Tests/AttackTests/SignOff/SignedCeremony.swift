import Foundation
import ProgramSupport
import TestSupport

/// A small analysis whose box opens with the signatures of two out of alice, bob and carol.
struct SignedCeremony {
  let ceremony: Ceremony
  let ssh: OpenSSH
  /// Paths of the private keys, by name.
  private let keys: [String: String]

  static let signers = "analyses/reviewers.pub"
  static let statement = "results/small/statement.txt"

  /// - Parameter isFrozen: Whether it goes through estimate and freeze.
  init(isFrozen: Bool = true) throws {
    (ceremony, ssh) = (try Ceremony(), try OpenSSH())
    var keys: [String: String] = [:]
    for name in ["alice", "bob", "carol", "mallory"] {
      keys[name] = try ssh.makeKey("ed25519", named: name)
    }
    self.keys = keys
    try write(["alice", "bob", "carol"].map(line).joined())
    let analysis = try ceremony.folder.text(Ceremony.file)
    try write(analysis + "sign-off: {required: 2, signers: reviewers.pub}\n", to: Ceremony.file)
    if isFrozen { try freeze() }
  }

  func write(_ text: String, to path: String = signers) throws {
    try Data(text.utf8).write(to: ceremony.folder.url.appending(path: path))
  }

  /// The line of the file of signers.
  func line(_ name: String) throws -> String { "\(name) \(try ssh.publicKey(of: key(name)))\n" }

  func key(_ name: String) -> String { keys[name] ?? "" }

  func freeze() throws {
    for verb in ["estimate", "freeze"] {
      let outcome = try ceremony.run([verb])
      guard outcome.status == 0 else { throw ProgramFailure(text: outcome.errors) }
    }
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

  func succeed(_ words: [String]) throws {
    let outcome = try ceremony.run(words)
    guard outcome.status == 0 else { throw ProgramFailure(text: outcome.errors) }
  }

  func count(_ kind: String) throws -> Int { try ceremony.ledger().count { $0 == kind } }
}

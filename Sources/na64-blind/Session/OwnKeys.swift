import BlindAnalysis
import Ledger

/// The SSH keys of whoever runs the program; their private parts stay with `ssh-keygen`.
struct OwnKeys: Sendable {
  /// A public key, and the path that names it to `ssh-keygen`.
  struct Found: Sendable {
    let key: SSHPublicKey
    let path: String
  }

  let publicKeys: @Sendable () -> [Found]
  /// Signs a text with the key of a path; gives the armoured signature.
  let sign: @Sendable (_ text: String, _ path: String) throws -> [UInt8]

  /// No key at all, and so no child process either.
  static let none = OwnKeys(
    publicKeys: { [] },
    sign: { _, path in throw Refusal(.keyUnusable, "there is no key '\(path)' here") })

  /// The public keys that lie in a folder as `.pub` files; what cannot be read is passed over.
  static func found(in folder: String) -> [Found] {
    guard let held = try? ProjectFolder(at: folder), let names = try? held.names() else {
      return []
    }
    return names.filter { $0.hasSuffix(".pub") }.compactMap { name in
      guard let bytes = try? held.read(name, limit: 16 << 10),
        let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first,
        let key = try? SSHPublicKey(parsing: line)
      else { return nil }
      return Found(key: key, path: "\(folder)/\(name)")
    }
  }
}

public import BlindAnalysis
import Crypto
public import Ledger

/// Somebody with a key that a test holds, who signs as `ssh-keygen` and hardware keys do.
///
/// Written from OpenSSH's PROTOCOL.sshsig and PROTOCOL.u2f, apart from the code under test.
public struct TestSigner: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case ed25519 = "ssh-ed25519"
    case hardwareEd25519 = "sk-ssh-ed25519@openssh.com"
    case ecdsa = "ecdsa-sha2-nistp256"
    case hardwareECDSA = "sk-ecdsa-sha2-nistp256@openssh.com"

    var isHardware: Bool { rawValue.hasPrefix("sk-") }
    var isEdwards: Bool { self == .ed25519 || self == .hardwareEd25519 }
  }

  public let name: String
  public let kind: Kind
  private let seed: [UInt8]

  /// - Parameter secret: Two signers have one secret if this is the same; the name by default.
  public init(_ name: String, _ kind: Kind = .ed25519, secret: String? = nil) {
    (self.name, self.kind) = (name, kind)
    seed = Array(SHA256.hash(data: Array((secret ?? name).utf8)))
  }

  /// Three people who review the samples.
  public static let reviewers = ["alice", "bob", "carol"].map { TestSigner($0) }

  /// OpenSSH's encoding of the public key.
  public func keyBlob() throws -> [UInt8] {
    let application = kind.isHardware ? Wire.string("ssh:") : []
    if kind.isEdwards {
      let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed).publicKey
      return Wire.string(kind.rawValue) + Wire.string(Array(key.rawRepresentation)) + application
    }
    let key = try P256.Signing.PrivateKey(rawRepresentation: seed).publicKey
    return Wire.string(kind.rawValue) + Wire.string("nistp256")
      + Wire.string(Array(key.x963Representation)) + application
  }

  public func key() throws -> SSHPublicKey { try SSHPublicKey(blob: keyBlob()) }

  /// The line of a file of signers.
  public func line(_ term: String = "") throws -> String { "\(name) \(term)\(try key())\n" }

  /// The binary form of a signature.
  public func blob(_ text: String, _ form: SignatureForm = SignatureForm()) throws -> [UInt8] {
    let digest =
      form.hash == "sha256"
      ? Array(SHA256.hash(data: Array(text.utf8))) : Array(SHA512.hash(data: Array(text.utf8)))
    let signed =
      Wire.plain("SSHSIG") + Wire.string(form.namespace)
      + Wire.string(form.signedReserved ?? form.reserved)
      + Wire.string(form.hash) + Wire.string(digest)
    return Wire.plain(form.magic) + Wire.number(form.version) + Wire.string(try keyBlob())
      + Wire.string(form.namespace) + Wire.string(form.reserved) + Wire.string(form.hash)
      + Wire.string(try inner(signed, form)) + form.tail
  }

  public func signature(
    on text: String, _ form: SignatureForm = SignatureForm()
  ) throws -> SSHSignature {
    try SSHSignature(blob: blob(text, form))
  }

  private func inner(_ signed: [UInt8], _ form: SignatureForm) throws -> [UInt8] {
    let touch = [form.flags] + Wire.number(form.counter)
    let message =
      kind.isHardware
      ? Array(SHA256.hash(data: Wire.plain("ssh:"))) + touch + Array(SHA256.hash(data: signed))
      : signed
    return Wire.string(form.algorithm ?? kind.rawValue) + Wire.string(try raw(message))
      + (kind.isHardware ? touch : []) + form.innerTail
  }

  private func raw(_ message: [UInt8]) throws -> [UInt8] {
    if kind.isEdwards {
      return Array(
        try Curve25519.Signing.PrivateKey(rawRepresentation: seed).signature(for: message))
    }
    let key = try P256.Signing.PrivateKey(rawRepresentation: seed)
    let bytes = Array(try key.signature(for: SHA256.hash(data: message)).rawRepresentation)
    return Wire.integer(Array(bytes[..<32])) + Wire.integer(Array(bytes[32...]))
  }
}

/// What stands in the fields of a signature; as it should be, unless a test changes it.
public struct SignatureForm: Sendable {
  public var magic = "SSHSIG"
  public var version: UInt32 = 1
  public var namespace = SignedText.namespace
  public var reserved: [UInt8] = []
  /// What is signed in the place of the reserved field; the same by default.
  public var signedReserved: [UInt8]?
  public var hash = "sha512"
  /// The type of the key by default.
  public var algorithm: String?
  /// Of a hardware key; 1 says that it was touched.
  public var flags: UInt8 = 1
  public var counter: UInt32 = 7
  /// Bytes left over inside and behind.
  public var (innerTail, tail): ([UInt8], [UInt8]) = ([], [])

  public init() {}

  public static func with(_ change: (inout Self) -> Void) -> Self {
    var form = Self()
    change(&form)
    return form
  }
}

/// OpenSSH's binary fields: RFC 4251, section 5.
public enum Wire {
  public static func number(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  public static func string(_ bytes: [UInt8]) -> [UInt8] { number(UInt32(bytes.count)) + bytes }

  public static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }

  static func plain(_ text: String) -> [UInt8] { Array(text.utf8) }

  /// A positive integer without leading zeros, but for one in front of a high bit.
  static func integer(_ bytes: [UInt8]) -> [UInt8] {
    let digits = Array(bytes.drop { $0 == 0 })
    return string(digits.first.map { $0 >= 0x80 } ?? false ? [0] + digits : digits)
  }
}

extension Quorum {
  /// So many of these people.
  public static func sample(_ required: Int, of signers: [TestSigner]) throws -> Quorum {
    let text = try signers.map { try $0.line() }.joined()
    return try Quorum(reading: Array(text.utf8), file: "reviewers.pub", required: required)
  }
}

import Crypto

/// A public key of a kind whose signatures are verified here.
///
/// Two values are equal exactly when OpenSSH's encodings of them are: each key has one encoding,
/// others of the same key are refused.
public struct SSHPublicKey: Hashable, Sendable {
  /// OpenSSH's encoding.
  public let blob: [UInt8]
  /// As in `ssh-ed25519`.
  public let type: String
  let material: Material
  /// What a hardware key was made for, as in `ssh:`; nil for keys in a file.
  let application: String?

  /// What makes a key the same key, wherever it is kept.
  enum Material: Hashable, Sendable {
    /// 32 bytes.
    case ed25519([UInt8])
    /// A point of P-256: 65 bytes, uncompressed.
    case ecdsa([UInt8])
    case rsa(modulus: [UInt8], exponent: [UInt8])
  }

  static let ed25519 = "ssh-ed25519"
  static let hardwareEd25519 = "sk-ssh-ed25519@openssh.com"
  static let ecdsa = "ecdsa-sha2-nistp256"
  static let hardwareECDSA = "sk-ecdsa-sha2-nistp256@openssh.com"
  static let rsa = "ssh-rsa"

  /// - Throws: ``SignatureFault`` for another kind of key, a weak one, or bytes left over.
  public init(blob: [UInt8]) throws(SignatureFault) {
    var reader = WireReader(blob)
    let type = try reader.name()
    switch type {
    case Self.ed25519, Self.hardwareEd25519: material = try Self.edwardsPoint(from: &reader)
    case Self.ecdsa, Self.hardwareECDSA: material = try Self.curvePoint(from: &reader)
    case Self.rsa: material = try Self.modulus(from: &reader)
    default: throw .keyType(type)
    }
    let isHardware = [Self.hardwareEd25519, Self.hardwareECDSA].contains(type)
    application = isHardware ? try reader.name() : nil
    try reader.end()
    (self.blob, self.type) = (blob, type)
  }

  /// Reads the two words of a line in a `.pub` file.
  ///
  /// - Throws: ``SignatureFault``, also if the type is not the one inside the key.
  public init(type: String, base64: String) throws(SignatureFault) {
    guard Self.types.contains(type) else { throw .keyType(type) }
    guard let blob = Base64.decode(base64.utf8) else { throw .notBase64 }
    try self.init(blob: blob)
    guard self.type == type else { throw .malformed }
  }

  /// Reads what ``description`` writes; a comment behind it is allowed.
  public init(parsing line: some StringProtocol) throws(SignatureFault) {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count >= 2 else { throw .malformed }
    try self.init(type: String(words[0]), base64: String(words[1]))
  }

  /// Whether one secret makes the signatures of both, as in a file and in a hardware key.
  public func sharesSecret(with other: SSHPublicKey) -> Bool { material == other.material }

  /// As `ssh-keygen -l` prints it: `SHA256:` and 43 characters.
  public var fingerprint: String {
    let encoded = Base64.encode(Array(SHA256.hash(data: blob)))
    return "SHA256:" + encoded.filter { $0 != "=" }
  }

  /// Whether a word is the type of a public key, of whichever kind.
  public static func isType(_ word: String) -> Bool {
    ["ssh-", "sk-", "ecdsa-"].contains { word.hasPrefix($0) }
  }

  private static let types = [ed25519, hardwareEd25519, ecdsa, hardwareECDSA, rsa]

  private static func edwardsPoint(
    from reader: inout WireReader
  ) throws(SignatureFault) -> Material {
    let bytes = try reader.string()
    // y from 2²⁵⁵ − 19 on would be a second spelling of a small y.
    let isSecondSpelling =
      bytes.count == 32 && bytes[0] >= 0xED && bytes[1..<31].allSatisfy { $0 == 0xFF }
      && bytes[31] & 0x7F == 0x7F
    guard !isSecondSpelling, (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)) != nil
    else { throw .malformed }
    return .ed25519(bytes)
  }

  private static func curvePoint(from reader: inout WireReader) throws(SignatureFault) -> Material {
    guard try reader.name() == "nistp256" else { throw .malformed }
    let bytes = try reader.string()
    guard (try? P256.Signing.PublicKey(x963Representation: bytes)) != nil else { throw .malformed }
    return .ecdsa(bytes)
  }

  private static func modulus(from reader: inout WireReader) throws(SignatureFault) -> Material {
    let (exponent, modulus) = (try reader.positiveInteger(), try reader.positiveInteger())
    let bits = modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0)
    guard (2048...8192).contains(bits) else { throw .keySize(bits: bits) }
    // The one that every program chooses; others have been used for attacks.
    guard exponent == [1, 0, 1] else { throw .malformed }
    return .rsa(modulus: modulus, exponent: exponent)
  }
}

extension SSHPublicKey: CustomStringConvertible {
  /// As in a `.pub` file, without a comment.
  public var description: String { "\(type) \(Base64.encode(blob))" }
}

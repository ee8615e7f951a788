/// A signature as `ssh-keygen -Y sign` makes it: OpenSSH's PROTOCOL.sshsig, read strictly.
///
/// Nothing is verified by reading one; see ``verify(_:namespace:)``.
public struct SSHSignature: Hashable, Sendable {
  /// The key it claims to be made with.
  public let key: SSHPublicKey
  /// What it was made for.
  let namespace: String
  let hash: Hash
  let algorithm: String
  /// Of the algorithm, without what a hardware key adds.
  let value: [UInt8]
  /// What a hardware key adds; nil for keys in a file.
  let touch: Touch?
  private let blob: [UInt8]

  enum Hash: String, Hashable, Sendable { case sha256, sha512 }

  /// What a hardware key signs besides the text.
  struct Touch: Hashable, Sendable {
    let flags: UInt8
    let counter: UInt32
  }

  /// More bytes than any signature has, armoured.
  public static let sizeLimit = 16 << 10

  /// - Throws: ``SignatureFault`` for anything that `ssh-keygen` does not write, such as bytes left
  ///   over at any level.
  public init(blob: [UInt8]) throws(SignatureFault) {
    var reader = WireReader(blob)
    guard try reader.take(Self.magic.count) == Self.magic else { throw .malformed }
    let version = try reader.number()
    guard version == 1 else { throw .unknownVersion(version) }
    key = try SSHPublicKey(blob: reader.string())
    namespace = try reader.name()
    guard try reader.string().isEmpty else { throw .reservedFieldInUse }
    let hashName = try reader.name()
    guard let hash = Hash(rawValue: hashName) else { throw .unknownHash(hashName) }
    let inner = try reader.string()
    try reader.end()
    (self.hash, self.blob) = (hash, blob)
    (algorithm, value, touch) = try Self.read(inner, of: key)
  }

  static let magic = Array("SSHSIG".utf8)

  private static func read(
    _ bytes: [UInt8], of key: SSHPublicKey
  ) throws(SignatureFault) -> (algorithm: String, value: [UInt8], touch: Touch?) {
    var reader = WireReader(bytes)
    let algorithm = try reader.name()
    guard algorithms(of: key).contains(algorithm) else { throw .signatureType(algorithm) }
    let value = try reader.string()
    var touch: Touch?
    if key.application != nil {
      touch = Touch(flags: try reader.byte(), counter: try reader.number())
    }
    try reader.end()
    return (algorithm, value, touch)
  }

  /// SHA-1 is not among those of RSA.
  private static func algorithms(of key: SSHPublicKey) -> [String] {
    key.type == SSHPublicKey.rsa ? ["rsa-sha2-512", "rsa-sha2-256"] : [key.type]
  }
}

extension SSHSignature {
  private static let begin = "-----BEGIN SSH SIGNATURE-----"
  private static let end = "-----END SSH SIGNATURE-----"

  /// Reads one armoured signature; nothing may stand before or behind it.
  ///
  /// - Parameter text: Lines end with LF; the last one may lack it.
  /// - Throws: ``SignatureFault``.
  public init(armoured text: [UInt8]) throws(SignatureFault) {
    guard text.count <= Self.sizeLimit else { throw .notArmoured }
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard lines.count >= 3, lines[0].elementsEqual(Self.begin.utf8),
      lines[lines.count - 1].elementsEqual(Self.end.utf8),
      !lines.contains(where: \.isEmpty)
    else { throw .notArmoured }
    guard let blob = Base64.decode(Array(lines[1..<(lines.count - 1)].joined())) else {
      throw .notBase64
    }
    try self.init(blob: blob)
  }

  /// The text that `ssh-keygen` writes.
  public var armoured: String {
    let digits = Array(Base64.encode(blob).utf8)
    let lines = stride(from: 0, to: digits.count, by: 70).map {
      String(decoding: digits[$0..<min($0 + 70, digits.count)], as: UTF8.self)
    }
    return ([Self.begin] + lines + [Self.end]).map { $0 + "\n" }.joined()
  }
}

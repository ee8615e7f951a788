import Crypto

/// The private key of a member: X25519, made for vaults only.
public struct MemberKey: Sendable {
  let key: Curve25519.KeyAgreement.PrivateKey

  public init(from source: KeySource) throws(VaultError) {
    var bytes = source.bytes(32)
    try self.init(wiping: &bytes)
  }

  init(wiping bytes: inout [UInt8]) throws(VaultError) {
    defer { wipe(&bytes) }
    do {
      key = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
    } catch {
      throw VaultError(.keyInvalid, "the private key is not one of X25519")
    }
  }

  public var publicKey: MemberPublicKey { MemberPublicKey(key: key.publicKey) }

  // MARK: File

  private static let title = "na64-blind member key 1"

  /// Writes the private file: a title, the public line for the eye, and the secret.
  ///
  /// - Parameter name: The member, as in ``VaultMember/name``.
  /// - Throws: ``StorageError``.
  public func write(for name: String, to file: NewFile) throws(StorageError) {
    var bytes = fileBytes(of: name)
    defer { wipe(&bytes) }
    try file.append(bytes)
    try file.finish()
  }

  /// For the caller to overwrite.
  func fileBytes(of name: String) -> [UInt8] {
    var secret = Array(key.rawRepresentation)
    defer { wipe(&secret) }
    let start = "\(Self.title)\n\(VaultMember(name: name, key: publicKey))\n\(Self.secretWord)"
    var bytes: [UInt8] = []
    bytes.reserveCapacity(start.utf8.count + 2 * secret.count + 1)
    bytes += start.utf8
    Hexadecimal.append(secret, to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  private static let secretWord = "secret "

  /// Reads what ``write(for:to:)`` writes, and nothing else; the bytes are overwritten.
  public static func read(
    wiping bytes: inout [UInt8]
  ) throws(VaultError) -> (member: VaultMember, key: MemberKey) {
    defer { wipe(&bytes) }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count == 4, lines[0].elementsEqual(title.utf8), lines[3].isEmpty,
      lines[2].starts(with: secretWord.utf8),
      let member = VaultMember(parsing: String(decoding: lines[1], as: UTF8.self)),
      var secret = Hexadecimal.bytes(
        digits: lines[2].dropFirst(secretWord.utf8.count), count: 32)
    else {
      throw VaultError(
        .keyInvalid, "this is not the private key file of a member",
        next: "give the file that 'na64-blind vault member' wrote")
    }
    let key = try MemberKey(wiping: &secret)
    guard key.publicKey == member.key else {
      throw VaultError(.keyInvalid, "the two keys in the file do not belong together")
    }
    return (member, key)
  }
}

/// The public key of a member, or of one request.
public struct MemberPublicKey: Sendable {
  let key: Curve25519.KeyAgreement.PublicKey

  /// 32 bytes.
  var bytes: [UInt8] { Array(key.rawRepresentation) }

  init(key: Curve25519.KeyAgreement.PublicKey) { self.key = key }

  /// - Returns: Nil for a point of small order, with which everybody would know the shared secret,
  ///   and for a second spelling of a key, with which one member could pose as two.
  init?(bytes: [UInt8]) {
    guard Self.isReduced(bytes),
      let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: bytes),
      let shared = try? Self.probe?.sharedSecretFromKeyAgreement(with: key),
      !(shared == [UInt8](repeating: 0, count: 32))
    else { return nil }
    self.key = key
  }

  /// Any private key; agreement with it gives zero for a point of small order.
  private static let probe = try? Curve25519.KeyAgreement.PrivateKey(
    rawRepresentation: [UInt8](repeating: 64, count: 32))

  /// Whether the coordinate, least significant byte first, is below 2²⁵⁵ − 19.
  private static func isReduced(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 32, let last = bytes.last, let first = bytes.first else { return false }
    let isNearTheEnd = last == 0x7F && bytes[1..<31].allSatisfy { $0 == 0xFF }
    return last < 0x80 && !(isNearTheEnd && first >= 0xED)
  }

  /// As in `x25519:` and 64 hexadecimal digits.
  init?(parsing text: some StringProtocol) {
    guard text.hasPrefix(Self.scheme),
      let bytes = Hexadecimal.bytes(text.dropFirst(Self.scheme.count), count: 32)
    else { return nil }
    self.init(bytes: bytes)
  }

  private static let scheme = "x25519:"
}

extension MemberPublicKey: Hashable, CustomStringConvertible {
  public static func == (left: Self, right: Self) -> Bool { left.bytes == right.bytes }
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
  public var description: String { Self.scheme + Hexadecimal.text(bytes) }
}

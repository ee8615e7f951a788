import Crypto

/// What is wrapped, to whom, and in which context alone it can be unwrapped.
struct WrappingRequest {
  let secret: SecretBytes
  let recipient: MemberPublicKey
  /// Bound into the result; not secret.
  let context: [UInt8]
  /// Nil for anybody; else the sender whom the recipient can recognise.
  let sender: MemberKey?

  init(
    _ secret: SecretBytes, to recipient: MemberPublicKey, context: [UInt8],
    from sender: MemberKey? = nil
  ) {
    (self.secret, self.recipient) = (secret, recipient)
    (self.context, self.sender) = (context, sender)
  }
}

/// 32 secret bytes for one recipient: RFC 9180 with X25519, HKDF-SHA256 and ChaCha20-Poly1305, in
/// base mode, or in auth mode where the sender has a key.
struct WrappedSecret: Hashable, Sendable {
  let encapsulated: [UInt8]
  let sealed: [UInt8]

  static let secretSize = 32
  static let encapsulatedSize = 32
  static let sealedSize = secretSize + 16

  private static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
  private static let information = Array("na64-blind wrapped secret 1".utf8)

  init(encapsulated: [UInt8], sealed: [UInt8]) {
    (self.encapsulated, self.sealed) = (encapsulated, sealed)
  }

  init(wrapping request: WrappingRequest) throws(VaultError) {
    do {
      var sender =
        if let key = request.sender {
          try HPKE.Sender(
            recipientKey: request.recipient.key, ciphersuite: Self.suite,
            info: collected(Self.information), authenticatedBy: key.key)
        } else {
          try HPKE.Sender(
            recipientKey: request.recipient.key, ciphersuite: Self.suite,
            info: collected(Self.information))
        }
      let sealed = try request.secret.withCopy { secret in
        try sender.seal(secret, authenticating: request.context)
      }
      (encapsulated, self.sealed) = (Array(sender.encapsulatedKey), Array(sealed))
    } catch {
      throw VaultError(.membersInvalid, "the public key of a member cannot be used")
    }
  }

  /// The secret, if it was wrapped for this key and in this context.
  ///
  /// - Parameter sender: Who must have wrapped it; nil for anybody.
  /// - Returns: Nil for another key, context or sender, or if a byte was changed.
  func unwrapped(
    with key: MemberKey, context: [UInt8], from sender: MemberPublicKey? = nil
  ) -> SecretBytes? {
    guard var plain = try? plain(key, context, sender), plain.count == Self.secretSize else {
      return nil
    }
    return SecretBytes(wiping: &plain)
  }

  private func plain(
    _ key: MemberKey, _ context: [UInt8], _ sender: MemberPublicKey?
  ) throws -> [UInt8] {
    var recipient =
      if let sender {
        try HPKE.Recipient(
          privateKey: key.key, ciphersuite: Self.suite, info: collected(Self.information),
          encapsulatedKey: collected(encapsulated), authenticatedBy: sender.key)
      } else {
        try HPKE.Recipient(
          privateKey: key.key, ciphersuite: Self.suite, info: collected(Self.information),
          encapsulatedKey: collected(encapsulated))
      }
    var opened = try recipient.open(sealed, authenticating: context)
    defer { wipe(&opened) }
    return Array(opened)
  }
}

/// The bytes in whatever collection the caller wants.
private func collected<Bytes: RangeReplaceableCollection>(_ bytes: [UInt8]) -> Bytes
where Bytes.Element == UInt8 {
  Bytes(bytes)
}

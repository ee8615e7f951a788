import Crypto

/// The key of one stage of one vault, in memory: overwritten when it goes.
public struct StageKey: Sendable {
  private let secret: SecretBytes
  let identifier: String
  let stage: String

  init(_ secret: SecretBytes, identifier: String, stage: String) {
    (self.secret, self.identifier, self.stage) = (secret, identifier, stage)
  }

  /// Whether it is the key of that stage of that vault.
  public func opens(_ stage: String, of header: VaultHeader) -> Bool {
    header.identifier == identifier && self.stage == stage
      && header.compartments.contains { $0.stage == stage && $0.keyCheck == check }
  }

  /// What the header holds of it: nobody finds a second key with the same check.
  var check: [UInt8] { Self.check(secret, "key check", identifier, stage) }

  /// The check of one share; without the share, it says nothing.
  static func check(
    _ share: SecretShare, _ identifier: String, _ stage: String
  ) -> [UInt8] {
    check(share.value, "share \(share.place) check", identifier, stage)
  }

  /// - Parameter associated: The block of the header.
  func cipher(associated: [UInt8]) -> ChunkCipher {
    let derived = secret.withCopy { secret in
      HKDF<SHA256>.deriveKey(
        inputKeyMaterial: SymmetricKey(data: secret),
        info: Self.label("chunks", identifier, stage), outputByteCount: 32)
    }
    return ChunkCipher(key: derived, associated: associated)
  }

  func split(required: Int, among count: Int, from source: KeySource) throws(VaultError)
    -> [SecretShare]
  {
    try SecretSharing.split(secret, required: required, among: count, random: source.bytes)
  }

  /// The secret as the share at place 0, for an escrow.
  var whole: SecretShare { SecretShare(place: 0, value: secret) }

  private static func check(
    _ secret: SecretBytes, _ purpose: String, _ identifier: String, _ stage: String
  ) -> [UInt8] {
    secret.withCopy { secret in
      Array(
        HMAC<SHA256>.authenticationCode(
          for: label(purpose, identifier, stage), using: SymmetricKey(data: secret)))
    }
  }

  private static func label(_ purpose: String, _ identifier: String, _ stage: String) -> [UInt8] {
    Array("na64-blind vault 1 \(purpose)\n\(identifier)\n\(stage)\n".utf8)
  }
}

/// One point of the polynomials that hide a secret: the value at `place`, byte by byte.
///
/// The value at place 0 is the secret itself.
struct SecretShare: Sendable {
  let place: UInt8
  let value: SecretBytes
}

/// k of n shares give a secret back, fewer give nothing: A. Shamir, "How to share a secret",
/// Communications of the ACM 22 (1979) 612, over the field of ``FieldByte``.
enum SecretSharing {
  /// Members of a vault; the field would allow 255.
  static let mostShares = 64

  /// - Parameters:
  ///   - required: From 1 to `count`.
  ///   - count: Shares at the places 1 to `count`.
  ///   - random: Fresh bytes; each secret byte uses `required - 1` of them.
  static func split(
    _ secret: SecretBytes, required: Int, among count: Int, random: (Int) -> [UInt8]
  ) throws(VaultError) -> [SecretShare] {
    guard (1...mostShares).contains(count), (1...count).contains(required) else {
      throw VaultError(
        .membersInvalid,
        "\(required) of \(count) members cannot be asked for; 1 to \(mostShares) members, and at "
          + "most as many required as there are")
    }
    var coefficients = random((required - 1) * secret.count)
    defer { wipe(&coefficients) }
    return (1...UInt8(count)).map { place in
      var value = (0..<secret.count).map { byte in
        // Horner's rule from the highest coefficient down to the secret.
        let own = coefficients[byte * (required - 1)..<(byte + 1) * (required - 1)]
        let sum = own.reduce(FieldByte(0)) { ($0 + FieldByte($1)) * FieldByte(place) }
        return (sum + FieldByte(secret[byte])).bits
      }
      return SecretShare(place: place, value: SecretBytes(wiping: &value))
    }
  }

  /// The value at place 0 of the polynomials through the shares.
  ///
  /// Too few shares, or a wrong one, give a wrong value silently: check the result.
  /// - Throws: ``VaultError`` if two shares have one place, or their lengths differ.
  static func combine(_ shares: [SecretShare]) throws(VaultError) -> SecretBytes {
    guard let first = shares.first, Set(shares.map(\.place)).count == shares.count,
      shares.allSatisfy({ $0.value.count == first.value.count })
    else { throw VaultError(.releaseInvalid, "one share was given twice, or none at all") }
    let weights = shares.map { share in
      shares.filter { $0.place != share.place }.reduce(FieldByte(1)) { product, other in
        product * FieldByte(other.place)
          * (FieldByte(other.place) + FieldByte(share.place)).inverse
      }
    }
    var secret = (0..<first.value.count).map { byte in
      zip(shares, weights).reduce(FieldByte(0)) { $0 + FieldByte($1.0.value[byte]) * $1.1 }.bits
    }
    return SecretBytes(wiping: &secret)
  }
}

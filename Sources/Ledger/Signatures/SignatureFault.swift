/// Why a public key or a signature is refused; the text says what was found.
public enum SignatureFault: Error, Hashable, Sendable {
  /// Not one `BEGIN SSH SIGNATURE` block alone.
  case notArmoured
  case notBase64
  /// Too short, or with bytes left over, or not encoded as OpenSSH does.
  case malformed
  case unknownVersion(UInt32)
  /// Made for another purpose.
  case namespace(String)
  case reservedFieldInUse
  case unknownHash(String)
  /// A kind of key that is not read; some have a better one to offer.
  case keyType(String)
  /// A kind of signature that does not belong to its key, or is too weak.
  case signatureType(String)
  /// Outside 2048 to 8192 bits.
  case keySize(bits: Int)
  /// A hardware key that was not touched.
  case notTouched
  /// Made with a key other than the expected one.
  case otherKey
  /// Everything is well-formed, but this text was not signed with this key.
  case doesNotVerify
}

extension SignatureFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notArmoured:
      "it is not exactly one block from '-----BEGIN SSH SIGNATURE-----' to "
        + "'-----END SSH SIGNATURE-----'"
    case .notBase64: "it is not base64"
    case .malformed: "it is cut short, has bytes left over or is not encoded as OpenSSH does"
    case .unknownVersion(let version): "it has version \(version); version 1 was expected"
    case .namespace(let name):
      "it was made for '\(name.printable)'; sign with 'ssh-keygen -Y sign -n na64-blind'"
    case .reservedFieldInUse: "it uses a field that is reserved"
    case .unknownHash(let name): "it uses the hash '\(name.printable)'; expected sha512 or sha256"
    case .keyType(let type): Self.text(ofKeyType: type)
    case .signatureType(let type): "a signature of type '\(type.printable)' does not fit its key"
    case .keySize(let bits): "an RSA key of \(bits) bits is refused; expected 2048 to 8192"
    case .notTouched: "the hardware key was not touched"
    case .otherKey: "it was made with another key"
    case .doesNotVerify: "it does not belong to this text and key"
    }
  }

  private static func text(ofKeyType type: String) -> String {
    type.contains("-cert-")
      ? "certificates are not read; give the plain public key"
      : "keys of type '\(type.printable)' are not read; make one with 'ssh-keygen -t ed25519'"
  }
}

import Crypto
import CryptoExtras

extension SSHSignature {
  /// Whether its key signed this text for this purpose.
  ///
  /// - Parameters:
  ///   - message: The very bytes.
  ///   - namespace: The purpose, as given to `ssh-keygen -n`.
  /// - Throws: ``SignatureFault`` if not.
  public func verify(_ message: [UInt8], namespace: String) throws(SignatureFault) {
    guard namespace == self.namespace else { throw .namespace(self.namespace) }
    let signed = try withTouch(signedBytes(of: message))
    let isValid =
      switch key.material {
      case .ed25519(let point): verifyEdwards(signed, point)
      case .ecdsa(let point): try verifyCurve(signed, point)
      case .rsa(let modulus, let exponent): verifyRSA(signed, modulus, exponent)
      }
    guard isValid else { throw .doesNotVerify }
  }

  /// What is signed in place of a text: its hash, in an envelope with the purpose.
  private func signedBytes(of message: [UInt8]) -> [UInt8] {
    let digest =
      switch hash {
      case .sha256: Array(SHA256.hash(data: message))
      case .sha512: Array(SHA512.hash(data: message))
      }
    return Self.magic + WireFormat.string(namespace) + WireFormat.string([])
      + WireFormat.string(hash.rawValue) + WireFormat.string(digest)
  }

  /// What a hardware key signs: OpenSSH's PROTOCOL.u2f.
  private func withTouch(_ bytes: [UInt8]) throws(SignatureFault) -> [UInt8] {
    guard let touch, let application = key.application else { return bytes }
    guard touch.flags & 1 == 1 else { throw .notTouched }
    return Array(SHA256.hash(data: Array(application.utf8))) + [touch.flags]
      + WireFormat.number(touch.counter) + Array(SHA256.hash(data: bytes))
  }

  private func verifyEdwards(_ bytes: [UInt8], _ point: [UInt8]) -> Bool {
    let key = try? Curve25519.Signing.PublicKey(rawRepresentation: point)
    return key?.isValidSignature(value, for: bytes) ?? false
  }

  private func verifyCurve(_ bytes: [UInt8], _ point: [UInt8]) throws(SignatureFault) -> Bool {
    var reader = WireReader(value)
    let (r, s) = (try reader.positiveInteger(), try reader.positiveInteger())
    try reader.end()
    guard r.count <= 32, s.count <= 32 else { throw .malformed }
    let raw = [r, s].flatMap { [UInt8](repeating: 0, count: 32 - $0.count) + $0 }
    guard let key = try? P256.Signing.PublicKey(x963Representation: point),
      let signature = try? P256.Signing.ECDSASignature(rawRepresentation: raw)
    else { return false }
    return key.isValidSignature(signature, for: SHA256.hash(data: bytes))
  }

  private func verifyRSA(_ bytes: [UInt8], _ modulus: [UInt8], _ exponent: [UInt8]) -> Bool {
    guard value.count == modulus.count,
      let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent)
    else { return false }
    let signature = _RSA.Signing.RSASignature(rawRepresentation: value)
    return algorithm == "rsa-sha2-512"
      ? key.isValidSignature(
        signature, for: SHA512.hash(data: bytes), padding: .insecurePKCS1v1_5)
      : key.isValidSignature(
        signature, for: SHA256.hash(data: bytes), padding: .insecurePKCS1v1_5)
  }
}

import TestSupport
import Testing

@testable import Ledger

@Suite("Public keys of signers") struct PublicKeyTests {
  @Test("have one encoding each", arguments: TestSigner.Kind.allCases)
  func oneEncoding(kind: TestSigner.Kind) throws {
    let blob = try TestSigner("alice", kind).keyBlob()
    #expect(try SSHPublicKey(blob: blob).type == kind.rawValue)
    #expect(throws: SignatureFault.malformed) { try SSHPublicKey(blob: blob + [0]) }
    for count in 0..<blob.count {
      #expect(throws: SignatureFault.self) { try SSHPublicKey(blob: Array(blob.prefix(count))) }
    }
  }

  @Test("of P-256 are points of the curve, written out in full")
  func curvePoints() throws {
    let blob = try TestSigner("alice", .ecdsa).keyBlob()
    let point = Array(blob.suffix(65))
    let head = Wire.string("ecdsa-sha2-nistp256") + Wire.string("nistp256")
    #expect(try SSHPublicKey(blob: head + Wire.string(point)).blob == blob)
    let compressed = [point[64] % 2 + 2] + point[1...32]
    var elsewhere = point
    elsewhere[64] ^= 1
    for wrong in [compressed, elsewhere, [4] + [UInt8](repeating: 0, count: 64), [0], []] {
      #expect(throws: SignatureFault.malformed) {
        try SSHPublicKey(blob: head + Wire.string(wrong))
      }
    }
    let otherCurve = Wire.string("ecdsa-sha2-nistp256") + Wire.string("nistp384")
    #expect(throws: SignatureFault.malformed) {
      try SSHPublicKey(blob: otherCurve + Wire.string(point))
    }
  }

  /// RFC 8032, section 5.1.3: y is below p = 2²⁵⁵ − 19; greater values would be read modulo p.
  @Test("of Ed25519 are refused in a second spelling of their point")
  func secondSpelling() {
    let head = Wire.string("ssh-ed25519")
    for low in UInt8(0xED)...0xFF {
      for high in [UInt8(0x7F), 0xFF] {
        let point = [low] + [UInt8](repeating: 0xFF, count: 30) + [high]
        #expect(throws: SignatureFault.malformed) {
          try SSHPublicKey(blob: head + Wire.string(point))
        }
      }
    }
  }

  @Test("of RSA have the usual exponent and no leading zeros")
  func rsa() throws {
    let modulus = [UInt8](repeating: 0xC5, count: 256)
    func key(_ exponent: [UInt8], _ modulus: [UInt8]) throws -> SSHPublicKey {
      try SSHPublicKey(
        blob: Wire.string("ssh-rsa") + Wire.string(exponent) + Wire.string(modulus))
    }
    #expect(try key([1, 0, 1], [0] + modulus).type == "ssh-rsa")
    for exponent: [UInt8] in [[3], [1], [], [0, 1, 0, 1], [0x81]] {
      #expect(throws: SignatureFault.malformed) { try key(exponent, [0] + modulus) }
    }
    for wrong in [modulus, [0, 0] + modulus, [0], []] {
      #expect(throws: SignatureFault.self) { try key([1, 0, 1], wrong) }
    }
    #expect(throws: SignatureFault.keySize(bits: 2047)) {
      try key([1, 0, 1], [0x45] + modulus.dropFirst())
    }
    #expect(throws: SignatureFault.keySize(bits: 8200)) {
      try key([1, 0, 1], [0] + [UInt8](repeating: 0xC5, count: 1025))
    }
  }

  @Test("that one secret belongs to are told, in a file or in hardware")
  func secrets() throws {
    let plain = try TestSigner("alice", .ed25519, secret: "one").key()
    let touched = try TestSigner("alice", .hardwareEd25519, secret: "one").key()
    #expect(plain.sharesSecret(with: touched) && plain != touched)
    #expect(try !plain.sharesSecret(with: TestSigner("bob").key()))
  }

  @Test(
    "as words are refused by what is wrong with them",
    arguments: [
      ("ssh-dss", "AAAA", SignatureFault.keyType("ssh-dss")),
      ("ssh-ed25519-cert-v01@openssh.com", "AAAA", .keyType("ssh-ed25519-cert-v01@openssh.com")),
      ("ssh-ed25519", "AAAA!", .notBase64), ("ssh-ed25519", "", .malformed),
      ("ssh-ed25519", "AAAAAA==", .keyType("")),
    ])
  func words(type: String, base64: String, fault: SignatureFault) throws {
    #expect(throws: fault) { try SSHPublicKey(type: type, base64: base64) }
    let line = try TestSigner("alice").key().description
    let swapped = line.replacing("ssh-ed25519 ", with: "ssh-rsa ")
    #expect(throws: SignatureFault.malformed) { try SSHPublicKey(parsing: swapped) }
  }
}

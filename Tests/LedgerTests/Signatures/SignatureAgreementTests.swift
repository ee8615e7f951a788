import TestSupport
import Testing

@testable import Ledger

/// What `ssh-keygen` signs is accepted here, and what is accepted here `ssh-keygen` accepts too.
@Suite("Signatures, beside ssh-keygen") struct SignatureAgreementTests {
  private static let text = "a statement\nof two lines, 0.103 ± 0.079\n"

  private static func fault(_ body: () throws -> Void) -> SignatureFault? {
    do {
      try body()
      return nil
    } catch {
      return error as? SignatureFault
    }
  }

  @Test(
    "made by ssh-keygen are verified for their text, key and purpose only",
    arguments: [("ed25519", nil), ("ecdsa", 256), ("rsa", 2048), ("rsa", 4096)] as [(String, Int?)],
    ["sha512", "sha256"])
  func made(key: (type: String, bits: Int?), hash: String) throws {
    let ssh = try OpenSSH()
    let path = try ssh.makeKey(key.type, bits: key.bits, named: "key")
    let armour = try ssh.sign(Self.text, with: path, hash: hash)
    let signature = try SSHSignature(armoured: Array(armour.utf8))
    try signature.verify(Array(Self.text.utf8), namespace: "na64-blind")
    #expect(signature.armoured == armour)
    let line = try ssh.publicKey(of: path)
    #expect(try SSHPublicKey(parsing: line) == signature.key)
    #expect("\(signature.key) key" == line)
    #expect(try signature.key.fingerprint == ssh.fingerprint(of: path))
    for other in ["", Self.text + "\n", Self.text.replacing("0.103", with: "0.104")] {
      let fault = Self.fault { try signature.verify(Array(other.utf8), namespace: "na64-blind") }
      #expect(fault == .doesNotVerify)
    }
    let fault = Self.fault { try signature.verify(Array(Self.text.utf8), namespace: "git") }
    #expect(fault == .namespace("na64-blind"))
  }

  @Test(
    "as a hardware key makes them are those that ssh-keygen verifies",
    arguments: TestSigner.Kind.allCases)
  func layout(kind: TestSigner.Kind) throws {
    let (ssh, signer) = (try OpenSSH(), TestSigner("alice", kind))
    for hash in ["sha512", "sha256"] {
      let signature = try signer.signature(on: Self.text, .with { $0.hash = hash })
      try signature.verify(Array(Self.text.utf8), namespace: "na64-blind")
      let key = try signer.key().description
      #expect(try ssh.accepts(signature.armoured, of: key, on: Self.text))
      #expect(try !ssh.accepts(signature.armoured, of: key, on: Self.text + " "))
    }
  }

  @Test(
    "of other kinds of keys, and of weak ones, are refused by name",
    arguments: [("ecdsa", 384), ("ecdsa", 521), ("rsa", 1024)])
  func otherKeys(type: String, bits: Int) throws {
    let ssh = try OpenSSH()
    let path = try ssh.makeKey(type, bits: bits, named: "key")
    let armour = try ssh.sign(Self.text, with: path)
    let expected: SignatureFault =
      type == "rsa" ? .keySize(bits: bits) : .keyType("ecdsa-sha2-nistp\(bits)")
    #expect(Self.fault { _ = try SSHSignature(armoured: Array(armour.utf8)) } == expected)
    let line = try ssh.publicKey(of: path)
    #expect(Self.fault { _ = try SSHPublicKey(parsing: line) } == expected)
  }
}

@Suite("Base64") struct Base64Tests {
  /// RFC 4648, section 10.
  private static let published = [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ]

  @Test("is that of RFC 4648", arguments: published)
  func vectors(plain: String, encoded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == encoded)
    #expect(Base64.decode(Array(encoded.utf8)) == Array(plain.utf8))
  }

  @Test(
    "has one spelling for each value",
    arguments: [
      "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "=Zg=", "Zg==Zg==", "Zm 9v", "Zm9v\n", "Zm9-", "Z",
      "====", "Zm9vY", "\u{2126}",
    ])
  func otherSpellings(text: String) {
    #expect(Base64.decode(Array(text.utf8)) == nil)
  }

  @Test("reads back every value of up to 300 bytes")
  func roundTrip() {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 / 7) }
    for count in 0...300 {
      let part = Array(bytes.prefix(count))
      #expect(Base64.decode(Array(Base64.encode(part).utf8)) == part)
    }
  }
}

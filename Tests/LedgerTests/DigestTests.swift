import Testing

@testable import Ledger

@Suite("Digests") struct DigestTests {
  /// NIST, "Cryptographic Standards and Guidelines: Examples with Intermediate Values", SHA-256,
  /// and FIPS 180-2 appendix B for the million letters.
  static let published: [(text: String, hexadecimal: String)] = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ]

  @Test("agree with the published examples", arguments: published)
  func examples(row: (text: String, hexadecimal: String)) {
    var digest = StreamingDigest(prefix: [])
    digest.update(bytes: Array(row.text.utf8))
    #expect(digest.finished.hexadecimal == row.hexadecimal)
  }

  @Test("differ between record types, versions and records")
  func separation() throws {
    let bytes = Array("{}".utf8)
    let digests = [
      Digest(ofBytes: bytes, as: RecordType("freeze")),
      Digest(ofBytes: bytes, as: RecordType("freeze", version: 2)),
      Digest(ofBytes: bytes, as: RecordType("statement")),
      Digest(ofBytes: Array("[]".utf8), as: RecordType("freeze")),
    ]
    #expect(Set(digests).count == digests.count)
    #expect(try Digest(of: [:], as: RecordType("freeze")) == digests[0])
  }

  @Test("are read back from their text, and from nothing else")
  func parsing() {
    let digest = Digest(ofBytes: [1, 2, 3], as: RecordType("test"))
    let text = digest.description
    #expect(text.utf8.count == 71)
    #expect(Digest(parsing: text) == digest)
    #expect(text.dropFirst(7).hasPrefix(digest.short) && digest.short.count == 8)
    let wrong = [
      "", "sha256:", digest.hexadecimal, text.uppercased(), text + "0", " " + text, text + "\n",
      String(text.dropLast()), "sha512:" + digest.hexadecimal, String(text.dropLast()) + "g",
    ]
    for text in wrong { #expect(Digest(parsing: text) == nil) }
  }

  @Test("go on after being looked at")
  func continuing() {
    var digest = StreamingDigest(as: RecordType("test"))
    digest.update(bytes: [1])
    #expect(digest.finished == Digest(ofBytes: [1], as: RecordType("test")))
    digest.update(bytes: [2])
    #expect(digest.finished == Digest(ofBytes: [1, 2], as: RecordType("test")))
  }
}

import Testing

@testable import Ledger

@Suite("Members of a vault") struct VaultMemberTests {
  private let line =
    "alice x25519:de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"

  @Test("a key file gives back the key whose public line it shows")
  func keyFile() throws {
    let key = try MemberKey(from: .system)
    var bytes = key.fileBytes(of: "alice")
    let (member, read) = try MemberKey.read(wiping: &bytes)
    #expect(bytes.allSatisfy { $0 == 0 })
    #expect(member.name == "alice" && member.key == key.publicKey)
    #expect(read.publicKey == key.publicKey)
  }

  @Test("the public key is that of RFC 7748, section 6.1")
  func published() throws {
    let secret = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"
    var bytes = Array("na64-blind member key 1\n\(line)\nsecret \(secret)\n".utf8)
    let (member, _) = try MemberKey.read(wiping: &bytes)
    #expect(member.description == line)
  }

  @Test("a key file that was changed is refused")
  func changedFile() throws {
    let text = String(decoding: try MemberKey(from: .system).fileBytes(of: "alice"), as: UTF8.self)
    let wrong = [
      "", text + "\n", String(text.dropLast()), text.replacing("secret", with: "Secret"),
      text.replacing("alice", with: ""), text.replacing("key 1", with: "key 2"),
      line + "\n",
      text.replacing(/x25519:[0-9a-f]+/, with: line.dropFirst("alice ".count)),
    ]
    for text in wrong {
      var bytes = Array(text.utf8)
      let error = #expect(throws: VaultError.self) { try MemberKey.read(wiping: &bytes) }
      #expect(error?.exitCode == 77)
      #expect(bytes.allSatisfy { $0 == 0 })
    }
  }

  @Test("a list has one member a line, and comments")
  func list() throws {
    let members = try VaultMember.list(Array("# the board\n\n  \(line)\t# at CERN\n".utf8))
    #expect(members.map(\.description) == [line])
    #expect(try VaultMember.list([]) == [])
  }

  @Test("a name or a key that comes twice, and lines that are none, are refused")
  func wrongLists() {
    let key = line.dropFirst("alice ".count)
    let wrong = [
      line + "\n" + line, line + "\nbob \(key)", "alice", "alice \(key) more", "al/ice \(key)",
      line.replacing("x25519", with: "ed25519"), line.uppercased(), String(line.dropLast()),
      "ålice \(key)", String(repeating: "a", count: 65) + " \(key)",
    ]
    for text in wrong {
      #expect(throws: VaultError.self, "\(text)") { try VaultMember.list(Array(text.utf8)) }
    }
  }

  @Test(
    "keys that everybody could use, and second spellings of a key, are refused",
    arguments: [
      String(repeating: "0", count: 64), "01" + String(repeating: "0", count: 62),
      // The points of order 8, and their spellings above the modulus: RFC 7748, section 7.
      "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
      "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "f2ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      // The key of the example with the bit set that X25519 ignores.
      "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882bcf",
    ])
  func weakKeys(key: String) {
    #expect(VaultMember(parsing: "alice x25519:\(key)") == nil)
  }
}

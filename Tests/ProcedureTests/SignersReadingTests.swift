import Ledger
import TestSupport
import Testing

@testable import BlindAnalysis

@Suite("Files of signers") struct SignersReadingTests {
  private static let key =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDMg25jRpSxDfMPEyI5PSc2ZNn7wAoTtpKEOXKUnblFV"

  private func quorum(_ text: String, required: Int = 1) throws -> Quorum {
    try Quorum(reading: Array(text.utf8), file: "board.pub", required: required)
  }

  private func findings(_ text: String, required: Int = 1) -> [String] {
    do {
      _ = try quorum(text, required: required)
      return []
    } catch {
      return (error as? DefinitionError)?.diagnostics.map {
        "\($0.span.line):\($0.span.column) \($0.id)"
      } ?? ["\(error)"]
    }
  }

  @Test("name a person, perhaps a last day, and a public key on each line")
  func ordinary() throws {
    let bob = try TestSigner("bob", .hardwareEd25519).key()
    let text =
      "# the board\n\nbob\tuntil 2027-06-30  \(bob)  bob@pc of the lab\r\n  alice \(Self.key)\n"
    let board = try quorum(text, required: 2)
    #expect(board.members.map(\.name) == ["alice", "bob"])
    #expect(board.members.map(\.lastDay) == [nil, "2027-06-30"])
    #expect(board.members[0].key.description == Self.key && board.members[1].key == bob)
    let same = "alice \(Self.key)\nbob until 2027-06-30 \(bob)"
    #expect(try board.digest == quorum(same, required: 2).digest)
    #expect(try board.digest != quorum("alice \(Self.key)\nbob \(bob)", required: 2).digest)
    #expect(try board.digest != quorum(text, required: 1).digest)
  }

  @Test(
    "with a mistake are refused at its place",
    arguments: [
      ("", ["1:1 no-signers"]), ("# nobody\n", ["2:1 no-signers"]),
      ("alice", ["1:1 signer-without-key"]), ("alice ssh-ed25519", ["1:1 signer-without-key"]),
      (key, ["1:1 signer-without-name"]), ("*@cern.ch \(key)", ["1:1 bad-signer"]),
      ("\"alice\" \(key)", ["1:1 bad-signer"]), ("alice,bob \(key)", ["1:1 bad-signer"]),
      ("!mallory \(key)", ["1:1 bad-signer"]), ("-alice \(key)", ["1:1 bad-signer"]),
      ("Аlice \(key)", ["1:1 bad-signer"]),
      ("\(String(repeating: "a", count: 65)) \(key)", ["1:1 bad-signer"]),
      ("alice cert-authority \(key)", ["1:7 signer-option"]),
      ("alice namespaces=\"git\" \(key)", ["1:7 signer-option"]),
      ("alice valid-before=\"20270101\" \(key)", ["1:7 signer-option"]),
      ("alice until \(key)", ["1:13 bad-last-day"]), ("alice until", ["1:1 bad-last-day"]),
      ("alice until 2027-02-29 \(key)", ["1:13 bad-last-day"]),
      ("alice until 30.6.2027 \(key)", ["1:13 bad-last-day"]),
      ("alice ssh-ed25519 AAAA!", ["1:7 bad-key"]), ("alice ssh-dss AAAAB3", ["1:7 bad-key"]),
      ("alice ssh-ed25519-cert-v01@openssh.com AAAA", ["1:7 bad-key"]),
      ("alice ssh-rsa \(key.dropFirst(12))", ["1:7 bad-key"]),
      ("\n a \(key)\nb \(key)", ["3:1 signer-twice"]),
      ("a \(key)\nA \(key)\nb x", ["2:1 signer-twice", "3:1 signer-without-key"]),
    ] as [(String, [String])])
  func mistakes(text: String, expected: [String]) {
    #expect(findings(text) == expected)
  }

  @Test("with too few people for the number of signatures are refused, and without any")
  func numbers() throws {
    #expect(findings("alice \(Self.key)\n", required: 2) == ["2:1 too-few-signers"])
    #expect(findings("alice \(Self.key)", required: 0) == ["1:1 too-few-signers"])
    #expect(findings("alice \(Self.key)", required: -1) == ["1:1 too-few-signers"])
    #expect(try Quorum(required: 0, members: []) == nil)
    #expect(try Quorum(required: 2, members: []) == nil)
    #expect(try Quorum.typed().required == 1)
  }

  @Test("of any bytes are read or refused, never trapped on")
  func anyBytes() {
    var state: UInt64 = 7
    for length in 0..<300 {
      let bytes = (0..<length).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 33)
      }
      for prefix in ["", "alice ", "alice ssh-ed25519 ", "alice until "] {
        #expect(throws: DefinitionError.self) {
          try Quorum(reading: Array(prefix.utf8) + bytes, file: "board.pub", required: 1)
        }
      }
    }
  }
}

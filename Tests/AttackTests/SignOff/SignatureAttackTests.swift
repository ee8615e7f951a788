import BlindAnalysis
import Foundation
import Ledger
import ProgramSupport
import TestSupport
import Testing

/// Attempts on the bytes of a signature and of the text under it.
@Suite("Attacks on signatures") struct SignatureAttackTests {
  @Test(
    "G5 every bit of a signature flipped: all are refused", arguments: TestSigner.Kind.allCases)
  func everyBit(kind: TestSigner.Kind) throws {
    let signer = TestSigner("alice", kind)
    let quorum = try Quorum.sample(1, of: [signer])
    let freeze = try SignedFreeze(quorum: quorum).freeze
    let text = freeze.statementText
    let blob = try signer.blob(text)
    #expect(kind != .ed25519 || blob.count * 8 == 1440)
    let accepted = (0..<blob.count * 8).filter { bit in
      var flipped = blob
      flipped[bit / 8] ^= 1 << (bit % 8)
      guard let signature = try? SSHSignature(blob: flipped) else { return false }
      let signed = SignedText(text, signature: signature, at: SampleProject.clock.now)
      return freeze.objection(to: signed) == nil
    }
    #expect(accepted == [])
    let whole = SignedText(
      text, signature: try SSHSignature(blob: blob), at: SampleProject.clock.now)
    #expect(freeze.objection(to: whole) == nil)
  }

  @Test("G6 bytes left over at any level of a signature are refused")
  func bytesLeftOver() throws {
    let board = try SignedFreeze()
    for bytes: [UInt8] in [[0], [10], [0, 0, 0, 0]] {
      try board.expectRefused { try $0.signOff(by: board.alice, .with { $0.tail = bytes }) }
      try board.expectRefused { try $0.signOff(by: board.alice, .with { $0.innerTail = bytes }) }
    }
    let blob = try board.alice.blob(board.freeze.statementText)
    for count in 0..<blob.count {
      #expect(throws: SignatureFault.self) { try SSHSignature(blob: Array(blob.prefix(count))) }
    }
  }

  @Test("G6 an armour with anything before, behind or inside it is refused")
  func armour() throws {
    let board = try SignedCeremony()
    let armour = try board.signature("alice")
    let garbled = [
      "", "\n", armour + "\n", armour + "garbage\n", "\n" + armour, " " + armour, armour + armour,
      armour.replacing("\n", with: "\r\n"), armour.replacing("\n", with: " \n"),
      armour.replacing("-----END SSH", with: "-----END  SSH"), "\u{FEFF}" + armour,
      armour.replacing("-----BEGIN SSH SIGNATURE-----\n", with: ""),
      armour.replacing("\n-----END", with: "\n\n-----END"),
      armour.replacing("\n-----END", with: "=\n-----END"), String(armour.dropLast(2)),
      String(repeating: armour, count: 100),
    ]
    for text in garbled {
      let outcome = try board.present(text)
      #expect(outcome.status == 22, "\(text)\n\(outcome.errors)")
    }
    #expect(try board.count("sign-off") == 0)
    #expect(try board.present(String(armour.dropLast())).status == 0, "without the last line feed")
  }

  @Test("G9 sha256 and sha512 count; other hashes, versions and uses of the reserved field do not")
  func kinds() throws {
    let board = try SignedFreeze()
    for hash in ["sha1", "md5", "sha384", "SHA512", ""] {
      try board.expectRefused { try $0.signOff(by: board.alice, .with { $0.hash = hash }) }
    }
    for version: UInt32 in [0, 2, 0x0100_0000, .max] {
      try board.expectRefused { try $0.signOff(by: board.alice, .with { $0.version = version }) }
    }
    for signed in [nil, []] as [[UInt8]?] {
      try board.expectRefused {
        try $0.signOff(by: board.alice, .with { ($0.reserved, $0.signedReserved) = ([0], signed) })
      }
    }
    try board.expectRefused { try $0.signOff(by: board.alice, .with { $0.magic = "SSHSIH" }) }
    #expect(
      try board.status { try $0.signOff(by: board.alice, .with { $0.hash = "sha256" }) } == nil)
    #expect(try board.status { try $0.signOff(by: board.bob) } == nil)
    #expect(try board.project.journal().history.isCleared)
  }

  @Test(
    "G9 a signature of another kind than its key is refused, SHA-1 with RSA and DSA among them",
    arguments: [
      "ssh-rsa", "rsa-sha2-512", "ssh-dss", "ecdsa-sha2-nistp256", "ssh-ed25519 ",
      "sk-ssh-ed25519@openssh.com", "ssh-ed25519-cert-v01@openssh.com",
    ])
  func otherAlgorithm(name: String) throws {
    let board = try SignedFreeze()
    try board.expectRefused { try $0.signOff(by: board.alice, .with { $0.algorithm = name }) }
  }

  @Test("G9 an RSA signature that says SHA-1 is refused, and so is a DSA key")
  func oldRSA() throws {
    let ssh = try OpenSSH()
    let armour = try ssh.sign("a text", with: ssh.makeKey("rsa", bits: 2048, named: "old"))
    let digits = armour.split(separator: "\n").dropFirst().dropLast().joined()
    let blob = Array(try #require(Data(base64Encoded: digits)))
    let strong = Wire.string("rsa-sha2-512")
    let place = try #require(
      blob.indices.first { blob[$0...].starts(with: strong) && $0 + strong.count < blob.count })
    // The lengths around it must fit, or the refusal would be about them.
    let outer = Array(blob[..<(place - 4)])
    let inner = Wire.string("ssh-rsa") + blob[(place + strong.count)...]
    #expect(throws: SignatureFault.signatureType("ssh-rsa")) {
      try SSHSignature(blob: outer + Wire.string(inner))
    }
    let dsa = Wire.string("ssh-dss") + Wire.string([1, 2, 3])
    #expect(throws: SignatureFault.keyType("ssh-dss")) { try SSHPublicKey(blob: dsa) }
  }

  @Test("G9 a hardware key that was not touched does not count")
  func untouched() throws {
    let signer = TestSigner("alice", .hardwareEd25519)
    let board = try SignedFreeze(quorum: .sample(1, of: [signer]))
    for flags: UInt8 in [0, 4, 0xFE] {
      try board.expectRefused { try $0.signOff(by: signer, .with { $0.flags = flags }) }
    }
    #expect(try board.status { try $0.signOff(by: signer, .with { $0.flags = 5 }) } == nil)
  }

  @Test("G10 a statement that was edited after or before it was signed is refused")
  func editedStatement() throws {
    let board = try SignedCeremony()
    let text = try board.ceremony.folder.text(SignedCeremony.statement)
    let edited = [
      text + " ", text + "\n", String(text.dropLast()), "\u{FEFF}" + text,
      text.replacing("Blind region  ", with: "Blind region "), text.replacing("\n", with: "\r\n"),
      text.replacing("1.00e9", with: "1.0\u{FF10}e9"), text.replacing("Analysis", with: "Аnalysis"),
      text.replacing("45 GeV", with: "44 GeV"),
    ]
    for other in edited {
      #expect(other != text)
      let signature = try board.signature("alice", on: other)
      let outcome = try board.present(signature)
      #expect(outcome.status == 22 && outcome.errors.contains("does not belong to this text"))
      try board.write(other, to: SignedCeremony.statement)
      for attempt in try [board.sign("alice"), board.present(signature)] {
        #expect(attempt.status == 22 && attempt.errors.contains("is not what this program writes"))
      }
      try board.write(text, to: SignedCeremony.statement)
    }
    #expect(try board.count("sign-off") == 0)
  }

  @Test("G11 a statement names its data, so that its signatures open no others")
  func otherData() throws {
    let board = try SignedCeremony()
    let old = try ["alice", "bob"].map { try board.signature($0) }
    try board.thaw()
    try replace("1,1,7,", with: "1,1,777,", in: "analyses/events.csv", of: board.ceremony)
    try board.freeze()
    for signature in old { #expect(try board.present(signature).status == 22) }
    #expect(try board.unblind().status == 22)
  }

  @Test("G11 a signature under another kind of statement opens nothing, nor the other way")
  func otherStatement() throws {
    let board = try SignedFreeze()
    let amendment = try SignersAmendment(
      of: "sample", from: board.freeze.quorum, to: .sample(1, of: [board.alice]),
      reason: "a test", after: try board.project.journal().ledger.head)
    let texts = ["na64-blind statement: changing the signers\n\(amendment.statementLine)\n", ""]
    for text in texts { try board.expectRefused { try $0.signOff(by: board.alice, on: text) } }
    let opening = try board.freeze.signOff(by: board.alice)
    let signed = try #require(opening.signed)
    #expect(amendment.objection(to: signed)?.status == .signOffInvalid)
  }
}

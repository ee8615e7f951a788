import Foundation
import TestSupport
import Testing

@testable import Ledger

/// Attacks on shares and releases; the specification, section 6.6.
@Suite("Attacks on shares and releases") struct ShareAttackTests {
  @Test("V5 too few releases, one twice, one corrupted, one of another vault")
  func fewOrBad() throws {
    let (vault, other) = (try SampleVault(), try SampleVault())
    let opened = try SealedVault(at: vault.path)
    let alice = try vault.released(by: [vault.keys[0]])
    let foreign = try other.released(by: [other.keys[1]])
    for shares in [alice, [], alice + foreign] {
      let error = #expect(throws: VaultError.self) { try opened.key(from: shares, for: "signal") }
      #expect(error?.exitCode == 22)
    }
    let twice = #expect(throws: VaultError.self) {
      try opened.key(from: alice + alice, for: "signal")
    }
    #expect(twice?.exitCode == 22)
    let (request, key) = try vault.request()
    let release = try Release(by: vault.keys[1], for: request, from: [vault.header])
    for place in [0, 63] {
      let corrupted = try release.changing("sealed", at: place)
      let error = #expect(throws: VaultError.self) {
        try corrupted.opened(with: key, for: request, from: [vault.header])
      }
      #expect(error?.exitCode == 22)
      #expect(error?.message.contains("'bob'") == true)
    }
  }

  @Test("V5 a member who releases another share than the one handed out is named")
  func dishonestMember() throws {
    let vault = try SampleVault()
    let (request, key) = try vault.request()
    var wrong = [UInt8](repeating: 3, count: 32)
    let context = try request.context(
      identifier: vault.header.identifier, stage: "signal", place: 2)
    let wrapped = try WrappedSecret(
      wrapping: WrappingRequest(
        SecretBytes(wiping: &wrong), to: key.publicKey, context: context, from: vault.keys[1]))
    let release = try Release(by: vault.keys[1], for: request, from: [vault.header])
      .replacing(wrapped)
    let error = #expect(throws: VaultError.self) {
      try release.opened(with: key, for: request, from: [vault.header])
    }
    #expect(error?.message.contains("'bob'") == true)
    // Should such a share get this far nevertheless, the key check refuses what it gives.
    let shares = [1, 2].map { place in
      var bytes = [UInt8](repeating: UInt8(place), count: 32)
      return ReleasedShare(
        share: SecretShare(place: UInt8(place), value: SecretBytes(wiping: &bytes)),
        identifier: vault.header.identifier, stage: "signal")
    }
    let opened = try SealedVault(at: vault.path)
    let refused = #expect(throws: VaultError.self) { try opened.key(from: shares, for: "signal") }
    #expect(refused?.exitCode == 27)
  }

  @Test("V6 a release for another purpose, stage, analysis, ledger or asker is refused")
  func replayed() throws {
    let vault = try SampleVault(
      [[1], [2]], stages: [("signal", 1), ("burn", 1)])
    let (request, key) = try vault.request()
    let release = try Release(by: vault.keys[0], for: request, from: [vault.header])
    _ = try release.opened(with: key, for: request, from: [vault.header])
    let head = LedgerHead(entries: 1, digest: Digest(ofBytes: [1], as: RecordType("ledger-start")))
    let reference = [VaultReference(vault.header)]
    let others = try [
      ReleaseRequest(
        .reshare, of: ["signal"], in: reference, terms: request.terms, after: .start,
        receivedBy: key),
      ReleaseRequest(
        .unblind, of: ["burn"], in: reference, terms: request.terms, after: .start,
        receivedBy: key),
      ReleaseRequest(
        .unblind, of: ["signal"], in: reference, terms: ["freeze": "sha256:1"], after: .start,
        receivedBy: key),
      ReleaseRequest(
        .unblind, of: ["signal"], in: reference, terms: request.terms, after: head,
        receivedBy: key),
      ReleaseRequest(
        .unblind, of: ["signal"], in: reference, terms: request.terms, after: .start,
        receivedBy: MemberKey(from: .system)),
    ]
    for other in others {
      let replayed = #expect(throws: VaultError.self) {
        try release.opened(with: key, for: other, from: [vault.header])
      }
      #expect(replayed?.exitCode == 22)
      #expect(replayed?.message.contains("is for another request") == true)
      // Also when the digest in it is made to fit.
      let renamed = #expect(throws: VaultError.self) {
        try release.claiming(other.digest).opened(with: key, for: other, from: [vault.header])
      }
      #expect(renamed?.exitCode == 22)
    }
  }

  @Test("V7 a stranger's release, under an own name or a member's")
  func stranger() throws {
    let vault = try SampleVault()
    let (request, key) = try vault.request()
    let mallory = try MemberKey(from: .system)
    let refused = #expect(throws: VaultError.self) {
      try Release(by: mallory, for: request, from: [vault.header])
    }
    #expect(refused?.exitCode == 22)
    let own = try SampleVault(names: ["mallory", "bob", "carol"])
    let honest = try Release(by: vault.keys[0], for: request, from: [vault.header])
    for name in ["mallory \(mallory.publicKey)", "alice \(mallory.publicKey)"] {
      let claimed = try honest.claiming(member: name)
      let error = #expect(throws: VaultError.self) {
        try claimed.opened(with: key, for: request, from: [vault.header])
      }
      #expect(error?.exitCode == 22)
    }
    // What mallory wraps for the asker in alice's name was not wrapped with alice's key.
    var guess = [UInt8](repeating: 0, count: 32)
    let context = try request.context(
      identifier: vault.header.identifier, stage: "signal", place: 1)
    let forged = try WrappedSecret(
      wrapping: WrappingRequest(
        SecretBytes(wiping: &guess), to: key.publicKey, context: context, from: mallory))
    let error = #expect(throws: VaultError.self) {
      try honest.replacing(forged).opened(with: key, for: request, from: [vault.header])
    }
    #expect(error?.message.contains("was not made with the key of this member") == true)
    // Nor is a vault of her own one that the request is about.
    let other = #expect(throws: VaultError.self) {
      try Release(by: own.keys[0], for: request, from: [own.header])
    }
    #expect(other?.exitCode == 24)
  }

  @Test("V13 the line of a member in a release has one spelling")
  func spelling() throws {
    let vault = try SampleVault()
    let (request, _) = try vault.request()
    let release = try Release(by: vault.keys[0], for: request, from: [vault.header])
    let line = vault.members[0].description
    #expect(try release.claiming(member: line) == release)
    for other in [" " + line, line + " ", line.replacing(" ", with: "  "), line + "\t"] {
      #expect(throws: VaultError.self) { try release.claiming(member: other) }
    }
  }

  @Test("V8 the vault of an empty box holds no digest that a guess could be compared with")
  func guesses() throws {
    let vault = try SampleVault([[]])
    let bytes = try vault.bytes
    let header = String(decoding: bytes.prefix(4096), as: UTF8.self)
    let plain = [UInt8](repeating: 0, count: 1 << 20)
    for guess in [[], plain] {
      for type in ["vault-header", "open-data", "open-column", "release", "result"]
        as [StaticString]
      {
        let digest = Digest(ofBytes: guess, as: RecordType(type))
        #expect(!header.contains(digest.hexadecimal))
        #expect(!bytes.contains(digest.bytes))
      }
    }
    // Everything that the key decides differs between two vaults of the same content.
    let other = try SampleVault([[]])
    let (first, second) = (vault.header.compartments[0], other.header.compartments[0])
    #expect(first.keyCheck != second.keyCheck)
    for (share, another) in zip(first.shares, second.shares) {
      #expect(share.check != another.check && share.wrapped != another.wrapped)
    }
    #expect(bytes[4096...].prefix(64) != (try other.bytes)[4096...].prefix(64))
  }
}

extension Release {
  private func with(_ key: String, _ value: CanonicalValue) throws -> Release {
    try Release(reading: .object((self.value.object ?? [:]).merging([key: value]) { $1 }))
  }

  fileprivate func claiming(_ request: Digest) throws -> Release {
    try with("request-digest", .string(request.description))
  }

  fileprivate func claiming(member: String) throws -> Release {
    try with("member", .string(member))
  }

  fileprivate func replacing(_ share: WrappedSecret) throws -> Release {
    try with(
      "shares",
      [
        [
          "encapsulated": .string(Hexadecimal.text(share.encapsulated)),
          "sealed": .string(Hexadecimal.text(share.sealed)),
        ]
      ])
  }

  /// Flips a bit of one hexadecimal digit of the only share.
  fileprivate func changing(_ key: String, at place: Int) throws -> Release {
    var share = value["shares"]?[0]?.object ?? [:]
    var digits = Array((share[key]?.string ?? "").utf8)
    digits[place] = digits[place] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
    share[key] = .string(String(decoding: digits, as: UTF8.self))
    return try with("shares", [.object(share)])
  }
}

extension [UInt8] {
  fileprivate func contains(_ part: [UInt8]) -> Bool {
    Data(self).range(of: Data(part)) != nil
  }
}

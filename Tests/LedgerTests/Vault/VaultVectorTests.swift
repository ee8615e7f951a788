import Testing

@testable import Ledger

/// The vault's format as another implementation has it: Tests/Oracles/vault_vectors.py.
@Suite("Vectors of the vault's format") struct VaultVectorTests {
  private static func rows(_ kind: String) throws -> [[String]] {
    let rows = try oracleRows("vault.csv").map {
      $0.split(separator: ",").map(String.init)
    }
    let found = rows.filter { $0.first == kind }.map { Array($0.dropFirst()) }
    #expect(!found.isEmpty)
    return found
  }

  private static func bytes(_ text: String) throws -> [UInt8] {
    try #require(Hexadecimal.bytes(text, count: text.utf8.count / 2))
  }

  private static func secret(_ text: String) throws -> SecretBytes {
    var bytes = try bytes(text)
    return SecretBytes(wiping: &bytes)
  }

  private static func key(_ row: [String]) throws -> StageKey {
    StageKey(try secret(row[1]), identifier: row[0], stage: "signal")
  }

  @Test("checks of a key and of a share")
  func checks() throws {
    for row in try Self.rows("check") {
      #expect(try Self.key(row).check == Self.bytes(row[2]))
    }
    for row in try Self.rows("share") {
      let share = SecretShare(
        place: try #require(UInt8(row[2])), value: try Self.secret(row[1]))
      #expect(try StageKey.check(share, row[0], "signal") == Self.bytes(row[3]))
    }
  }

  @Test("chunks in their places, sealed and opened")
  func chunks() throws {
    for row in try Self.rows("chunk") {
      let cipher = try Self.key(row).cipher(associated: Self.bytes(row[2]))
      let (number, isLast) = (try #require(Int(row[3])), row[4] == "1")
      let (plain, sealed) = (try Self.bytes(row[5]), try Self.bytes(row[6]))
      #expect(try cipher.seal(plain, number: number, isLast: isLast) == sealed)
      #expect(try cipher.open(sealed, number: number, isLast: isLast) == plain)
      #expect(throws: VaultError.self) {
        try cipher.open(sealed, number: number, isLast: !isLast)
      }
      #expect(throws: VaultError.self) {
        try cipher.open(sealed, number: number + 1, isLast: isLast)
      }
    }
  }

  @Test("shares, with the coefficients given")
  func shares() throws {
    for row in try Self.rows("split") {
      let (required, place) = (try #require(Int(row[1])), try #require(Int(row[3])))
      let drawn = required == 1 ? [] : try Self.bytes(row[2])
      let shares = try SecretSharing.split(
        Self.secret(row[0]), required: required, among: 64, random: { _ in drawn })
      #expect(try shares[place - 1].value.withCopy { $0 } == Self.bytes(row[4]))
    }
  }

  @Test("secrets that the other implementation wrapped", arguments: ["wrapped", "wrapped-by"])
  func wrapped(kind: String) throws {
    for row in try Self.rows(kind) {
      var own = try Self.bytes(row[0])
      let key = try MemberKey(wiping: &own)
      let sender = try kind == "wrapped" ? nil : MemberPublicKey(bytes: Self.bytes(row[1]))
      #expect((sender == nil) == (kind == "wrapped"))
      let wrapped = WrappedSecret(
        encapsulated: try Self.bytes(row[4]), sealed: try Self.bytes(row[5]))
      let context = try Self.bytes(row[2])
      let secret = try #require(wrapped.unwrapped(with: key, context: context, from: sender))
      #expect(try secret.withCopy { $0 } == Self.bytes(row[3]))
      #expect(wrapped.unwrapped(with: key, context: context + [0], from: sender) == nil)
      #expect(wrapped.unwrapped(with: key, context: context, from: key.publicKey) == nil)
    }
  }
}

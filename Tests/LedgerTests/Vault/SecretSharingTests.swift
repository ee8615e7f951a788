import Testing

@testable import Ledger

/// Invariant I7 of the specification.
@Suite("Shared secrets") struct SecretSharingTests {
  @Test("the field is that of AES: worked examples of FIPS 197, section 4.2, and 5.1.1")
  func field() {
    #expect(FieldByte(0x57) * FieldByte(0x83) == FieldByte(0xC1))
    #expect(FieldByte(0x57) * FieldByte(0x13) == FieldByte(0xFE))
    #expect(FieldByte(0x53).inverse == FieldByte(0xCA))
    for bits in 1...255 as ClosedRange<UInt8> {
      #expect(FieldByte(bits) * FieldByte(bits).inverse == FieldByte(1))
    }
  }

  @Test("every subset of at least k shares gives the secret, for all k and n up to 7")
  func everySubset() throws {
    for count in 1...7 {
      for required in 1...count {
        let shares = try SecretSharing.split(
          secret([0, 1, 0x80, 0xFF, 42]), required: required, among: count,
          random: KeySource.system.bytes)
        for subset in 1..<(1 << count) where subset.nonzeroBitCount >= required {
          let chosen = shares.indices.filter { subset >> $0 & 1 == 1 }.map { shares[$0] }
          #expect(try SecretSharing.combine(chosen).withCopy { $0 } == [0, 1, 0x80, 0xFF, 42])
        }
      }
    }
  }

  @Test("one share of two says nothing: for each secret, each value is there exactly once")
  func oneOfTwo() throws {
    for place in 0..<3 {
      for byte in stride(from: 0, through: 255, by: 5) {
        let values = try (0...255).map { random in
          try SecretSharing.split(
            secret([UInt8(byte)]), required: 2, among: 3, random: { _ in [UInt8(random)] })[place]
            .value[0]
        }
        #expect(Set(values).count == 256, "place \(place), secret \(byte)")
      }
    }
  }

  @Test("two shares of three say nothing: each pair of values is there once for each secret")
  func twoOfThree() throws {
    for byte in [0, 255] as [UInt8] {
      var pairs: Set<[UInt8]> = []
      for random in 0..<65_536 {
        let shares = try SecretSharing.split(
          secret([byte]), required: 3, among: 2 + 1,
          random: { _ in [UInt8(random >> 8), UInt8(random & 255)] })
        pairs.insert([shares[0].value[0], shares[2].value[0]])
      }
      #expect(pairs.count == 65_536)
    }
  }

  @Test("a share twice, or shares of different lengths, are refused")
  func doubles() throws {
    let shares = try SecretSharing.split(
      secret([1, 2]), required: 2, among: 3, random: KeySource.system.bytes)
    let short = SecretShare(place: 3, value: secret([9]))
    for wrong in [[shares[0], shares[0]], [shares[0], short], []] {
      #expect(throws: VaultError.self) { try SecretSharing.combine(wrong) }
    }
  }

  @Test(
    "thresholds that make no sense are refused",
    arguments: [(0, 3), (4, 3), (1, 0), (-1, 3), (1, 65), (Int.max, Int.max)])
  func thresholds(required: Int, count: Int) {
    #expect(throws: VaultError.self) {
      try SecretSharing.split(secret([1]), required: required, among: count) {
        Array(repeating: 0, count: $0)
      }
    }
  }

  private func secret(_ bytes: [UInt8]) -> SecretBytes {
    var copy = bytes
    return SecretBytes(wiping: &copy)
  }
}

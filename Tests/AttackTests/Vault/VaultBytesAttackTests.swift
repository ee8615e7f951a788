import Foundation
import Ledger
import TestSupport
import Testing

/// Attacks on the bytes of a vault; the specification, section 6.6.
@Suite("Attacks on a vault's bytes") struct VaultBytesAttackTests {
  private static let block = 4096
  private static let sealedChunk = (1 << 20) + 16

  /// What came of opening: the error's kind, or that all of it was proven.
  private func outcome(of vault: SampleVault, shares: [ReleasedShare]) -> VaultError.Kind? {
    do {
      let opened = try SealedVault(at: vault.path)
      try opened.verify(try opened.key(from: shares, for: "signal"))
      return nil
    } catch {
      return (error as? VaultError)?.kind
    }
  }

  @Test("V1 a vault cut at every border of a chunk, and a byte around it, is refused whole")
  func cut() throws {
    let vault = try SampleVault(
      [Array(repeating: 1, count: 3 << 20)], stages: [("signal", 3)])
    let (bytes, shares) = (try vault.bytes, try vault.released(by: vault.keys))
    #expect(outcome(of: vault, shares: shares) == nil)
    let borders = [0, 19, 23, Self.block] + (1...3).map { Self.block + $0 * Self.sealedChunk }
    for size in borders.flatMap({ [$0 - 1, $0, $0 + 1] })
    where size >= 0 && size != bytes.count {
      let other = size < bytes.count ? Array(bytes[..<size]) : bytes + [0]
      try vault.write(other)
      #expect(outcome(of: vault, shares: shares) == .damaged, "\(size) bytes")
    }
  }

  @Test("V2 a byte in each KiB changed, and chunks swapped, dropped, added or doubled")
  func changed() throws {
    let vault = try SampleVault([Array(repeating: 1, count: 1 << 20)])
    let (bytes, shares) = (try vault.bytes, try vault.released(by: vault.keys))
    let file = try FileHandle(forUpdating: URL(filePath: vault.path))
    for place in stride(from: Self.block, to: bytes.count, by: 1024) {
      let target = min(place + place / 1024 % 1024, bytes.count - 1)
      try file.write(bytes[target] ^ 1 << UInt8(target % 8), at: target)
      #expect(outcome(of: vault, shares: shares) == .damaged, "byte \(target)")
      try file.write(bytes[target], at: target)
    }
    #expect(outcome(of: vault, shares: shares) == nil)
    try chunksMoved()
  }

  private func chunksMoved() throws {
    let vault = try SampleVault(
      [Array(repeating: 1, count: 3 << 20)], stages: [("signal", 3)])
    let (bytes, shares) = (try vault.bytes, try vault.released(by: vault.keys))
    let head = Array(bytes[..<Self.block])
    let chunks = (0..<3).map {
      Array(bytes[Self.block + $0 * Self.sealedChunk..<Self.block + ($0 + 1) * Self.sealedChunk])
    }
    let orders = [
      [1, 0, 2], [0, 2, 1], [0, 1], [0, 1, 2, 2], [0, 0, 2], [0, 1, 1], [2, 1, 0], [],
    ]
    for order in orders {
      try vault.write(head + order.flatMap { chunks[$0] })
      #expect(outcome(of: vault, shares: shares) == .damaged, "\(order)")
    }
    try vault.write(head + chunks.joined())
    #expect(outcome(of: vault, shares: shares) == nil)
  }

  @Test("V3 a header with a lower threshold, exchanged shares, other room or another description")
  func header() throws {
    let vault = try SampleVault(contents: ["open": "sha256:00", "region": "E < 45"])
    let (bytes, shares) = (try vault.bytes, try vault.released(by: vault.keys))
    let json = try headerValue(of: bytes)
    let parts = try #require(json["compartments"]?[0]?["shares"]?.array)
    let exchanged = [parts[1], parts[0], parts[2]]
    let changes: [(String, CanonicalValue)] = [
      ("required", 1), ("required", 3), ("vault", .string(String(repeating: "0", count: 32))),
      ("contents", ["open": "sha256:01", "region": "E < 45"]),
      ("contents", ["open": "sha256:00", "region": "E < 44"]),
      ("escrow", .string(vault.members[0].description.replacing("alice", with: "eve"))),
      ("compartments", [json["compartments"]?[0]?.with("shares", .array(exchanged)) ?? nil]),
      ("compartments", [json["compartments"]?[0]?.with("chunks", 2) ?? nil]),
      ("compartments", [json["compartments"]?[0]?.with("stage", "burn") ?? nil]),
      ("members", .array(vault.members.reversed().map { .string($0.description) })),
    ]
    for (key, value) in changes {
      try vault.write(block(json.with(key, value)) + bytes[Self.block...])
      // Shares that were released from the true vault are none of one that calls itself otherwise.
      let expected: VaultError.Kind = key == "vault" ? .tooFewReleases : .damaged
      let found = outcome(of: vault, shares: shares)
      #expect(found == expected, "\(key): \(value)")
    }
    // Bytes that no field shows are bound as well.
    for place in [Self.block - 1, bytes.prefix(Self.block).lastIndex { $0 != 0 } ?? 0] {
      var other = bytes
      other[place] ^= 1
      try vault.write(other)
      #expect(outcome(of: vault, shares: shares) == .damaged)
    }
  }

  @Test("V4 compartments exchanged, inside a vault and between two")
  func compartments() throws {
    let stages = [("signal", 1), ("validation", 1)]
    let content = [Array("signal".utf8), Array("validation".utf8)]
    let vault = try SampleVault(content, stages: stages)
    let other = try SampleVault(content, stages: stages)
    let (bytes, foreign) = (try vault.bytes, try other.bytes)
    let shares = try vault.released(by: vault.keys)
    let (head, first) = (bytes[..<Self.block], bytes[Self.block..<Self.block + Self.sealedChunk])
    let second = bytes[(Self.block + Self.sealedChunk)...]
    let foreignFirst = foreign[Self.block..<Self.block + Self.sealedChunk]
    for wrong in [head + second + first, head + second + second, head + foreignFirst + second] {
      try vault.write(Array(wrong))
      #expect(outcome(of: vault, shares: shares) == .damaged)
    }
    // Shares that were released for one stage open no other.
    let opened = try SealedVault(at: other.path)
    let error = #expect(throws: VaultError.self) {
      try opened.key(from: other.released(by: other.keys), for: "validation")
    }
    #expect(error?.kind == .tooFewReleases)
  }

  private func headerValue(of bytes: [UInt8]) throws -> CanonicalValue {
    let length = bytes[19..<23].reduce(0) { $0 << 8 | Int($1) }
    return try CanonicalValue(canonicalBytes: Array(bytes[23..<23 + length]))
  }

  private func block(_ value: CanonicalValue) throws -> [UInt8] {
    let json = try value.canonicalBytes()
    let length = (0..<4).map { UInt8(truncatingIfNeeded: json.count >> (24 - 8 * $0)) }
    let filled = Array("na64-blind vault 1\n".utf8) + length + json
    return filled + [UInt8](repeating: 0, count: (4096 - filled.count % 4096) % 4096)
  }
}

extension CanonicalValue {
  fileprivate func with(_ key: String, _ value: CanonicalValue) -> CanonicalValue {
    .object((object ?? [:]).merging([key: value]) { $1 })
  }
}

extension FileHandle {
  fileprivate func write(_ byte: UInt8, at place: Int) throws {
    try seek(toOffset: UInt64(place))
    try write(contentsOf: Data([byte]))
  }
}

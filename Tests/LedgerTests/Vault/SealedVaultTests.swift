import TestSupport
import Testing

@testable import Ledger

/// Invariant I8 of the specification.
@Suite("Sealed vaults") struct SealedVaultTests {
  @Test(
    "what was sealed comes out, filled up with zeros, for sizes around every border of a chunk",
    arguments: [0, 1, 15, 16, 17].map { ($0, 1) }
      + [-17, -16, -1, 0, 1, 16].map { (ChunkCipher.size + $0, 2) }
      + [-1, 0].map { (2 * ChunkCipher.size + $0, 2) })
  func sizes(count: Int, chunks: Int) throws {
    let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) | 1 }
    let vault = try SampleVault([content], stages: [("signal", chunks)])
    let opened = try vault.content()
    #expect(opened.count == chunks * ChunkCipher.size)
    #expect(Array(opened.prefix(count)) == content)
    #expect(opened.dropFirst(count).allSatisfy { $0 == 0 })
  }

  /// Chunks of which each holds another number; the last is longer or shorter by some bytes.
  private static func marked(_ stage: Int, chunks: Int, _ more: Int) -> [UInt8] {
    var content: [UInt8] = []
    for chunk in 0..<chunks {
      let size = ChunkCipher.size + (chunk == chunks - 1 ? more : 0)
      content += [UInt8](repeating: UInt8(10 * (stage + 1) + chunk), count: size)
    }
    return content
  }

  /// Chunks are sealed several at a time.
  @Test(
    "every chunk is in its place, for stages of as many as are sealed at once, and one more or less",
    arguments: [
      [VaultWriter.chunksAtOnce - 1], [VaultWriter.chunksAtOnce], [VaultWriter.chunksAtOnce + 1],
      [2 * VaultWriter.chunksAtOnce, 1, VaultWriter.chunksAtOnce + 1],
    ], [-1, 0])
  func chunkOrder(chunks: [Int], more: Int) throws {
    let stages = chunks.enumerated().map { (name: "stage-\($0)", chunks: $1) }
    let content = chunks.enumerated().map { Self.marked($0, chunks: $1, more) }
    let vault = try SampleVault(content, stages: stages)
    for (stage, content) in zip(stages, content) {
      let filling = [UInt8](repeating: 0, count: -more)
      #expect(try vault.content(of: stage.name) == content + filling, "\(stage.name)")
    }
  }

  @Test("more than a stage has room for is refused at any number of chunks")
  func noRoomInLaterChunks() throws {
    for chunks in VaultWriter.chunksAtOnce - 1...VaultWriter.chunksAtOnce + 1 {
      let content = [UInt8](repeating: 1, count: chunks * ChunkCipher.size)
      _ = try SampleVault([content], stages: [("signal", chunks)])
      let error = #expect(throws: VaultError.self) {
        try SampleVault([content + [1]], stages: [("signal", chunks)])
      }
      #expect(error?.kind == .noRoom)
    }
  }

  @Test("a change in any one of many chunks is found")
  func damagedChunk() throws {
    let chunks = 2 * VaultWriter.chunksAtOnce + 1
    let vault = try SampleVault([[1]], stages: [("signal", chunks)])
    let (bytes, shares) = (try vault.bytes, try vault.released(by: vault.keys))
    for chunk in 0..<chunks {
      var changed = bytes
      changed[bytes.count - 1 - chunk * ChunkCipher.sealedSize] ^= 1
      try vault.write(changed)
      let opened = try SealedVault(at: vault.path)
      let key = try opened.key(from: shares, for: "signal")
      let error = #expect(throws: VaultError.self) { try opened.verify(key) }
      #expect(error?.kind == .damaged, "chunk \(chunks - 1 - chunk)")
    }
  }

  @Test("its length is the same whatever is in it")
  func length() throws {
    let lengths = try [0, 1, 1000, 2 * ChunkCipher.size].map { count in
      try SampleVault([Array(repeating: 9, count: count)], stages: [("signal", 2)]).bytes.count
    }
    #expect(Set(lengths).count == 1)
    #expect(lengths.first == 4096 + 2 * (ChunkCipher.size + 16))
  }

  @Test("the room depends on visible rows and on what was declared")
  func capacity() throws {
    let wide = try VaultCapacity(recordSize: 100, percentOfVisible: 50)
    #expect(try wide.chunks(visibleRows: 0) == 4)
    #expect(try wide.chunks(visibleRows: 80_000) == 4)
    // 500 000 records of 100 bytes, and one for the rounding, are 47.7 MiB.
    #expect(try wide.chunks(visibleRows: 1_000_000) == 48)
    for rows in [Int.max, Int.max / 60, -1] {
      #expect(throws: VaultError.self) { try wide.chunks(visibleRows: rows) }
    }
  }

  @Test("one byte more than there is room for is refused, and nothing is left behind")
  func noRoom() throws {
    let error = #expect(throws: VaultError.self) {
      try SampleVault([Array(repeating: 1, count: ChunkCipher.size + 1)])
    }
    #expect(error?.kind == .noRoom)
  }

  @Test("any k of the members open it, and so does an escrow alone")
  func whoOpens() throws {
    let vault = try SampleVault(withEscrow: true)
    let opened = try SealedVault(at: vault.path)
    let (alice, bob, carol) = (vault.keys[0], vault.keys[1], vault.keys[2])
    for keys in [
      [alice, bob], [alice, carol], [carol, bob], [alice, bob, carol], [vault.escrow],
    ] {
      let key = try opened.key(from: vault.released(by: keys), for: "signal")
      try opened.verify(key)
    }
    for keys in [[alice], [carol], []] {
      let error = #expect(throws: VaultError.self) {
        try opened.key(from: vault.released(by: keys), for: "signal")
      }
      #expect(error?.kind == .tooFewReleases)
    }
  }

  @Test("two vaults of the same rows have nothing in common but their length")
  func twice() throws {
    let (first, second) = (try SampleVault(), try SampleVault())
    #expect(first.header.identifier != second.header.identifier)
    let (a, b) = (try first.bytes, try second.bytes)
    #expect(a.count == b.count)
    // 1 MiB of independent bytes agrees in 4096 places, give or take 64.
    let equal = zip(a[4096...], b[4096...]).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
    #expect(abs(equal - 4096) < 5 * 64)
  }

  @Test("a secret is overwritten")
  func wiping() {
    var bytes: [UInt8] = [1, 2, 3]
    let secret = SecretBytes(wiping: &bytes)
    #expect(bytes == [0, 0, 0])
    #expect(secret.withCopy { $0 } == [1, 2, 3])
  }
}

import Crypto

/// A digest of data that arrive in parts; how they are cut into parts does not matter.
///
/// Numbers are hashed as their 8 bytes, least significant first. No lengths are hashed: give each
/// column a digest of its own and bind them, with their names and counts, in one canonical object.
public struct StreamingDigest: Sendable {
  private var hash = SHA256()
  /// Bytes of numbers on their way to the hash; kept to be filled again.
  private var buffer: [UInt8] = []

  /// Numbers per filling of the buffer: 32 KiB, which stays in the first-level cache.
  private static let numbersPerBuffer = 4096

  public init(as type: RecordType) {
    self.init(prefix: type.prefix)
  }

  init(prefix: [UInt8]) {
    update(bytes: prefix)
  }

  public mutating func update(bytes: [UInt8]) {
    hash.update(data: bytes)
  }

  /// Hashes the bit patterns, so that `-0` and `0` differ, and NaN has one digest a pattern.
  public mutating func update(reals numbers: [Double]) {
    update(words: numbers, { $0.bitPattern })
  }

  public mutating func update(integers numbers: [Int64]) {
    update(words: numbers, { UInt64(bitPattern: $0) })
  }

  /// The digest of all parts so far; more may follow.
  public var finished: Digest { Digest(hash.finalize()) }

  private mutating func update<Number>(words numbers: [Number], _ bits: (Number) -> UInt64) {
    for start in stride(from: 0, to: numbers.count, by: Self.numbersPerBuffer) {
      let end = min(start + Self.numbersPerBuffer, numbers.count)
      buffer.removeAll(keepingCapacity: true)
      for index in start..<end { append(bits(numbers[index])) }
      hash.update(data: buffer)
    }
  }

  private mutating func append(_ word: UInt64) {
    for shift in stride(from: 0 as UInt64, to: 64, by: 8) {
      buffer.append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }
}

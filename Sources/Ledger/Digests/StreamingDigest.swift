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
  public mutating func update(reals numbers: ArraySlice<Double>) {
    for part in Self.parts(of: numbers) {
      buffer.replace(withLittleEndian: part)
      hash.update(data: buffer)
    }
  }

  public mutating func update(integers numbers: ArraySlice<Int64>) {
    for part in Self.parts(of: numbers) {
      buffer.replace(withLittleEndian: part)
      hash.update(data: buffer)
    }
  }

  /// The digest of all parts so far; more may follow.
  public var finished: Digest { Digest(hash.finalize()) }

  private static func parts<Number>(of numbers: ArraySlice<Number>) -> [ArraySlice<Number>] {
    stride(from: numbers.startIndex, to: numbers.endIndex, by: numbersPerBuffer).map {
      numbers[$0..<min($0 + numbersPerBuffer, numbers.endIndex)]
    }
  }
}

/// Bytes as pairs of lower-case hexadecimal digits.
enum Hexadecimal {
  static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Appends ``text(_:)`` to bytes that the caller overwrites.
  static func append(_ secret: [UInt8], to bytes: inout [UInt8]) {
    for byte in secret {
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
  }

  /// Reads what ``text(_:)`` prints, and nothing else; nil also for another number of bytes.
  static func bytes(_ text: some StringProtocol, count: Int) -> [UInt8]? {
    bytes(digits: text.utf8, count: count)
  }

  /// The same from digits that no text is made of.
  static func bytes(digits text: some Collection<UInt8>, count: Int) -> [UInt8]? {
    guard text.count == 2 * count else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    var high: UInt8?
    for digit in text {
      guard let place = digits.firstIndex(of: digit) else {
        wipe(&bytes)
        return nil
      }
      if let first = high {
        bytes.append(first << 4 | UInt8(place))
        high = nil
      } else {
        high = UInt8(place)
      }
    }
    return bytes
  }

  private static let digits = Array("0123456789abcdef".utf8)
}

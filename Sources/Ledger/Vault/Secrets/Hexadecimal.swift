/// Bytes as pairs of lower-case hexadecimal digits.
enum Hexadecimal {
  static func text(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Reads what ``text(_:)`` prints, and nothing else; nil also for another number of bytes.
  static func bytes(_ text: some StringProtocol, count: Int) -> [UInt8]? {
    let places = text.utf8.map { digits.firstIndex(of: $0) ?? 16 }
    guard places.count == 2 * count, !places.contains(16) else { return nil }
    return (0..<count).map { UInt8(places[2 * $0] << 4 | places[2 * $0 + 1]) }
  }

  private static let digits = Array("0123456789abcdef".utf8)
}

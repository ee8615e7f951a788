import Crypto

/// A SHA-256 digest of one record, printed as `sha256:` and 64 hexadecimal digits.
///
/// Hashed is `na64-blind/<type>/<version>`, a line feed, and the record's bytes.
public struct Digest: Hashable, Sendable {
  /// 32 bytes.
  public let bytes: [UInt8]

  /// The digest of a value's canonical bytes.
  ///
  /// - Throws: ``CanonicalWriteError`` when the value has none.
  public init(of value: CanonicalValue, as type: RecordType) throws(CanonicalWriteError) {
    self.init(ofBytes: try value.canonicalBytes(), as: type)
  }

  /// The digest of a record that is not a canonical value, such as a statement's text.
  public init(ofBytes record: [UInt8], as type: RecordType) {
    var digest = StreamingDigest(as: type)
    digest.update(bytes: record)
    self = digest.finished
  }

  /// Reads what ``description`` prints, and nothing else.
  public init?(parsing text: some StringProtocol) {
    let digits = Array(text.utf8)
    guard digits.count == Self.scheme.count + 64, digits.starts(with: Self.scheme) else {
      return nil
    }
    let values = digits.dropFirst(Self.scheme.count).compactMap(Self.value(ofDigit:))
    guard values.count == 64 else { return nil }
    bytes = stride(from: 0, to: 64, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }

  init(_ digest: SHA256.Digest) {
    bytes = Array(digest)
  }

  /// The first 8 hexadecimal digits, for people to compare by eye.
  public var short: String { String(hexadecimal.prefix(8)) }

  /// All 64 hexadecimal digits, without the scheme.
  public var hexadecimal: String {
    String(decoding: bytes.flatMap { [Self.digit($0 >> 4), Self.digit($0 & 15)] }, as: UTF8.self)
  }

  private static let scheme = Array("sha256:".utf8)
  private static let digits = Array("0123456789abcdef".utf8)

  private static func digit(_ value: UInt8) -> UInt8 { digits[Int(value)] }

  private static func value(ofDigit digit: UInt8) -> UInt8? {
    digits.firstIndex(of: digit).map { UInt8($0) }
  }
}

extension Digest: CustomStringConvertible {
  /// As in `sha256:e3b0c442…`, 71 characters.
  public var description: String { "sha256:" + hexadecimal }
}

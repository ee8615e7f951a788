/// How far a ledger reaches: the number of its entries and the digest of the last one.
///
/// Written into a statement or a note, it anchors the history up to there: see
/// ``LedgerHistory/verify(against:)``.
public struct LedgerHead: Hashable, Sendable {
  public let entries: Int
  public let digest: Digest

  public init(entries: Int, digest: Digest) {
    (self.entries, self.digest) = (entries, digest)
  }

  /// The head of a ledger without entries.
  public static let start = LedgerHead(
    entries: 0, digest: Digest(ofBytes: [], as: RecordType("ledger-start")))
}

extension LedgerHead: CustomStringConvertible {
  /// As in `12 sha256:e3b0c442…`.
  public var description: String { "\(entries) \(digest)" }

  /// Reads what ``description`` prints, and nothing else.
  public init?(parsing text: some StringProtocol) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, let entries = Int(parts[0]), entries >= 0,
      String(entries) == parts[0], let digest = Digest(parsing: parts[1])
    else { return nil }
    self.init(entries: entries, digest: digest)
  }
}

extension LedgerHead {
  /// As in `{"entries": 12, "head": "sha256:e3b0c442…"}`.
  public var canonicalValue: CanonicalValue {
    ["entries": .integer(entries), "head": .string(digest.description)]
  }

  /// Reads ``canonicalValue``, and nothing else.
  public init?(_ value: CanonicalValue) {
    guard value.object?.count == 2, let entries = value["entries"]?.integer, entries >= 0,
      let digest = value["head"]?.string.flatMap({ Digest(parsing: $0) })
    else { return nil }
    self.init(entries: entries, digest: digest)
  }
}

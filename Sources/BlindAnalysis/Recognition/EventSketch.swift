import Ledger

/// The smallest hashes of the visible events of a dataset: enough to recognise a part of them again.
///
/// All hashes below 2⁶⁴/256 are kept, but 1024 at least and 4096 at most, so that small samples are
/// recognised and large ones fit in a line of the ledger. Two sketches are compared below the
/// smaller of their thresholds, where both are complete: A. Z. Broder, "On the resemblance and
/// containment of documents", 1997.
public struct EventSketch: Hashable, Sendable {
  /// Ascending, each once.
  let hashes: [UInt64]
  /// Every event whose hash is not above this one is in ``hashes``.
  let threshold: UInt64

  static let fewest = 1024
  static let most = 4096
  /// 2⁶⁴/256 - 1.
  static let usualThreshold = UInt64.max >> 8

  public var isEmpty: Bool { hashes.isEmpty }

  /// Whether more than 0.5 % of the smaller of two samples is in the other one.
  public func sharesEvents(with other: EventSketch) -> Bool {
    let common = min(threshold, other.threshold)
    let (mine, theirs) = (below(common), other.below(common))
    let shared = Set(mine).intersection(theirs).count
    return shared > 0 && 200 * shared > min(mine.count, theirs.count)
  }

  /// Whether the other sketch would add next to nothing: most of the smaller sample is shared.
  func isCovered(by other: EventSketch) -> Bool {
    let common = min(threshold, other.threshold)
    let (mine, theirs) = (below(common), Set(other.below(common)))
    return 2 * mine.count { theirs.contains($0) } >= max(mine.count, theirs.count)
  }

  private func below(_ limit: UInt64) -> ArraySlice<UInt64> { hashes.prefix { $0 <= limit } }
}

// MARK: Record

extension EventSketch {
  /// Threshold and hashes, 16 hexadecimal digits each, in one text.
  var canonical: CanonicalValue {
    .string(([threshold] + hashes).map(Self.digits).joined())
  }

  init(reading value: CanonicalValue) throws {
    let digits = Array(try RecordReader.text(value, "sketch").utf8)
    let numbers = stride(from: 0, to: digits.count, by: 16).compactMap { start in
      UInt64(
        String(decoding: digits[start..<min(start + 16, digits.count)], as: UTF8.self), radix: 16)
    }
    let hashes = Array(numbers.dropFirst())
    guard let threshold = numbers.first, digits.count == 16 * numbers.count,
      hashes.count <= Self.most, zip(hashes, hashes.dropFirst()).allSatisfy(<),
      hashes.last ?? 0 <= threshold
    else { throw Refusal(.ledgerInvalid, "a record holds a sketch of events that is none") }
    (self.hashes, self.threshold) = (hashes, threshold)
  }

  private static func digits(_ number: UInt64) -> String {
    let text = String(number, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}

// MARK: Making

/// Collects the hashes of events, one after the other, and keeps the smallest.
public struct EventSketchMaker: Sendable {
  private var hashes: [UInt64] = []
  /// No hash above this one can be among those that are kept in the end.
  private var limit = UInt64.max
  /// Whether a hash was left out.
  private var isCut = false

  public init() {}

  public mutating func add(_ hash: UInt64) {
    guard hash <= limit else {
      isCut = true
      return
    }
    hashes.append(hash)
    if hashes.count == 4 * EventSketch.most { compact() }
  }

  private mutating func compact() {
    hashes = Self.ascending(hashes)
    guard hashes.count > EventSketch.most else { return }
    isCut = true
    hashes.removeSubrange(EventSketch.most...)
    limit = hashes[EventSketch.most - 1]
  }

  /// The sketch of all events so far.
  public var finished: EventSketch {
    let all = Self.ascending(hashes)
    let usual = all.prefix { $0 <= EventSketch.usualThreshold }.count
    let kept = min(max(usual, EventSketch.fewest), EventSketch.most, all.count)
    let isWhole = kept == all.count && !isCut
    let threshold: UInt64 =
      isWhole ? .max : kept == usual ? EventSketch.usualThreshold : all[kept - 1]
    return EventSketch(hashes: Array(all[..<kept]), threshold: threshold)
  }

  private static func ascending(_ hashes: [UInt64]) -> [UInt64] {
    var unique: [UInt64] = []
    unique.reserveCapacity(hashes.count)
    for hash in hashes.sorted() where hash != unique.last { unique.append(hash) }
    return unique
  }
}

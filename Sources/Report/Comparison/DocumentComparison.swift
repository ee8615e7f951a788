public import Ledger

/// A recorded document beside the same one made again, number by number.
public struct DocumentComparison: Sendable {
  public enum Verdict: String, Hashable, Sendable {
    case identical = "identical"
    /// Within ``tolerance``, or bookkeeping of a fit: another platform may give that.
    case close = "within 1e-9"
    case different = "DIFFERENT"
  }

  public struct Row: Hashable, Sendable {
    /// As in `backgrounds / total / value`.
    public let place: String
    /// nil where only the other document has it.
    public let recorded: CanonicalValue?
    public let rebuilt: CanonicalValue?
    public let verdict: Verdict
  }

  /// The name of the file that was recorded.
  public let name: String
  /// Every number, in the order of its place.
  public let numbers: [Row]
  /// Texts that are not the same; titles and sources decide nothing and are left out.
  public let texts: [Row]

  /// The largest relative difference of numbers that another platform may give.
  public static let tolerance = 1e-9

  /// - Parameters:
  ///   - recorded: As it was read from the file.
  ///   - rebuilt: As it would be written now.
  public init(of name: String, recorded: CanonicalValue, rebuilt: CanonicalValue) {
    let old = Self.leaves(recorded)
    let new = Self.leaves(rebuilt)
    let values = Dictionary(new.map { ($0.place, $0.value) }) { first, _ in first }
    let known = Set(old.map(\.place))
    let rows =
      old.map { Self.row($0.place, $0.value, values[$0.place]) }
      + new.filter { !known.contains($0.place) }.map { Self.row($0.place, nil, $0.value) }
    self.name = name
    numbers = rows.filter(\.isNumber)
    texts = rows.filter { !$0.isNumber && $0.verdict == .different }
  }

  public var isIdentical: Bool { texts.isEmpty && numbers.allSatisfy { $0.verdict == .identical } }

  public var agrees: Bool { texts.isEmpty && numbers.allSatisfy { $0.verdict != .different } }

  private static func leaves(_ value: CanonicalValue) -> [DocumentLeaf] {
    DocumentLeaf.all(of: value, without: ["title", "source"])
  }

  private static func row(
    _ place: String, _ recorded: CanonicalValue?, _ rebuilt: CanonicalValue?
  ) -> Row {
    Row(
      place: place, recorded: recorded, rebuilt: rebuilt,
      verdict: verdict(place, recorded, rebuilt))
  }

  private static func verdict(
    _ place: String, _ recorded: CanonicalValue?, _ rebuilt: CanonicalValue?
  ) -> Verdict {
    guard let recorded, let rebuilt else { return .different }
    if recorded == rebuilt { return .identical }
    guard let old = recorded.real, let new = rebuilt.real else { return .different }
    if bookkeeping.contains(where: place.hasSuffix) { return .close }
    return (old - new).magnitude <= tolerance * max(old.magnitude, new.magnitude)
      ? .close : .different
  }

  /// How a fit got to its minimum: rounding alone moves it, and no result depends on it.
  private static let bookkeeping = ["/ iterations", "/ distance-to-minimum"]
}

extension DocumentComparison.Row {
  fileprivate var isNumber: Bool { recorded?.real != nil || rebuilt?.real != nil }
}

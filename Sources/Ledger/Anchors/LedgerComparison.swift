/// Two ledgers beside each other: one history that was continued, or two that split.
public struct LedgerComparison: Sendable {
  public enum Outcome: Hashable, Sendable {
    case same
    /// One has all entries of the other and more.
    case continued
    /// - Parameter entry: The first that differs, from 1.
    case split(entry: Int)
  }

  public let first: LedgerHistory
  public let second: LedgerHistory

  public init(_ first: LedgerHistory, _ second: LedgerHistory) {
    (self.first, self.second) = (first, second)
  }

  /// How many entries both have, from the beginning.
  public var common: Int {
    zip(first.entries, second.entries).prefix { $0.digest == $1.digest }.count
  }

  public var outcome: Outcome {
    let counts = (first.entries.count, second.entries.count)
    if common < min(counts.0, counts.1) { return .split(entry: common + 1) }
    return counts.0 == counts.1 ? .same : .continued
  }
}

public import Ledger

/// Where two copies of a ledger agree, and both sides from where they split.
public struct LedgerComparisonText {
  private let comparison: LedgerComparison
  private let names: (String, String)

  public init(_ comparison: LedgerComparison, named first: String, _ second: String) {
    (self.comparison, names) = (comparison, (first, second))
  }

  private var sides: [(name: String, history: LedgerHistory)] {
    [(names.0, comparison.first), (names.1, comparison.second)]
  }

  public var lines: [String] {
    let count = comparison.common
    switch comparison.outcome {
    case .same: return ["the same history: \(Self.count(count))"]
    case .continued:
      let ordered = sides.sorted { $0.history.entries.count > $1.history.entries.count }
      let more = ordered[0].history.entries.count - count
      return [
        "one history: \(ordered[0].name) goes on by \(Self.count(more)) where "
          + "\(ordered[1].name) ends, at #\(count)"
      ]
    case .split(let entry):
      return ["THE HISTORIES SPLIT at #\(entry): \(agreement)"]
        + sides.flatMap { [""] + Self.side($0.name, $0.history, from: entry) }
    }
  }

  private var agreement: String {
    comparison.common == 0
      ? "they have nothing in common" : "they agree up to #\(comparison.common)"
  }

  /// The entries of one copy from the split on, with the digests that differ.
  private static func side(_ name: String, _ history: LedgerHistory, from entry: Int) -> [String] {
    var table = TextTable([.right, .left, .left, .left, .left, .left])
    let later = history.entries.dropFirst(entry - 1)
    for entry in later.prefix(shown) {
      let row = entry.row(now: .latest)
      table.add(row[0], row[1], row[2], row[3], row[4], entry.digest.short)
    }
    let more = later.count - shown
    return [name] + table.lines() + (more > 0 ? ["  and \(count(more)) more"] : [])
  }

  private static let shown = 20

  private static func count(_ number: Int) -> String {
    "\(number) \(number == 1 ? "entry" : "entries")"
  }

  public var document: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "schema": "na64-blind/ledger-comparison/1", "common": .integer(comparison.common),
      "first": comparison.first.head.document, "second": comparison.second.head.document,
    ]
    switch comparison.outcome {
    case .same: members["outcome"] = "same"
    case .continued: members["outcome"] = "continued"
    case .split(let entry):
      (members["outcome"], members["split-at"]) = ("split", .integer(entry))
    }
    return .object(members)
  }
}

public import BlindAnalysis
public import Ledger

/// What vouches for a ledger whose lines are all in their places.
public struct LedgerVerification {
  private let history: LedgerHistory
  /// Each anchor with the last entry that it vouches for.
  private let anchors: [(source: String, entry: Int)]
  private let hasOutside: Bool

  /// - Parameters:
  ///   - inside: Anchors of the project itself.
  ///   - outside: Anchors that were kept elsewhere.
  /// - Throws: ``Refusal`` with the ledger's status for the first anchor that does not hold.
  public init(
    of history: LedgerHistory, beside inside: [LedgerAnchor], against outside: [LedgerAnchor]
  ) throws {
    try history.checkHeadsOfFreezes()
    self.history = history
    hasOutside = !outside.isEmpty
    anchors = try (inside + outside).map { ($0.source.printable, try $0.verify(history)) }
      .sorted { $0.1 < $1.1 }
  }

  public var lines: [String] {
    let count = history.entries.count
    return [
      "\(count) \(count == 1 ? "entry" : "entries"), each in its place; head \(history.head.digest)"
    ] + (history.hasTornTail ? [LedgerText.tornTail] : []) + [""] + anchorLines + gaps + advice
  }

  private var newest: Int { anchors.last?.entry ?? 0 }

  private var anchorLines: [String] {
    guard !anchors.isEmpty else { return [] }
    var table = TextTable([.right, .left])
    for (source, entry) in anchors { table.add("#\(entry)", source) }
    return ["Vouched for up to"] + table.lines()
  }

  /// What an attacker could have done without being noticed.
  private var gaps: [String] {
    let late =
      newest < history.entries.count
      ? ["no anchor newer than #\(newest): what is behind it could be cut off"] : []
    guard let first = anchors.first?.entry else { return late }
    return late
      + ["unanchored before #\(first): until that anchor was made, all could be written anew"]
  }

  private var advice: [String] {
    hasOutside
      ? []
      : [
        "nothing from outside vouches for this ledger; keep a checkpoint elsewhere:",
        "  na64-blind ledger checkpoint",
      ]
  }

  public var document: CanonicalValue {
    [
      "schema": "na64-blind/ledger-verification/1", "head": history.head.document,
      "torn-tail": .bool(history.hasTornTail),
      "anchors": .array(
        anchors.map { ["source": .string($0.source), "entry": .integer($0.entry)] }),
      "newest-anchor": .integer(newest),
      "unanchored-before": anchors.first.map { .integer($0.entry) } ?? .null,
      "vouched-from-outside": .bool(hasOutside),
    ]
  }
}

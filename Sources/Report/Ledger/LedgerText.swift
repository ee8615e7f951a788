import BlindAnalysis
public import Ledger

/// The entries of a ledger, as a table for people and as a document for scripts.
public struct LedgerText {
  private let history: LedgerHistory
  private let now: Timestamp

  /// - Parameter now: Entries dated after it are marked.
  public init(_ history: LedgerHistory, now: Timestamp) {
    (self.history, self.now) = (history, now)
  }

  public var lines: [String] {
    let count = history.entries.count
    var table = TextTable([.right, .left, .left, .left, .left, .left])
    table.add("#", "time", "actor", "kind", "analysis", "what")
    for entry in history.entries { table.add(entry.row(now: now)) }
    return ["\(count) \(count == 1 ? "entry" : "entries"), head \(history.head.digest)"]
      + (count > 0 ? [""] + table.lines() : [])
      + (history.hasTornTail ? ["", Self.tornTail] : [])
  }

  static let tornTail =
    "behind the last entry are bytes of one whose writing was cut off; the next entry drops them"

  public var document: CanonicalValue {
    [
      "schema": "na64-blind/ledger/1", "head": history.head.document,
      "torn-tail": .bool(history.hasTornTail),
      "entries": .array(history.entries.map(\.document)),
    ]
  }
}

extension LedgerHead {
  public var document: CanonicalValue {
    ["entries": .integer(entries), "digest": .string(digest.description)]
  }
}

extension LedgerEntry {
  /// Number, time, actor, kind, analysis and what it says, each safe to print.
  func row(now: Timestamp) -> [String] {
    [
      "\(sequence)", time.description, actor.printable, kind,
      body["analysis"]?.string?.printable ?? "",
      ([what] + marks(now: now)).filter { !$0.isEmpty }.joined(separator: "; "),
    ]
  }

  /// The part of the body that people look for: digests by their first digits, names and reasons.
  private var what: String {
    if kind == "freeze" {
      return (try? Digest(of: body, as: .freeze)).map { "freeze \($0.short)" } ?? ""
    }
    if kind == "release-request" {
      return body["request"]?["purpose"]?.string.map { "for \($0.printable)" } ?? ""
    }
    let told = Self.told.compactMap { key, isDigest -> String? in
      guard let text = body[key]?.string else { return nil }
      // Of a member the name, without the key behind it.
      let shown = key == "member" ? String(text.prefix { $0 != " " }) : text
      return isDigest ? Digest(parsing: text).map { "\(key) \($0.short)" } : shown.printable
    }
    return told.prefix(3).joined(separator: ", ")
  }

  private static let told: [(key: String, isDigest: Bool)] = [
    ("definition-digest", true), ("estimate-digest", true), ("freeze", true), ("result", true),
    ("signer", false), ("member", false), ("open-file", false), ("reason", false),
  ]

  private func marks(now: Timestamp) -> [String] {
    (followsTornTail ? ["follows a torn tail"] : [])
      + (clockNote.map { ["clock note: \($0.printable)"] } ?? [])
      + (time > now ? ["dated in the future"] : [])
  }

  var document: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "seq": .integer(sequence), "prev": .string(previous.description),
      "digest": .string(digest.description), "time": .string(time.description),
      "actor": .string(actor), "kind": .string(kind), "body": body,
    ]
    if let clockNote { members["clock-note"] = .string(clockNote) }
    if followsTornTail { members["follows-torn-tail"] = true }
    return .object(members)
  }
}

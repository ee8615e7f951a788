/// One line of the ledger, verified in its place.
public struct LedgerEntry: Hashable, Sendable {
  /// The version of the line's form that this tool writes and reads.
  public static let version = 1

  /// From 1, without gaps.
  public let sequence: Int
  /// The digest of the line before, or that of ``LedgerHead/start``.
  public let previous: Digest
  public let draft: LedgerDraft
  /// Its time, or that of an entry before it, if a clock note excuses an earlier one.
  public let settledTime: Timestamp
  /// Whether the ledger ended in the middle of a line when this entry was made; what was there,
  /// an entry whose writing had been cut off, was dropped.
  public let followsTornTail: Bool
  /// Of this line, without its line feed.
  public let digest: Digest

  public var kind: String { draft.kind }
  public var actor: String { draft.actor }
  public var time: Timestamp { draft.time }
  public var body: CanonicalValue { draft.body }
  public var clockNote: String? { draft.clockNote }

  static let lineType = RecordType("ledger-line")
}

/// The line of an entry, and back.
struct LedgerLine {
  let sequence: Int
  let previous: Digest
  let draft: LedgerDraft
  let followsTornTail: Bool

  var canonicalValue: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "version": .integer(LedgerEntry.version), "seq": .integer(sequence),
      "prev": .string(previous.description), "time": .string(draft.time.description),
      "actor": .string(draft.actor), "kind": .string(draft.kind), "body": draft.body,
    ]
    if let note = draft.clockNote { members["clock-note"] = .string(note) }
    if followsTornTail { members["follows-torn-tail"] = true }
    return .object(members)
  }

  /// - Throws: ``LedgerFault`` naming the first field that is missing, unknown or wrong.
  init(_ value: CanonicalValue) throws(LedgerFault) {
    guard let members = value.object else { throw .invalidField("the whole line") }
    guard let version = members["version"]?.integer else { throw .invalidField("version") }
    guard version == LedgerEntry.version else { throw .unknownVersion(version) }
    if let unknown = members.keys.filter({ !Self.fields.contains($0) }).min() {
      throw .invalidField(unknown)
    }
    sequence = try Self.field("seq", in: members) { $0.integer }
    previous = try Self.field("prev", in: members) { $0.string.flatMap { Digest(parsing: $0) } }
    followsTornTail = try Self.optional("follows-torn-tail", in: members) { $0.bool } ?? false
    draft = LedgerDraft(
      kind: try Self.field("kind", in: members) { $0.string },
      actor: try Self.field("actor", in: members) { $0.string },
      time: try Self.field("time", in: members) { $0.string.flatMap { Timestamp(parsing: $0) } },
      body: try Self.field("body", in: members) { $0 },
      clockNote: try Self.optional("clock-note", in: members) { $0.string })
    if let field = draft.invalidField { throw .invalidField(field) }
    // The flag is there or not; a second way to say "not" would be a second form of one entry.
    if members["follows-torn-tail"] == false { throw .invalidField("follows-torn-tail") }
  }

  init(sequence: Int, previous: Digest, draft: LedgerDraft, followsTornTail: Bool) {
    (self.sequence, self.previous) = (sequence, previous)
    (self.draft, self.followsTornTail) = (draft, followsTornTail)
  }

  private static let fields = [
    "actor", "body", "clock-note", "follows-torn-tail", "kind", "prev", "seq", "time", "version",
  ]

  private static func field<Value>(
    _ name: String, in members: [String: CanonicalValue], as read: (CanonicalValue) -> Value?
  ) throws(LedgerFault) -> Value {
    guard let value = members[name].flatMap(read) else { throw .invalidField(name) }
    return value
  }

  private static func optional<Value>(
    _ name: String, in members: [String: CanonicalValue], as read: (CanonicalValue) -> Value?
  ) throws(LedgerFault) -> Value? {
    guard let member = members[name] else { return nil }
    guard let value = read(member) else { throw .invalidField(name) }
    return value
  }
}

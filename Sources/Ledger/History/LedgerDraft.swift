/// What somebody wants to enter in the ledger, before it has a place there.
public struct LedgerDraft: Hashable, Sendable {
  /// As in `freeze`: 1 to 64 lower-case letters, digits and hyphens, a letter first.
  public let kind: String
  /// Who acts: 1 to 256 bytes on one line.
  public let actor: String
  public let time: Timestamp
  public let body: CanonicalValue
  /// Why the time may be out of order, for an entry made while a clock was wrong.
  public let clockNote: String?

  public init(
    kind: String, actor: String, time: Timestamp, body: CanonicalValue, clockNote: String? = nil
  ) {
    (self.kind, self.actor, self.time) = (kind, actor, time)
    (self.body, self.clockNote) = (body, clockNote)
  }

  /// The name of the first part that an entry may not have, if there is one.
  var invalidField: String? {
    if !Self.isName(kind) { return "kind" }
    if !Self.isOneLine(actor, limit: 256) { return "actor" }
    if let clockNote, !Self.isOneLine(clockNote, limit: 1024) { return "clock-note" }
    return nil
  }

  private static func isName(_ text: String) -> Bool {
    let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    return (1...64).contains(text.utf8.count) && letters.contains(text.utf8.first ?? 0)
      && text.utf8.allSatisfy {
        letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-")
      }
  }

  private static func isOneLine(_ text: String, limit: Int) -> Bool {
    (1...limit).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
  }
}

import Foundation
import Testing

@testable import Ledger

/// Rows L6 and L10: what a line may be.
@Suite("Reading the ledger") struct LedgerReadingTests {
  @Test("a missing one is empty, needs no lock and leaves nothing behind")
  func missing() throws {
    let project = try TemporaryProject()
    let history = try project.folder.ledger(now: moment())
    #expect(history == LedgerHistory())
    #expect(history.head == .start)
    #expect(try project.folder.names().isEmpty)
  }

  @Test("is the bytes and the head that an independent program makes")
  func oracle() throws {
    let rows = try oracleRows("ledger.txt")
    let bytes = file(rows.dropLast().map { Array($0.utf8) })
    #expect(bytes == file(try lines(of: sampleDrafts)))
    #expect(try LedgerHistory(verifying: bytes, now: moment(60)).head.description == rows.last)
  }

  @Test("gives back what was entered")
  func entries() throws {
    let bytes = file(try lines(of: sampleDrafts))
    let history = try LedgerHistory(verifying: bytes, now: moment(60))
    #expect(history.entries.map(\.draft) == sampleDrafts)
    #expect(history.entries.map(\.sequence) == [1, 2, 3])
    #expect(history.entries.map(\.previous).dropFirst() == history.entries.map(\.digest).dropLast())
    #expect(history.entries[0].previous == LedgerHead.start.digest)
    #expect(!history.hasTornTail)
  }

  /// A first line whose members are changed by hand.
  private func line(_ change: (inout [String: CanonicalValue]) -> Void) throws -> [UInt8] {
    let valid = try CanonicalValue(parsing: try lines(of: sampleDrafts)[0])
    var members = try #require(valid.object)
    change(&members)
    return file([try CanonicalValue.object(members).canonicalBytes()])
  }

  static let changes: [(field: String, value: CanonicalValue?, fault: LedgerFault)] = [
    ("version", nil, .invalidField("version")),
    ("version", 2, .unknownVersion(2)),
    ("version", "1", .invalidField("version")),
    ("seq", nil, .invalidField("seq")),
    ("seq", 0, .wrongSequence(expected: 1)),
    ("seq", 2, .wrongSequence(expected: 1)),
    ("seq", 1.5, .invalidField("seq")),
    ("prev", nil, .invalidField("prev")),
    ("prev", "sha256:0", .invalidField("prev")),
    (
      "prev", .string(Digest(ofBytes: [], as: RecordType("other")).description), .brokenChain
    ),
    ("time", nil, .invalidField("time")),
    ("time", "2026-03-01", .invalidField("time")),
    ("time", 0, .invalidField("time")),
    ("actor", nil, .invalidField("actor")),
    ("actor", "", .invalidField("actor")),
    ("actor", "alice\nbob", .invalidField("actor")),
    ("actor", .string(String(repeating: "a", count: 257)), .invalidField("actor")),
    ("kind", nil, .invalidField("kind")),
    ("kind", "Freeze", .invalidField("kind")),
    ("kind", "1st", .invalidField("kind")),
    ("kind", .string(String(repeating: "a", count: 65)), .invalidField("kind")),
    ("body", nil, .invalidField("body")),
    ("clock-note", "", .invalidField("clock-note")),
    ("follows-torn-tail", false, .invalidField("follows-torn-tail")),
    ("follows-torn-tail", 1, .invalidField("follows-torn-tail")),
    ("unknown", 1, .invalidField("unknown")),
  ]

  @Test("refuses what a field may not be", arguments: changes)
  func fields(change: (field: String, value: CanonicalValue?, fault: LedgerFault)) throws {
    let bytes = try line { $0[change.field] = change.value }
    #expect(throws: LedgerError.invalid(line: 1, change.fault)) {
      try LedgerHistory(verifying: bytes, now: moment())
    }
  }

  @Test("keeps kinds it does not know")
  func unknownKind() throws {
    let bytes = try line { $0["kind"] = "kind-of-2040" }
    let history = try LedgerHistory(verifying: bytes, now: moment())
    #expect(history.entries.map(\.kind) == ["kind-of-2040"])
  }

  static let noEntries: [String] = [
    "\n", "\n\n", "{}\n", "[]\n", "null\n", "1\n", "\0\n", "\u{FEFF}{}\n", "{}\r\n", "text\n",
    "{\"a\":1,\"a\":1}\n", " {}\n",
  ]

  @Test("refuses what is no entry", arguments: noEntries)
  func noEntry(text: String) {
    #expect(refusal(of: Array(text.utf8)) == 23)
  }

  @Test("refuses another layout, line ends and bytes of a valid entry")
  func otherBytes() throws {
    let line = try lines(of: sampleDrafts)[0]
    let text = String(decoding: line, as: UTF8.self)
    let others = [
      text + " \n", text + "\r\n", " " + text + "\n", text + "\n\n", "\u{FEFF}" + text + "\n",
      text.replacing(":1,", with: ":1.0,") + "\n", text.replacing(",", with: ", ") + "\n",
      text.replacing("é", with: "e\u{301}") + "\n", text.replacing("é", with: "\\u00e9") + "\n",
    ]
    #expect(refusal(of: file([line])) == nil)
    for other in others { #expect(refusal(of: Array(other.utf8)) == 23, "\(other)") }
    for byte in [0xFF, 0x00, 0xC3] as [UInt8] {
      #expect(refusal(of: file([line.dropLast() + [byte]])) == 23)
    }
  }

  @Test("is bounded: a line of over 1 MiB, a file of 1 GiB")
  func bounds() throws {
    let project = try TemporaryProject()
    let long = CanonicalValue.string(String(repeating: "a", count: 1 << 20))
    #expect(refusal(of: file(try lines(of: [draft(body: long)]))) == 23)
    try project.put([], at: ProjectFolder.ledgerPath)
    let handle = try FileHandle(forUpdating: URL(filePath: project.ledgerPath))
    try handle.truncate(atOffset: 1 << 30)
    try handle.close()
    let error = #expect(throws: LedgerError.self) { try project.folder.ledger(now: moment()) }
    #expect(error?.exitCode == 23)
    let locked = try project.folder.lock()
    #expect(throws: LedgerError.self) { try locked.append(draft(), to: LedgerHistory()) }
  }

  @Test("refuses times out of order or in the future, unless a note explains them")
  func times() throws {
    /// The fault of the last line.
    func fault(_ drafts: LedgerDraft...) throws -> LedgerFault? {
      let bytes = file(try lines(of: drafts))
      do {
        _ = try LedgerHistory(verifying: bytes, now: moment(60))
        return nil
      } catch .invalid(line: drafts.count, let fault) {
        return fault
      }
    }
    #expect(try fault(draft(), draft()) == nil)
    #expect(try fault(draft(at: moment(1)), draft()) == .timeBeforePredecessor)
    #expect(try fault(draft(at: moment(360))) == nil)
    #expect(try fault(draft(at: moment(361))) == .timeInFuture)
    #expect(try fault(draft(at: moment(3600))) == .timeInFuture)
    let noted = draft(at: moment(3600), clockNote: "the clock of the counting room was wrong")
    #expect(try fault(noted) == nil)
    #expect(try fault(draft(at: moment(1)), noted, draft(at: moment(2))) == nil)
    #expect(try fault(draft(at: moment(1)), noted, draft()) == .timeBeforePredecessor)
    #expect(try fault(draft(at: moment(1)), draft(clockNote: "late")) == nil)
  }
}

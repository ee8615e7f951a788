@testable import Ledger

/// A moment in the tests, counted in seconds from an arbitrary one.
func moment(_ seconds: Int = 0) -> Timestamp { Timestamp(seconds: 1_772_353_800 + seconds) }

func draft(
  _ kind: String = "note", body: CanonicalValue = [:], at time: Timestamp = moment(),
  clockNote: String? = nil
) -> LedgerDraft {
  LedgerDraft(kind: kind, actor: "alice", time: time, body: body, clockNote: clockNote)
}

/// Three entries of different kinds, one of which no version of the tool knows.
let sampleDrafts = [
  draft("register", body: ["name": "épreuve", "threshold": 2]),
  draft("from-the-future", body: ["value": 0.5], at: moment(60)),
  draft("freeze", body: ["digest": "sha256:0"], at: moment(60)),
]

/// The lines of a valid ledger with these drafts; chained from scratch, as a forger would.
func lines(of drafts: [LedgerDraft]) throws -> [[UInt8]] {
  var lines: [[UInt8]] = []
  var head = LedgerHead.start
  for draft in drafts {
    let entry = LedgerLine(
      sequence: head.entries + 1, previous: head.digest, draft: draft, followsTornTail: false)
    let line = try entry.canonicalValue.canonicalBytes()
    lines.append(line)
    head = LedgerHead(
      entries: head.entries + 1, digest: Digest(ofBytes: line, as: LedgerEntry.lineType))
  }
  return lines
}

func file(_ lines: [[UInt8]]) -> [UInt8] {
  lines.flatMap { $0 + [UInt8(ascii: "\n")] }
}

/// The exit code with which a ledger is refused, or nil when it is accepted.
func refusal(of bytes: [UInt8], against anchor: LedgerHead? = nil) -> Int32? {
  do throws(LedgerError) {
    let history = try LedgerHistory(verifying: bytes, now: moment(120))
    if let anchor { try history.verify(against: anchor) }
    return nil
  } catch {
    return error.exitCode
  }
}

import Foundation
import ProgramSupport

@testable import Ledger

/// The ledger of an analysis, made by the program, with what a forger may do to it.
struct LedgerSample {
  static let path = ".na64-blind/ledger.jsonl"
  let ceremony: Ceremony

  var file: URL { ceremony.folder.url.appending(path: Self.path) }

  func bytes() throws -> [UInt8] { Array(try Data(contentsOf: file)) }

  func put(_ bytes: [UInt8]) throws { try Data(bytes).write(to: file) }

  func entries() throws -> [LedgerEntry] {
    try LedgerHistory(verifying: bytes(), now: .latest).entries
  }

  /// Runs a verb of `ledger` in the folder of the project.
  func ledger(_ words: String...) throws -> Outcome {
    try run(["ledger"] + words, in: ceremony.folder.url)
  }

  func checkpoint() throws -> String {
    try ledger("checkpoint").output.trimmingCharacters(in: .newlines)
  }

  /// How `ledger verify --against` ends for other bytes.
  func verdict(on bytes: [UInt8], against checkpoint: String) throws -> Int32 {
    try put(bytes)
    return try ledger("verify", "--against", checkpoint).status
  }

  /// Takes away every anchor that lies in the project.
  func removeResults() throws {
    try FileManager.default.removeItem(at: ceremony.folder.url.appending(path: "results"))
  }
}

/// The bytes of lines, each with its line feed.
func file(_ lines: [[UInt8]]) -> [UInt8] { lines.flatMap { $0 + [UInt8(ascii: "\n")] } }

/// The lines of a valid ledger with these drafts; chained from scratch, as a forger would.
func chained(_ drafts: [LedgerDraft]) throws -> [[UInt8]] {
  var (lines, head) = ([[UInt8]](), LedgerHead.start)
  for draft in drafts {
    let entry = LedgerLine(
      sequence: head.entries + 1, previous: head.digest, draft: draft, followsTornTail: false)
    lines.append(try entry.canonicalValue.canonicalBytes())
    head = LedgerHead(
      entries: head.entries + 1,
      digest: Digest(ofBytes: lines[head.entries], as: LedgerEntry.lineType))
  }
  return lines
}

import Foundation
import ProgramSupport
import Testing

@testable import Ledger

/// The line that people keep, in the states in which mail programs hand it back.
@Suite("Checkpoints") struct CheckpointTests {
  private let head = LedgerHead(entries: 12, digest: Digest(ofBytes: [7], as: RecordType("other")))

  @Test("are found quoted, wrapped and among other text")
  func found() throws {
    let line = Checkpoint(of: head).line
    let wrapped = line.replacingOccurrences(of: " sha", with: "\n> sha")
    for text in [line, "> > \(line)\r\n-- \nBob", "Dear all,\n\n\(wrapped)\n", ">\(line)"] {
      #expect(try Checkpoint.all(in: text) == [Checkpoint(of: head)], "\(text)")
    }
    #expect(try Checkpoint.all(in: "nothing of the kind").isEmpty)
    #expect(try Checkpoint.all(in: line + "\n" + line).count == 2)
    for damaged in [String(line.dropLast()), Checkpoint.mark, line.replacing("12", with: "012")] {
      #expect(throws: DamagedCheckpoint(number: 1)) { try Checkpoint.all(in: damaged) }
    }
  }

  @Test("name the newest entry, so that alone they notice when it is cut off")
  func newest() throws {
    let sample = LedgerSample(ceremony: try .frozen())
    let (bytes, line) = (try sample.bytes(), try sample.checkpoint())
    let head = try LedgerHistory(verifying: bytes, now: .latest).head
    #expect(line == Checkpoint(of: head).line)
    let document = try sample.ledger("checkpoint", "--format", "json").output
    #expect(document.contains("\(head.digest)"))
    try sample.removeResults()
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
    #expect(try sample.verdict(on: bytes, against: line) == 0)
    #expect(try sample.verdict(on: file(lines.dropLast()), against: line) == 23)
  }

  @Test("are taken from the command line, from files and from statements; nothing else is")
  func given() throws {
    let sample = LedgerSample(ceremony: try .frozen())
    let line = try sample.checkpoint()
    let words = line.split(separator: " ").map(String.init)
    try Data("note\n> \(line)\n".utf8)
      .write(to: sample.ceremony.folder.url.appending(path: "note.txt"))
    for given in [[line], words, Array(words.dropFirst()), ["note.txt"], ["note.txt", line]] {
      let outcome = try run(
        ["ledger", "verify", "--against"] + given, in: sample.ceremony.folder.url)
      #expect(outcome.status == 0 && outcome.output.contains("#4"), "\(outcome.errors)")
      #expect(!outcome.output.contains("nothing from outside"))
    }
    let statement = try sample.ledger("verify", "--against", "results/small/statement.txt")
    #expect(statement.status == 0)
    for given in ["12", "sha256:0", "nothing.txt", Ceremony.file] {
      #expect(try sample.ledger("verify", "--against", given).status == 65, "\(given)")
    }
  }
}

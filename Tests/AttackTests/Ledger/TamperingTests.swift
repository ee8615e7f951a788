import Foundation
import ProgramSupport
import Testing

@testable import Ledger

/// Whatever is changed below an anchor is noticed; invariant I5.
@Suite("Tampering with the ledger") struct TamperingTests {
  @Test("L1 every bit of every byte, flipped under a checkpoint")
  func bitFlips() throws {
    let sample = LedgerSample(ceremony: try .frozen())
    let lines = try sample.bytes().split(separator: UInt8(ascii: "\n")).prefix(2).map(Array.init)
    let bytes = file(lines)
    let anchor = try LedgerHistory(verifying: bytes, now: .latest).head
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << UInt8(bit)
        #expect(throws: LedgerError.self, "byte \(index), bit \(bit)") {
          try LedgerHistory(verifying: changed, now: .latest).verify(against: anchor)
        }
      }
    }
  }

  @Test("L1 a bit here and there of a whole ledger, through the verb")
  func bitFlipsThroughTheVerb() throws {
    let sample = LedgerSample(ceremony: try .frozen())
    let (bytes, checkpoint) = (try sample.bytes(), try sample.checkpoint())
    #expect(try sample.verdict(on: bytes, against: checkpoint) == 0)
    for index in stride(from: 0, to: bytes.count, by: 97) + [bytes.count - 1] {
      var changed = bytes
      changed[index] ^= 1 << UInt8(index % 8)
      #expect(try sample.verdict(on: changed, against: checkpoint) == 23, "byte \(index)")
    }
  }

  @Test("L2 cut after every byte: refused under an anchor; without one, the gap is named")
  func truncation() throws {
    let sample = LedgerSample(ceremony: try .frozen())
    let bytes = try sample.bytes()
    let anchor = try LedgerHistory(verifying: bytes, now: .latest).head
    let ends = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
    // A line is read again for every byte of the next, so the long one is cut at some places only.
    for count in Array(0...ends[1]) + stride(from: ends[1], to: bytes.count, by: 101) {
      let cut = try LedgerHistory(verifying: Array(bytes[..<count]), now: .latest)
      #expect(cut.entries.count == ends.count { $0 < count })
      #expect(throws: LedgerError.self, "\(count) bytes") { try cut.verify(against: anchor) }
    }
    let checkpoint = try sample.checkpoint()
    for count in [0] + ends.dropLast().flatMap({ [$0, $0 + 1, $0 + 2] }) + [bytes.count - 1] {
      #expect(try sample.verdict(on: Array(bytes[..<count]), against: checkpoint) == 23)
      #expect(try sample.ledger("verify").status == 23, "the statement on disk is an anchor")
      #expect(try sample.ceremony.run(["status"]).status == 23)
    }
    try sample.removeResults()
    for (entries, end) in ends.enumerated() {
      try sample.put(Array(bytes[...end]))
      let outcome = try sample.ledger("verify")
      #expect(outcome.status == 0 && outcome.output.hasPrefix("\(entries + 1) entr"))
      #expect(outcome.output.contains("no anchor newer than #0"))
    }
  }

  @Test("L2 what lies behind the newest anchor is named")
  func gap() throws {
    let sample = LedgerSample(ceremony: try .frozen())
    #expect(try sample.ceremony.run(["unfreeze", "--reason", "a test"]).status == 0)
    #expect(try sample.ledger("verify").output.contains("no anchor newer than #4"))
    #expect(
      !(try sample.ledger("verify", "--against", sample.checkpoint()).output
        .contains("no anchor newer")))
  }

  @Test("L3 lines removed, doubled, swapped, made up or changed and chained anew")
  func rechained() throws {
    let sample = LedgerSample(ceremony: try .frozen())
    let (bytes, checkpoint) = (try sample.bytes(), try sample.checkpoint())
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
    let drafts = try sample.entries().map(\.draft)
    for index in lines.indices {
      let (before, after) = (Array(lines[..<index]), Array(lines[(index + 1)...]))
      let swapped = before.isEmpty ? after + [lines[0]] : [lines[index]] + before + after
      for other in [before + after, before + [lines[index], lines[index]] + after, swapped] {
        #expect(try sample.verdict(on: file(other), against: checkpoint) == 23, "line \(index)")
      }
      let made = LedgerDraft(kind: "note", actor: "eve", time: drafts[index].time, body: [:])
      for forged in [
        Array(drafts[..<index]) + [made] + drafts[index...],
        Array(drafts[..<index]) + [made] + drafts[(index + 1)...],
      ] {
        let bytes = file(try chained(forged))
        #expect(try LedgerHistory(verifying: bytes, now: .latest).entries.count == forged.count)
        #expect(try sample.verdict(on: bytes, against: checkpoint) == 23, "forged \(index)")
      }
    }
  }

  @Test("L3 a freeze that names another history than the one before it")
  func freezeAfterAnotherHistory() throws {
    let sample = LedgerSample(ceremony: try .frozen())
    let drafts = try sample.entries().map(\.draft)
    let made = LedgerDraft(kind: "note", actor: "eve", time: drafts[0].time, body: [:])
    try sample.put(file(try chained([made] + drafts)))
    let outcome = try sample.ledger("verify")
    #expect(outcome.status == 23 && outcome.errors.contains("made after another history"))
  }

  @Test("L4 a whole new history is noticed by what was kept outside, and said to be possible else")
  func newHistory() throws {
    let sample = LedgerSample(ceremony: try .frozen())
    let checkpoint = try sample.checkpoint()
    let folder = sample.ceremony.folder.url
    try sample.removeResults()
    try FileManager.default.removeItem(at: folder.appending(path: ".na64-blind"))
    try replace("E_HCAL < 30 GeV", with: "E_HCAL < 29 GeV", in: Ceremony.file, of: sample.ceremony)
    for verb in ["estimate", "freeze"] { #expect(try sample.ceremony.run([verb]).status == 0) }
    let outcome = try sample.ledger("verify")
    #expect(outcome.status == 0 && outcome.output.contains("unanchored before #"))
    #expect(outcome.output.contains("nothing from outside vouches"))
    #expect(try sample.ledger("verify", "--against", checkpoint).status == 23)
  }

  @Test(
    "L5 a copy is read as a ledger whatever it is called, and a name of nothing is not that of ours",
    arguments: ["copy.jsonl", "copy.txt", "ledger"])
  func anyName(of copy: String) throws {
    let sample = LedgerSample(ceremony: try .frozen())
    let folder = sample.ceremony.folder.url
    let bytes = try sample.bytes()
    try Data(bytes).write(to: folder.appending(path: copy))
    func status(_ words: String...) throws -> Int32 {
      try run(["ledger"] + words, in: folder).status
    }
    #expect(try status("compare", ".", copy) == 0)
    try Data(bytes + Array("{}\n".utf8)).write(to: folder.appending(path: copy))
    #expect(try status("verify", copy) == 23)
    #expect(try status("compare", ".", copy) == 23)
    for missing in ["missing", "missing.yaml", "missing.jsonl", "missing/ledger"] {
      #expect(try status("verify", missing) == 65, "\(missing)")
      #expect(try status("checkpoint", missing) == 65, "\(missing)")
    }
    #expect(try status("verify", Ceremony.file) == 0)
  }

  @Test("L5 two histories of one size, shown to two reviewers, are told apart where they split")
  func twoHistories() throws {
    let first = LedgerSample(ceremony: try .frozen())
    let second = LedgerSample(ceremony: try Ceremony(copying: first.ceremony))
    let original = first.ceremony.folder.url.appending(path: "copy.jsonl")
    try FileManager.default.copyItem(at: first.file, to: original)
    #expect(try first.ceremony.run(["unfreeze", "--reason", "for alice"]).status == 0)
    #expect(try second.ceremony.run(["unfreeze", "--reason", "for bob"]).status == 0)
    let split = try first.ledger("compare", ".", second.file.path)
    #expect(split.status == 23)
    #expect(split.output.contains("THE HISTORIES SPLIT at #5: they agree up to #4"))
    for side in [first, second] {
      #expect(split.output.contains(try side.entries()[4].digest.short))
    }
    let longer = try first.ledger("compare", "copy.jsonl", Ceremony.file)
    #expect(longer.status == 0 && longer.output.contains("goes on by 1 entry"))
    #expect(try first.ledger("compare", ".", first.file.path).output.hasPrefix("the same history"))
    let document = try first.ledger("compare", ".", second.file.path, "--format", "json")
    #expect(document.output.contains(#""split-at":5"#))
  }
}

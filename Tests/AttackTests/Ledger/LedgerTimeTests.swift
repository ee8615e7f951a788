import Foundation
import ProgramSupport
import Testing

@testable import Ledger

@Suite("Clocks and the ledger") struct LedgerTimeTests {
  /// A frozen analysis whose newest entry was made by a clock that is fast.
  private func sample(ahead seconds: Int) throws -> LedgerSample {
    let sample = LedgerSample(ceremony: try .frozen())
    let folder = try ProjectFolder(at: sample.ceremony.folder.url.path)
    let now = WallClock.system.now
    let history = try folder.ledger(now: now)
    let late = LedgerDraft(
      kind: "note", actor: "bob", time: Timestamp(seconds: now.seconds + seconds), body: [:])
    _ = try folder.lock().append(late, to: history)
    return sample
  }

  @Test("L6 an entry from the future is refused, unless a note explains it")
  func future() throws {
    let sample = try sample(ahead: 3600)
    for verb in ["status", "estimate"] {
      let refused = try sample.ceremony.run([verb])
      #expect(refused.status == 23 && refused.errors.contains("--clock-note"))
    }
    #expect(try sample.ledger("verify").status == 23)
    #expect(try sample.ledger("show").output.contains("dated in the future"))
    let note = ["--clock-note", "the clock of the counting room is fast"]
    #expect(try sample.ceremony.run(["status"] + note).status == 0)
    #expect(try sample.ceremony.run(["unfreeze", "--reason", "late"] + note).status == 0)
    #expect(try sample.entries().last?.clockNote == note[1])
    #expect(try sample.ledger("show").output.contains("clock note: the clock of the counting"))
  }

  @Test("L6 no entry is dated before its predecessor; every verb that makes one takes the note")
  func behind() throws {
    let sample = try sample(ahead: 200)
    let note = ["--clock-note", "set by hand"]
    let phrase = try sample.ceremony.phrase()
    for words in [
      ["unblind", "--sign-off", "--phrase", phrase], ["unfreeze", "--reason", "a test"],
    ] {
      let refused = try sample.ceremony.run(words)
      #expect(refused.status == 73 && refused.errors.contains("explain it with --clock-note"))
    }
    #expect(try sample.entries().count == 5)
    let verbs = [
      ["unfreeze", "--reason", "a test"], ["estimate"], ["freeze"],
    ]
    try replace("E_HCAL < 30 GeV", with: "E_HCAL < 29 GeV", in: Ceremony.file, of: sample.ceremony)
    for words in verbs {
      let outcome = try sample.ceremony.run(words + note)
      #expect(outcome.status == 0, "\(words): \(outcome.errors)")
    }
    let opening = ["unblind", "--sign-off", "--phrase", try sample.ceremony.phrase()]
    #expect(try sample.ceremony.run(opening + note).status == 0)
    let later = try sample.entries().dropFirst(5)
    #expect(later.count >= 7 && later.allSatisfy { $0.clockNote == "set by hand" })
  }

  @Test("L6 a note of two lines or of nothing is no note")
  func badNotes() throws {
    let sample = LedgerSample(ceremony: try .frozen())
    for note in ["", "two\nlines"] {
      #expect(
        try sample.ceremony.run(["unfreeze", "--reason", "a", "--clock-note", note]).status == 73)
    }
    #expect(try sample.entries().count == 4)
  }
}

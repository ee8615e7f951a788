import Foundation
import Testing

@testable import Ledger

/// Rows L7 and L8: an entry is there as a whole or not at all, and none is lost.
@Suite("Appending to the ledger") struct LedgerAppendingTests {
  @Test("returns what a reader then finds")
  func appending() throws {
    let project = try TemporaryProject()
    let locked = try project.folder.lock()
    var history = try project.folder.ledger(now: moment(60))
    for draft in sampleDrafts { history = try locked.append(draft, to: history) }
    #expect(try project.folder.ledger(now: moment(60)) == history)
    #expect(try project.bytes(at: ProjectFolder.ledgerPath) == file(try lines(of: sampleDrafts)))
  }

  @Test("a writing cut off at any byte leaves the old history or the new one, never a third")
  func cutOff() throws {
    let project = try TemporaryProject()
    let locked = try project.folder.lock()
    let all = try lines(of: sampleDrafts)
    let old = file(Array(all.prefix(2)))
    let new = file(all)
    for count in old.count...new.count {
      try project.put(Array(new.prefix(count)), at: ProjectFolder.ledgerPath)
      let history = try project.folder.ledger(now: moment(60))
      #expect(history.entries.count == (count == new.count ? 3 : 2))
      let next = try locked.append(draft(at: moment(60)), to: history)
      #expect(try project.folder.ledger(now: moment(60)) == next)
      #expect(next.entries.last?.followsTornTail == (count > old.count && count < new.count))
    }
  }

  @Test("refuses to write after entries that the caller has not seen")
  func grown() throws {
    let project = try TemporaryProject()
    let locked = try project.folder.lock()
    let seen = try locked.append(draft(), to: LedgerHistory())
    let grown = try locked.append(draft("other"), to: seen)
    for history in [LedgerHistory(), seen] {
      #expect(throws: LedgerError.grown) { try locked.append(draft(), to: history) }
    }
    #expect(try project.folder.ledger(now: moment()) == grown)
  }

  @Test("refuses to write when the entries seen are no longer there")
  func rewritten() throws {
    let project = try TemporaryProject()
    let locked = try project.folder.lock()
    let history = try locked.append(draft(), to: LedgerHistory())
    let bytes = try project.bytes(at: ProjectFolder.ledgerPath)
    let other = file(try lines(of: [draft("evil")]))
    for changed in [[], Array(bytes.dropLast()), Array(bytes.dropFirst()), other] {
      try project.put(changed, at: ProjectFolder.ledgerPath)
      #expect(throws: LedgerError.rewritten) { try locked.append(draft(), to: history) }
      #expect(try project.bytes(at: ProjectFolder.ledgerPath) == changed)
    }
    #expect(LedgerError.rewritten.exitCode == 23)
  }

  static let unfitDrafts: [(draft: LedgerDraft, error: LedgerError)] = [
    (draft("Bad Kind"), .unfit(.invalidField("kind"))),
    (
      LedgerDraft(kind: "note", actor: "", time: moment(), body: [:]),
      .unfit(.invalidField("actor"))
    ),
    (draft(clockNote: "two\nlines"), .unfit(.invalidField("clock-note"))),
    (draft(body: .string(String(repeating: "a", count: 1 << 20))), .unfit(.tooLong)),
    (
      draft(body: ["a": .real(.nan)]),
      .unfitBody(CanonicalWriteError(kind: .notFinite, path: "body.a"))
    ),
    (draft(at: moment(-1)), .clockBehind(last: moment(), now: moment(-1))),
  ]

  @Test("refuses an entry that a reader would refuse", arguments: unfitDrafts)
  func unfit(case row: (draft: LedgerDraft, error: LedgerError)) throws {
    let project = try TemporaryProject()
    let locked = try project.folder.lock()
    let history = try locked.append(draft(), to: LedgerHistory())
    #expect(throws: row.error) { try locked.append(row.draft, to: history) }
    #expect(row.error.exitCode == 73)
    #expect(try project.folder.ledger(now: moment()) == history)
  }

  @Test("accepts a time out of order with a note, and goes on from the time before it")
  func clockNote() throws {
    let project = try TemporaryProject()
    let locked = try project.folder.lock()
    var history = try locked.append(draft(at: moment(50)), to: LedgerHistory())
    history = try locked.append(draft(at: moment(9999), clockNote: "wrong"), to: history)
    history = try locked.append(draft(at: moment(51)), to: history)
    #expect(try project.folder.ledger(now: moment(51)) == history)
  }

  @Test("two processes at once lose nothing")
  func twoProcesses() throws {
    let project = try TemporaryProject()
    let probes = try ["alice", "bob"].map { try Probe(["append", project.path, "200", $0]) }
    for probe in probes { #expect(probe.outcome().status == 0) }
    let history = try project.folder.ledger(now: Timestamp(seconds: 1_750_000_000))
    for actor in ["alice", "bob"] {
      let numbers = history.entries.filter { $0.actor == actor }.map { $0.body["number"]?.integer }
      #expect(numbers == Array(0..<200))
    }
  }

  @Test("many tasks at once lose nothing")
  func manyTasks() async throws {
    let project = try TemporaryProject()
    let folder = project.folder
    try await withThrowingTaskGroup { group in
      for task in 0..<8 {
        group.addTask {
          for _ in 0..<10 { try await appendWhenFree("task-\(task)", in: folder) }
        }
      }
      try await group.waitForAll()
    }
    let history = try folder.ledger(now: moment())
    for task in 0..<8 { #expect(history.entries.count { $0.kind == "task-\(task)" } == 10) }
  }
}

private func appendWhenFree(_ kind: String, in folder: ProjectFolder) async throws {
  while true {
    do {
      let history = try folder.ledger(now: moment())
      let locked = try folder.lock()
      _ = try locked.append(draft(kind), to: history)
      return
    } catch let error as StorageError where error.reason == .busy {
      await Task.yield()
    } catch LedgerError.grown {
      await Task.yield()
    }
  }
}

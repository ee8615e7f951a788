import Foundation
import Testing

@testable import Ledger

/// Invariant I10: whatever prefix of its writes a process gets to make, what it leaves is legal.
///
/// The process reserves space, enters `begin`, writes a result and enters `end`.
@Suite("Crashes at every change of a file") struct CrashTests {
  private let now = Timestamp(seconds: 1_750_000_000)

  /// Each file is durable before it gets its name, and each name before the next step begins.
  static let calls = [
    "mkdirat .na64-blind", "fsync project", "openat lock",
    "openat 0.na64-blind-unfinished", "posix_fallocate 0.na64-blind-unfinished",
    "fsync 0.na64-blind-unfinished",
    "openat 0.na64-blind-unfinished", "openat 1.na64-blind-unfinished",
    "posix_fallocate 1.na64-blind-unfinished", "fsync 1.na64-blind-unfinished",
    "openat ledger.jsonl", "write ledger.jsonl", "fsync ledger.jsonl", "fsync .na64-blind",
    "mkdirat results", "fsync project",
    "write 0.na64-blind-unfinished", "ftruncate 0.na64-blind-unfinished",
    "fsync 0.na64-blind-unfinished", "renameat result.json", "fsync results", "fsync .na64-blind",
    "ftruncate 1.na64-blind-unfinished", "unlinkat 1.na64-blind-unfinished",
    "openat ledger.jsonl", "write ledger.jsonl", "fsync ledger.jsonl", "fsync .na64-blind",
  ]

  @Test("have these calls to come at")
  func order() throws {
    let place = try TemporaryProject()
    try place.put([], at: "project/file")
    let calls = try CrashShim.calls(
      ["steps", place.path(of: "project")], logFile: place.path(of: "log"))
    #expect(calls == Self.calls)
  }

  @Test(
    "leave a state that can be explained and gone on from",
    arguments: [CrashShim.Mode.before, .after, .torn, .full])
  func everyCall(mode: CrashShim.Mode) throws {
    for call in 1...Self.calls.count {
      let project = try TemporaryProject()
      let outcome = try CrashShim.run(["steps", project.path], at: call, mode)
      let place = Comment(rawValue: "call \(call)")
      // On a full disk what needs no space still works, such as freeing what was reserved.
      let statuses = mode == .full ? [73, 0] : [-SIGKILL]
      #expect(statuses.contains(outcome.status), place)
      #expect(outcome.output.hasPrefix("done") == (outcome.status == 0), place)
      try checkState(of: project, place)
      #expect(try Probe.run(["steps", project.path]).status == 0, place)
      #expect(try project.controlNames == ["ledger.jsonl", "lock"], place)
      #expect(try project.folder.ledger(now: now).entries.last?.kind == "end", place)
    }
  }

  private func checkState(of project: TemporaryProject, _ place: Comment) throws {
    let history = try project.folder.ledger(now: now)
    let kinds = history.entries.map(\.kind)
    #expect([[], ["begin"], ["begin", "end"]].contains(kinds), place)
    let result = try project.folder.readIfPresent("results/result.json", limit: 100)
    #expect(result == nil || result == Array("result\n".utf8), place)
    if result != nil { #expect(kinds.first == "begin", place) }
    if kinds.last == "end" { #expect(result != nil, place) }
  }

  @Test("interrupted calls and short writes are taken up again")
  func slow() throws {
    let project = try TemporaryProject()
    #expect(try CrashShim.run(["steps", project.path], at: 1, .slow).status == 0)
    try checkState(of: project, "slow")
    let history = try project.folder.ledger(now: now)
    #expect(history.entries.map(\.kind) == ["begin", "end"])
    #expect(!history.hasTornTail)
    #expect(try project.controlNames == ["ledger.jsonl", "lock"])
  }

  @Test("a torn write really leaves half a line, which the next entry notes")
  func tornLine() throws {
    var noted = 0
    for call in 1...20 {
      let project = try TemporaryProject()
      _ = try CrashShim.run(["steps", project.path], at: call, .torn)
      guard try project.folder.ledger(now: now).hasTornTail else { continue }
      #expect(try Probe.run(["steps", project.path]).status == 0)
      noted += try project.folder.ledger(now: now).entries.count { $0.followsTornTail }
    }
    #expect(noted == 1)
  }
}

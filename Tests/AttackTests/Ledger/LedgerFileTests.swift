import Foundation
import ProgramSupport
import Testing

@testable import Ledger

@Suite("The file of the ledger") struct LedgerFileTests {
  @Test("L7 an end at every byte of an entry leaves the old history or the new one")
  func cutOff() throws {
    let sample = LedgerSample(ceremony: try .frozen())
    let old = try sample.bytes()
    #expect(try sample.ceremony.run(["unfreeze", "--reason", "a test"]).status == 0)
    let new = try sample.bytes()
    let folder = try ProjectFolder(at: sample.ceremony.folder.url.path)
    for count in old.count...new.count {
      try sample.put(Array(new[..<count]))
      let history = try folder.ledger(now: .latest)
      #expect(history.entries.count == (count == new.count ? 5 : 4))
      let draft = LedgerDraft(kind: "note", actor: "a", time: .latest, body: [:])
      let next = try folder.lock().append(draft, to: history)
      #expect(try folder.ledger(now: .latest) == next)
      #expect(next.entries.last?.followsTornTail == (count > old.count && count < new.count))
    }
  }

  @Test("L7 an end by force at every change of a file")
  func killed() throws {
    let frozen = try Ceremony.frozen()
    let words = ["unfreeze", "--reason", "a test"]
    let ends = Interruption.all(of: try HeldProgram.calls(words, of: Ceremony(copying: frozen)))
    #expect(ends.count > 5)
    for end in ends {
      let sample = LedgerSample(ceremony: try Ceremony(copying: frozen))
      #expect(try sample.ceremony.run(words, environment: end.environment).status == -SIGKILL)
      let kinds = try sample.entries().map(\.kind)
      #expect(kinds.count == 4 || kinds.last == "unfreeze", "\(end)")
      #expect([0, 21].contains(try sample.ceremony.run(["unfreeze", "--reason", "again"]).status))
      #expect(try sample.entries().count == 5, "\(end)")
    }
  }

  @Test("L8 two processes that append at once lose nothing")
  func twoProcesses() throws {
    let folder = try Folder()
    let probes = try ["alice", "bob"].map { actor in
      let probe = Process()
      probe.executableURL = program.deletingLastPathComponent().appending(path: "LedgerProbe")
      probe.arguments = ["append", folder.url.path, "200", actor]
      try probe.run()
      return probe
    }
    for probe in probes {
      probe.waitUntilExit()
      #expect(probe.terminationStatus == 0)
    }
    let entries = try ProjectFolder(at: folder.url.path).ledger(now: .latest).entries
    for actor in ["alice", "bob"] {
      let numbers = entries.filter { $0.actor == actor }.map { $0.body["number"]?.integer }
      #expect(numbers == Array(0..<200))
    }
    #expect(try run(["ledger", "verify"], in: folder.url).output.hasPrefix("400 entries"))
  }

  @Test("L8 a project in use is refused with 75 by every verb that writes, not waited for")
  func busy() throws {
    let ceremony = try Ceremony.frozen()
    let before = try ceremony.ledger()
    let locked = try ProjectFolder(at: ceremony.folder.url.path).lock()
    for words in [
      ["estimate"], ["freeze"], ["unfreeze", "--reason", "a"],
      ["unblind", "--sign-off", "--phrase", try ceremony.phrase()],
    ] {
      #expect(try ceremony.run(words).status == 75, "\(words)")
    }
    #expect(try ceremony.run(["status"]).status == 0)
    #expect(try ceremony.ledger() == before)
    _ = try locked.folder.names()
  }

  static let obstacles = ["link", "dangling", "device", "fifo", "folder"]

  @Test("L9 links, pipes and folders in place of the ledger or the lock", arguments: obstacles)
  func obstacle(kind: String) throws {
    for (name, status) in [("ledger.jsonl", 23 as Int32), ("lock", 73)] {
      let ceremony = try Ceremony.frozen()
      let place = ceremony.folder.url.appending(path: ".na64-blind/\(name)")
      let target = ceremony.folder.url.appending(path: "target")
      try FileManager.default.moveItem(at: place, to: target)
      try put(kind, at: place, linkedTo: target)
      let before = try Data(contentsOf: target)
      #expect(try ceremony.run(["estimate"]).status == status, "\(name)")
      let writing = try ceremony.run(["unfreeze", "--reason", "a"])
      #expect(writing.status == status && writing.errors.contains(name), "\(name)")
      if name == "ledger.jsonl" {
        #expect(try run(["ledger", "verify"], in: ceremony.folder.url).status == 23)
      }
      #expect(try Data(contentsOf: target) == before)
    }
  }

  private func put(_ kind: String, at place: URL, linkedTo target: URL) throws {
    let files = FileManager.default
    switch kind {
    case "link": try files.createSymbolicLink(at: place, withDestinationURL: target)
    case "dangling": try files.createSymbolicLink(atPath: place.path, withDestinationPath: "none")
    case "device":
      try files.createSymbolicLink(atPath: place.path, withDestinationPath: "/dev/full")
    case "fifo": try #require(unsafe mkfifo(place.path, 0o600) == 0)
    default: try files.createDirectory(at: place, withIntermediateDirectories: false)
    }
  }

  @Test("L9 another folder under the project's name between reading and writing")
  func swapped() throws {
    let sample = LedgerSample(ceremony: try .frozen())
    let url = sample.ceremony.folder.url
    let held = try ProjectFolder(at: url.path)
    let history = try held.ledger(now: .latest)
    let decoy = try Ceremony.frozen()
    let (moved, decoyLedger) = (url.path + "-moved", LedgerSample(ceremony: decoy))
    try FileManager.default.moveItem(atPath: url.path, toPath: moved)
    defer { try? FileManager.default.removeItem(atPath: moved) }
    try FileManager.default.copyItem(at: decoy.folder.url, to: url)
    let draft = LedgerDraft(kind: "note", actor: "a", time: .latest, body: [:])
    _ = try held.lock().append(draft, to: history)
    let inDecoy = try Data(contentsOf: sample.file)
    #expect(Array(inDecoy) == (try decoyLedger.bytes()), "nothing came into the other folder")
    let written = try ProjectFolder(at: moved).ledger(now: .latest)
    #expect(written.entries.count == 5)
  }

  @Test("L10 sizes: a line of a gigabyte, and more entries than fit, are refused and not read")
  func sizes() throws {
    let sample = LedgerSample(ceremony: try .frozen())
    let bytes = try sample.bytes()
    for text in ["", "{\"version\":1}\n"] {
      try sample.put(bytes + Array(text.utf8))
      let handle = try FileHandle(forUpdating: sample.file)
      try handle.truncate(atOffset: 1 << 30)
      try handle.close()
      let ledger = ["verify", "show", "checkpoint"].map { ["ledger", $0] }
      for words in ledger + [["status", Ceremony.file]] {
        #expect(try runInLittleMemory(words, in: sample.ceremony.folder.url).status == 23)
      }
    }
  }

  /// The program where a file of a gigabyte has no room: neither read nor mapped.
  private func runInLittleMemory(_ words: [String], in folder: URL) throws -> Outcome {
    try run(
      ["-c", "ulimit -v 800000; exec \"$0\" \"$@\"", program.path] + words,
      of: URL(filePath: "/bin/sh"), in: folder)
  }

  @Test("L10 encodings, kinds and versions that are not ours")
  func encodings() throws {
    let sample = LedgerSample(ceremony: try .frozen())
    let bytes = try sample.bytes()
    let drafts = try sample.entries().map(\.draft)
    let unknown = LedgerDraft(
      kind: "kind-of-2040", actor: "bob", time: drafts[drafts.count - 1].time,
      body: ["analysis": "\u{1B}[2Jsmall", "reason": "line\nbreak"])
    let lines = try chained(drafts + [unknown])
    try sample.put(file(lines))
    let shown = try sample.ledger("show")
    #expect(shown.status == 0 && shown.output.contains("kind-of-2040"))
    #expect(shown.output.contains(#"\u{1b}[2Jsmall"#) && !shown.output.contains("\u{1B}"))
    #expect(shown.output.contains(#"line\u{a}break"#))
    #expect(try sample.ceremony.run(["status"]).status == 0)
    for end: [UInt8] in [[0xFF, 0x0A], [0x00, 0x0A], [0xC3, 0x0A], [0x0A], Array("{}\r\n".utf8)] {
      try sample.put(bytes + end)
      #expect(try sample.ledger("verify").status == 23, "\(end)")
    }
    let newer = String(decoding: lines[4], as: UTF8.self)
      .replacingOccurrences(of: #""version":1"#, with: #""version":2"#)
    try sample.put(bytes + Array(newer.utf8) + [0x0A])
    let refused = try sample.ledger("verify")
    #expect(refused.status == 23 && refused.errors.contains("use a newer na64-blind"))
  }
}

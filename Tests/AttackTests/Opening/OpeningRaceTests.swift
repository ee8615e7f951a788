import Foundation
import ProgramSupport
import Testing

@Suite("Openings that are disturbed") struct OpeningRaceTests {
  private let frozen: Ceremony

  init() throws { frozen = try .frozen() }

  private func opening(of ceremony: Ceremony) throws -> [String] {
    ["unblind", "--sign-off", "--phrase", try ceremony.phrase()]
  }

  private func result(of ceremony: Ceremony) throws -> String {
    try ceremony.folder.text("results/small/result.json")
  }

  @Test("U2 two openings at once: one opens, the other is told to wait or that it is done")
  func twoAtOnce() async throws {
    for _ in 0..<5 {
      let ceremony = try Ceremony(copying: frozen)
      let url = ceremony.folder.url
      let words = try opening(of: ceremony)
      let whole = [words[0], Ceremony.file] + words.dropFirst()
      let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
        for _ in 0..<2 { group.addTask { try run(whole, in: url).status } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.filter { $0 == 0 }.count == 1)
      #expect(statuses.allSatisfy { [0, 21, 75].contains($0) }, "\(statuses)")
      #expect(try ceremony.ledger().filter { $0.hasPrefix("unblind") }.count == 2)
    }
  }

  @Test("U2 an opening that is held still keeps every other writer out")
  func held() throws {
    let calls = try HeldProgram.calls(opening(of: frozen), of: Ceremony(copying: frozen))
    let begin = try #require(calls.firstIndex(of: "write ledger.jsonl"))
    let ceremony = try Ceremony(copying: frozen)
    let first = try HeldProgram(opening(of: ceremony), of: ceremony, before: begin + 3)
    #expect(first.isStopped())
    #expect(try ceremony.run(opening(of: ceremony)).status == 75)
    #expect(try ceremony.run(["unblind", "--resume"]).status == 75)
    #expect(first.outcome().status == 0)
    #expect(try ceremony.ledger().filter { $0.hasPrefix("unblind") }.count == 2)
  }

  @Test("U4 a reader that leaves early gets no number before the records, and changes nothing")
  func closedPipe() throws {
    let whole = try Ceremony(copying: frozen)
    let printed = try whole.run(opening(of: whole))
    for shell in [
      "\"$0\" \"$@\" | head -c 1 >/dev/null; exit ${PIPESTATUS[0]}",
      "\"$0\" \"$@\" >&-", "\"$0\" \"$@\" >/dev/full",
    ] {
      let ceremony = try Ceremony(copying: frozen)
      let words = try opening(of: ceremony)
      let process = Process()
      process.executableURL = URL(filePath: "/bin/bash")
      process.arguments = ["-c", shell, program.path, words[0], Ceremony.file] + words.dropFirst()
      process.currentDirectoryURL = ceremony.folder.url
      process.environment = surroundings(of: ceremony.folder.url)
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationReason == .exit && process.terminationStatus == 0, "\(shell)")
      #expect(try ceremony.ledger().last == "unblind-end")
      #expect(try result(of: ceremony) == result(of: whole))
      #expect(try ceremony.run(["reproduce"]).output.contains("observed"))
    }
    #expect(printed.output.contains("observed"))
  }

  static let changes = [
    ("1,1,7,", "1,1,8,"), ("1,2,1,21,0.5", "1,2,1,99,0.5"), ("1,2,1,21,0.5\n", ""),
  ]

  @Test(
    "U5 data that change between the check and the counting: 24, and interrupted, not opened wrongly",
    arguments: changes)
  func changedData(old: String, new: String) throws {
    let words = try opening(of: frozen)
    let whole = try Ceremony(copying: frozen)
    let calls = try HeldProgram.calls(words, of: whole)
    // Before space is reserved, and right behind the entry that says the box is being opened.
    let reserve = try #require(calls.firstIndex { $0.hasPrefix("posix_fallocate") })
    let begin = try #require(calls.lastIndex { $0.hasPrefix("write 0.") })
    for place in [reserve, begin - 3] {
      let ceremony = try Ceremony(copying: frozen)
      let data = ceremony.folder.url.appending(path: "analyses/events.csv")
      let before = try Data(contentsOf: data)
      let held = try HeldProgram(words, of: ceremony, before: place + 1)
      #expect(held.isStopped())
      try rewrite(data, old, new)
      let outcome = held.outcome()
      guard try ceremony.ledger().last == "unblind-begin" else {
        // Stopped behind the reading: nothing was left to be changed.
        #expect(outcome.status == 0 && place > reserve, "\(outcome.errors)")
        continue
      }
      #expect(outcome.status == 24 && outcome.output.isEmpty, "\(outcome.errors)")
      #expect(try ceremony.run(["status"]).output.hasPrefix("small: interrupted"))
      try before.write(to: data)
      #expect(try ceremony.run(["unblind", "--resume"]).status == 0)
      #expect(try result(of: ceremony) == result(of: whole))
    }
  }

  /// Changes a file in place, as an editor that keeps the file does.
  private func rewrite(_ file: URL, _ old: String, _ new: String) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(old))
    let handle = try FileHandle(forWritingTo: file)
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: Data(text.replacing(old, with: new).utf8))
    try handle.close()
  }

  @Test("U12 a million events in the box are counted in bounded memory, and a few are named")
  func millionEvents() throws {
    let ceremony = try Ceremony()
    // Blinded rows are no part of what is frozen, so that these can come later.
    for verb in ["estimate", "freeze"] { #expect(try ceremony.run([verb]).status == 0) }
    let file = ceremony.folder.url.appending(path: "analyses/events.csv")
    let handle = try FileHandle(forWritingTo: file)
    try handle.seekToEnd()
    for block in 0..<100 {
      let rows = (0..<10_000).map { "2,\(block),\($0),20,0.5" }
      try handle.write(contentsOf: Data((rows.joined(separator: "\n") + "\n").utf8))
    }
    try handle.close()
    let words = try opening(of: ceremony)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    // 1 GiB of address space is little for a process of Swift, and a row takes 40 bytes alone.
    process.arguments =
      [
        "-c", "ulimit -v 1048576; exec \"$0\" \"$@\"", program.path, words[0], Ceremony.file,
      ] + words.dropFirst()
    process.currentDirectoryURL = ceremony.folder.url
    process.environment = surroundings(of: ceremony.folder.url)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let printed = String(
      decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(printed.contains("1000003") && printed.contains("more"))
    #expect(try result(of: ceremony).utf8.count < 100_000)
  }
}

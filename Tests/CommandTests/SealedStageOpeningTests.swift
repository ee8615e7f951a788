import Foundation
import ProgramSupport
import Testing

/// Sealed data with a burn sample and a validation region, played by the program of this build.
@Suite("Sealed data, stage by stage") struct SealedStageOpeningTests {
  @Test("each stage opens its own compartment, and all count what they count in place")
  func ceremony() throws {
    let sealed = try SealedCeremony.sealedForStages()
    let shown = try SealedCeremony.succeed(sealed.run(["vault", "show", SealedCeremony.vault]))
    #expect(shown.output.contains("Stages   burn, 4 MiB; rim, 4 MiB; signal, 4 MiB\n"))
    #expect(shown.output.contains("Rows     burn (20 %), rim ("))
    try SealedCeremony.succeed(sealed.ceremony.run(["estimate"]))
    #expect(try sealed.ceremony.run(["freeze"]).status == 21)
    #expect(try sealed.ceremony.run(["unblind", "--request"]).status == 20)
    let results = try ["burn", "rim", nil].map { try sealed.open(stage: $0).output }
    for (result, expected) in zip(results, Self.observed) {
      #expect(result.contains(try Regex("observed +\(expected.count)\n")), "\(result)")
      #expect(result.contains("sample: \(expected.events)\n"), "\(result)")
      #expect(result.contains("BLIND-3, sealed; 2 out of 3"))
    }
    #expect(try sealed.names(in: ".na64-blind/secret") == [])
    try inPlace(results)
    try review(sealed)
  }

  private static let observed: [(count: Int, events: String)] = [
    (1, "run 1, spill 2, event 1"),
    (2, "run 1, spill 5, event 0\n  sample: run 1, spill 5, event 1"),
    (2, "run 1, spill 2, event 0\n  sample: run 1, spill 2, event 2"),
  ]

  /// The same without a vault: what is printed of the counts agrees to the letter.
  private func inPlace(_ results: [String]) throws {
    let ceremony = try Ceremony()
    try SealedCeremony.staged()(ceremony)
    for (stage, result) in zip(["burn", "rim", nil], results) {
      let named = SealedCeremony.naming(stage)
      for verb in ["estimate", "freeze"] { try ceremony.succeed([verb] + named) }
      let outcome = try ceremony.succeed(
        ["unblind"] + named + ["--sign-off", "--phrase", ceremony.phrase(stage: stage)])
      #expect(outcome.output.contains("observed "))
      #expect(Self.counts(outcome.output) == Self.counts(result))
    }
  }

  /// What is printed of the counts: everything but title, files and grade.
  private static func counts(_ text: String) -> [String] {
    text.components(separatedBy: "\n\n").dropFirst().dropLast()
      .filter { !$0.hasPrefix("What came out of the vault") }
  }

  /// A reviewer has the records and the two files, and none of the keys.
  private func review(_ sealed: SealedCeremony) throws {
    let copy = try Ceremony(copying: sealed.ceremony)
    for path in SealedCeremony.names.map({ "\($0).key" }) + ["analyses/events.csv", ".state"] {
      try FileManager.default.removeItem(at: copy.folder.url.appending(path: path))
    }
    for stage in ["burn", "rim", nil] {
      let outcome = try copy.run(["reproduce"] + SealedCeremony.naming(stage))
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("bit for bit"))
    }
    let kept: (String) throws -> String = {
      try copy.folder.text("results/small/\($0)sealed-rows/sample.csv")
    }
    #expect(try kept("burn/").split(separator: "\n").map(Self.event) == ["", "1,2,1"])
    #expect(try kept("rim/").split(separator: "\n").map(Self.event) == ["", "1,5,0", "1,5,1"])
    #expect(try kept("").split(separator: "\n").map(Self.event) == ["", "1,2,0", "1,2,2"])
  }

  private static func event(_ row: Substring) -> String {
    row.hasPrefix("run") ? "" : row.split(separator: ",").prefix(3).joined(separator: ",")
  }

  @Test("a laptop is lost after the burn sample: all compartments are sealed anew, and go on")
  func lostLaptop() throws {
    let sealed = try SealedCeremony.sealedForStages()
    try sealed.open(stage: "burn")
    try sealed.remove("carol.key")
    let line = try SealedCeremony.succeed(
      sealed.run(["vault", "member", "--name", "dora", "--into", "dora.key"])
    ).output
    let others = try sealed.folder.text("members.txt").split(separator: "\n").dropLast()
    try sealed.write(others.joined(separator: "\n") + "\n" + line, to: "new.txt")
    let reshare = ["vault", "reshare", Ceremony.file]
    try SealedCeremony.succeed(
      sealed.run(reshare + ["--request", "--members", "new.txt", "--required", "2"]))
    for name in ["alice", "bob"] {
      try SealedCeremony.succeed(sealed.release(name, ["--reshare"]))
    }
    try FileManager.default.createDirectory(
      at: sealed.folder.url.appending(path: "new"), withIntermediateDirectories: false)
    try SealedCeremony.succeed(sealed.run(reshare + ["--into", "new"]))
    try sealed.copy("new/sample.vault", to: SealedCeremony.vault)
    // What was opened with the old vault is counted again beside the new one.
    #expect(try sealed.ceremony.run(["reproduce", "--stage", "burn"]).status == 0)
    for stage in ["rim", nil] {
      try sealed.request(stage: stage)
      for name in ["dora", "alice"] {
        try SealedCeremony.succeed(sealed.release(name, SealedCeremony.naming(stage)))
      }
      let opened = try SealedCeremony.succeed(sealed.signOff(stage: stage))
      #expect(opened.output.contains(/observed +2\n/), "\(opened.output)")
    }
  }

  @Test("a vault of one key for all goes with no stages, and its refusal says what to do")
  func withoutStages() throws {
    let sealed = try SealedCeremony.sealed()
    let text = try sealed.folder.text(Ceremony.file)
    try sealed.write(text + SealedCeremony.stages, to: Ceremony.file)
    for words in [
      ["estimate"], ["estimate", "--stage", "burn"], ["status"], ["release", "--key", "alice.key"],
    ] {
      let outcome = try sealed.ceremony.run(words)
      #expect(outcome.status == (words == ["status"] ? 0 : 25), "\(words): \(outcome.errors)")
      guard outcome.status == 25 else { continue }
      #expect(outcome.errors.contains("was sealed without stages"))
      #expect(outcome.errors.contains("leave the stages out of it"))
    }
    // Sealed again with the stages declared, it goes.
    let raw = try sealed.folder.text(SealedCeremony.raw)
    try sealed.write(raw + SealedCeremony.stages, to: SealedCeremony.raw)
    let again = try SealedCeremony.succeed(sealed.seal(into: "again"))
    #expect(again.output.contains("a key each for burn, rim, signal"))
    try sealed.write(
      SealedCeremony.reading("again", of: raw + SealedCeremony.stages), to: Ceremony.file)
    #expect(try sealed.open(stage: "burn").output.contains(/observed +1\n/))
    let oneStage = try sealed.run(
      ["seal", SealedCeremony.raw, "--stage", "burn", "--members", "members.txt", "--required"]
        + ["2", "--into", "again"])
    #expect(oneStage.status == 64)
  }
}

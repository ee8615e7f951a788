import BlindAnalysis
import Foundation
import Ledger
import ProgramSupport
import TestSupport
import Testing

/// Attacks on compartments of one vault, with the program itself; the specification, section 6.6.
@Suite("Attacks on sealed stages") struct SealedStageAttackTests {
  @Test("V4 compartments exchanged inside the vault open nothing, and the opening does not begin")
  func exchanged() throws {
    let sealed = try SealedCeremony.sealedForStages()
    try sealed.request(stage: "burn")
    for name in ["alice", "bob"] {
      try SealedCeremony.succeed(sealed.release(name, ["--stage", "burn"]))
    }
    let bytes = try sealed.bytes(SealedCeremony.vault)
    let room = 4 * ((1 << 20) + 16)
    let start = bytes.count - 3 * room
    let parts = (0..<3).map { bytes[start + $0 * room..<start + ($0 + 1) * room] }
    for order in [[1, 0, 2], [2, 1, 0], [1, 1, 2]] {
      let moved = bytes[..<start] + order.flatMap { parts[$0] }
      try Data(moved).write(to: sealed.folder.url.appending(path: SealedCeremony.vault))
      #expect(try sealed.signOff(stage: "burn").status == 27, "\(order)")
    }
    #expect(try sealed.ceremony.ledger().contains("unblind-begin") == false)
    // What a stage does not open is not looked at either.
    let others = bytes[..<start] + [0, 2, 1].flatMap { parts[$0] }
    try Data(others).write(to: sealed.folder.url.appending(path: SealedCeremony.vault))
    try SealedCeremony.succeed(sealed.signOff(stage: "burn"))
    try sealed.request(stage: "rim")
    for name in ["alice", "bob"] {
      try SealedCeremony.succeed(sealed.release(name, ["--stage", "rim"]))
    }
    #expect(try sealed.signOff(stage: "rim").status == 27)
  }

  @Test("V6 releases for one stage are of no use for the next, under whatever name")
  func replayed() throws {
    let sealed = try SealedCeremony.sealedForStages()
    try sealed.open(stage: "burn")
    try sealed.request(stage: "rim")
    let releases = "results/small/rim/unblind-releases"
    try FileManager.default.createDirectory(
      at: sealed.folder.url.appending(path: releases), withIntermediateDirectories: true)
    for name in ["alice", "carol"] {
      try sealed.copy(
        "results/small/burn/unblind-releases/\(name).json", to: "\(releases)/\(name).json")
    }
    let replayed = try sealed.signOff(stage: "rim")
    #expect(replayed.status == 22 && replayed.errors.contains("0 of the 2 releases"))
    // With the digest made to fit.
    let request = try ReleaseRequest(
      reading: sealed.json("results/small/rim/unblind-request.json"))
    for name in ["alice", "carol"] {
      let release = try sealed.json("\(releases)/\(name).json")
      let renamed = (release.object ?? [:]).merging(
        ["request-digest": .string(request.digest.description)]
      ) { $1 }
      try sealed.write(
        String(decoding: CanonicalValue.object(renamed).canonicalBytes(), as: UTF8.self),
        to: "\(releases)/\(name).json")
    }
    let renamed = try sealed.signOff(stage: "rim")
    #expect(renamed.status == 22, "\(renamed.errors)")
    #expect(renamed.errors.contains("was changed, or was not made with the key"))
    #expect(try sealed.ceremony.ledger().filter { $0 == "unblind-begin" }.count == 1)
  }

  @Test("V6 a request for the burn sample that asks for the signal's key is released by nobody")
  func otherCompartment() throws {
    let sealed = try SealedCeremony.sealedForStages()
    try sealed.request(stage: "burn")
    let path = "results/small/burn/unblind-request.json"
    let honest = try ReleaseRequest(reading: sealed.json(path))
    for stages in [["signal"], ["burn", "signal"], ["burn", "rim", "signal"]] {
      let crafted = try ReleaseRequest(
        .unblind, of: stages, in: honest.vaults, terms: honest.terms, after: honest.ledger,
        receivedBy: MemberKey(from: .system))
      try sealed.enter(crafted, for: "small/burn")
      try sealed.write(
        String(decoding: crafted.value.canonicalBytes(), as: UTF8.self), to: path)
      let outcome = try sealed.release("alice", ["--stage", "burn"])
      #expect(outcome.status == 22, "\(stages): \(outcome.errors)")
      #expect(outcome.errors.contains("the request is for \(stages.joined(separator: ", "))"))
      #expect(!sealed.folder.exists("results/small/burn/unblind-releases/alice.json"))
      #expect(try sealed.signOff(stage: "burn").status == 22)
    }
  }

  @Test("V6 the shares of a stage give no key of another, though the vault is the same")
  func otherKey() throws {
    let vault = try SampleVault([[1], [2], [3]], stages: [("burn", 1), ("rim", 1), ("signal", 1)])
    let opened = try SealedVault(at: vault.path)
    let shares = try vault.released(by: vault.keys, stage: "burn")
    for stage in ["rim", "signal"] {
      let error = #expect(throws: VaultError.self) { try opened.key(from: shares, for: stage) }
      #expect(error?.kind == .tooFewReleases)
    }
    #expect(try vault.content(of: "burn").first == 1)
    #expect(try vault.content(of: "signal").first == 3)
  }

  @Test("G11 the phrases of one stage are not those of the next")
  func phrases() throws {
    let sealed = try SealedCeremony.sealedForStages()
    try sealed.request(stage: "burn")
    let asked = try sealed.ceremony.run(
      ["release", "--stage", "burn", "--key", "alice.key", "--phrase", "no"])
    #expect(asked.errors.contains("my share is used to open the burn sample (20 %"))
    #expect(asked.errors.contains("the rows of 'rim', 'signal' have other keys"))
    let phrase = try #require(
      asked.errors.split(separator: "\n").last { $0.hasPrefix("release small/burn ") })
    let open = try sealed.ceremony.phrase(stage: "burn")
    for name in ["alice", "bob"] {
      try SealedCeremony.succeed(sealed.release(name, ["--stage", "burn"]))
    }
    try SealedCeremony.succeed(sealed.signOff(stage: "burn"))
    try sealed.request(stage: "rim")
    let release = ["release", "--stage", "rim", "--key", "alice.key", "--phrase", String(phrase)]
    #expect(try sealed.ceremony.run(release).status == 22)
    for name in ["alice", "bob"] {
      try SealedCeremony.succeed(sealed.release(name, ["--stage", "rim"]))
    }
    let words = ["unblind", "--stage", "rim", "--sign-off", "--phrase", open]
    #expect(try sealed.ceremony.run(words).status == 22)
  }

  @Test(
    "V9 a file with other stages than those that were sealed is refused with 25, before any row",
    arguments: [
      ("20 %", "10 %"), ("45 GeV && E_HCAL < 1 GeV\n", "44 GeV && E_HCAL < 1 GeV\n"),
      ("name: rim", "name: edge"), ("  - {stage: burn, fraction: 20 %}\n", ""),
      ("event-id: [run, spill, event]", "event-id: [run, event]"), (SealedCeremony.stages, ""),
      ("{branch: ecal, unit: GeV}", "{branch: hcal, unit: GeV}"),
    ])
  func otherStages(old: String, new: String) throws {
    let sealed = try SealedCeremony.sealedForStages()
    try sealed.request(stage: "burn")
    for name in ["alice", "bob"] {
      try SealedCeremony.succeed(sealed.release(name, ["--stage", "burn"]))
    }
    let entries = try sealed.ceremony.entries()
    try replace(old, with: new, in: Ceremony.file, of: sealed.ceremony)
    let hasBurn = try sealed.folder.text(Ceremony.file).contains("stage: burn")
    let burn = hasBurn ? ["--stage", "burn"] : []
    for words in [
      ["estimate"], ["estimate"] + burn, ["release", "--key", "alice.key"] + burn,
      ["vault", "reshare", "--request", "--members", "members.txt", "--required", "2"],
    ] {
      let outcome =
        try words[0] == "vault"
        ? sealed.run(["vault", "reshare", Ceremony.file] + words.dropFirst(2))
        : sealed.ceremony.run(words)
      #expect(outcome.status == 25, "\(words): \(outcome.errors)")
      #expect(outcome.errors.contains("was sealed for burn (20 %), rim (E_ECAL > 42"))
      #expect(outcome.errors.contains("declare the stages as they were sealed"))
    }
    #expect(try sealed.ceremony.entries() == entries)
  }

  @Test("V9 the order of the stages may change, and the box may, after the burn sample")
  func whatMayChange() throws {
    let sealed = try SealedCeremony.sealedForStages()
    let burn = "  - {stage: burn, fraction: 20 %}\n"
    try replace(burn, with: "", in: Ceremony.file, of: sealed.ceremony)
    try sealed.write(try sealed.folder.text(Ceremony.file) + burn, to: Ceremony.file)
    try sealed.open(stage: "rim")
    try sealed.open(stage: "burn")
    try replace(
      "signal box: E_ECAL in 0 GeV .. 42 GeV", with: "signal box: E_ECAL in 0 GeV .. 21 GeV",
      in: Ceremony.file, of: sealed.ceremony)
    let opened = try sealed.open()
    #expect(opened.output.contains(/observed +1\n/), "\(opened.output)")
    #expect(opened.output.contains("sample: run 1, spill 2, event 0\n"))
  }

  @Test("U1 an opening of a stage that ends by force goes on, and opens no other")
  func interrupted() throws {
    let sealed = try SealedCeremony.sealedForStages()
    try sealed.request(stage: "burn")
    for name in ["bob", "carol"] {
      try SealedCeremony.succeed(sealed.release(name, ["--stage", "burn"]))
    }
    let words = [
      "unblind", "--stage", "burn", "--sign-off", "--phrase",
      try sealed.ceremony.phrase(stage: "burn"),
    ]
    let calls = try HeldProgram.calls(words, of: Ceremony(copying: sealed.ceremony))
    let keeping = try #require(calls.lastIndex { $0.contains("sealed-rows") })
    let crash = ["LD_PRELOAD": try crashShim(), "CRASH_AT": "\(keeping + 1)"]
    #expect(try sealed.ceremony.run(words, environment: crash).status == -SIGKILL)
    #expect(try sealed.ceremony.run(["unblind", "--resume"]).status == 20)
    let resumed = try sealed.ceremony.run(["unblind", "--stage", "burn", "--resume"])
    #expect(resumed.status == 0 && resumed.output.contains(/observed +1\n/), "\(resumed.errors)")
  }

  @Test("what an opened stage tells is a function of its own rows")
  func interference() throws {
    /// Everything printed, what was kept, and the size of every file, before the signal is opened.
    func play(_ rows: [String], stages: [String] = ["burn", "rim"]) throws -> String {
      let sealed = try SealedCeremony(prepare: SealedCeremony.staged(rows))
      var told = ""
      for stage in stages { told += try sealed.open(stage: stage).output }
      for words in [["estimate"], ["freeze"], ["unblind", "--request"]] {
        let outcome = try sealed.ceremony.run(words)
        told += outcome.output + outcome.errors
      }
      told = told.replacing(#/\b[0-9a-f]{8,64}\b/#, with: "X")
      for stage in stages {
        told += try sealed.folder.text("results/small/\(stage)/sealed-rows/sample.csv")
      }
      let root = sealed.folder.url
      for path in try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
      where path != "analyses/events.csv" && !path.contains("secret/") && !path.contains(".state") {
        let values = try root.appending(path: path).resourceValues(forKeys: [.fileSizeKey])
        told += "\(path): \(values.fileSize ?? 0)\n"
      }
      return told
    }
    let own = SealedCeremony.otherBlindRows
    let without = try play(own)
    #expect(without.contains("sealed/sample.vault") && without.contains("1,2,1,21.0"))
    // Unburnt ones in the box, and some that are blind and in no region.
    let share = EventShare.burnt(0.2)
    let more = (0..<40).filter { !share.holds([7, 1, $0]) }
      .map { "7,1,\($0),\(10 + $0 % 3),\($0 % 2 == 0 ? 0.5 : 1.25)" }
    #expect(more.count > 20)
    #expect(try play(own + more) == without)
    // The harness is awake: one burnt event more is seen.
    let burnt = try #require((0..<40).first { share.holds([7, 1, $0]) })
    let seen = try play(own + ["7,1,\(burnt),10,0.5"], stages: ["burn"])
    #expect(seen.contains("  sample: run 7, spill 1, event \(burnt)\n"))
    #expect(!without.contains("sample: run 7"))
  }
}

extension SealedCeremony {
  fileprivate func json(_ path: String) throws -> CanonicalValue {
    try CanonicalValue(parsing: try bytes(path))
  }

  /// Enters a request as who asks with a program of their own would.
  fileprivate func enter(_ request: ReleaseRequest, for analysis: String) throws {
    let project = try ProjectFolder(at: folder.url.path)
    let locked = try project.lock()
    var journal = try AnalysisJournal(
      of: analysis, in: project, actor: "somebody", clock: .system, clockNote: nil)
    try journal.append(.request(request), in: locked)
  }
}

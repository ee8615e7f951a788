import BlindAnalysis
import Ledger
import TestSupport
import Testing

@Suite("The ledger as one analysis uses it") struct JournalTests {
  private let folder: TemporaryFolder
  private let project: SampleProject

  init() throws {
    folder = try TemporaryFolder()
    project = SampleProject(try SampleAnalysis().definition(), in: try folder.project)
  }

  /// Puts an entry into the ledger past the state machine.
  private func force(_ kind: String, _ body: CanonicalValue) throws {
    let locked = try project.folder.lock()
    let ledger = try project.folder.ledger(now: SampleProject.clock.now)
    let draft = LedgerDraft(
      kind: kind, actor: "mallory", time: SampleProject.clock.now, body: body)
    _ = try locked.append(draft, to: ledger)
  }

  @Test("a step that is not possible is refused (21) and leaves no entry")
  func refusedStep() throws {
    try project.register()
    let before = folder.contents(of: ProjectFolder.ledgerPath)
    let events: [ProcedureEvent] = [
      .unfreeze(freeze: .sample("none"), reason: "a test"),
      .unblindBegin(freeze: .sample("none")),
      .unblindEnd(freeze: .sample("none"), result: .sample("result")),
    ]
    for event in events {
      #expect(refusal { try project.append(event) } == .wrongState)
    }
    #expect(folder.contents(of: ProjectFolder.ledgerPath) == before)
  }

  @Test("a ledger with an entry that cannot follow is refused (23), for that analysis alone")
  func impossibleStory() throws {
    let freeze = try project.freeze()
    let body: CanonicalValue = ["analysis": "sample", "freeze": .string("\(freeze.digest)")]
    try force("unblind-begin", body)
    #expect(refusal { _ = try project.journal() } == .ledgerInvalid)
    let other = SampleProject(
      try SampleAnalysis.with { $0.name = "other" }.definition(), in: project.folder)
    #expect(refusal { _ = try other.journal() } == nil)
  }

  @Test("entries of kinds unknown to this version are passed over")
  func unknownKinds() throws {
    try force("from-the-future", ["analysis": "sample", "freeze": 3])
    try project.freeze()
    try force("note", ["analysis": "sample"])
    #expect(try project.journal().history.freeze != nil)
  }

  @Test("every event is read back as it was written")
  func roundTrip() throws {
    let freeze = try project.freeze()
    _ = try project.authorise(.open(phrase: freeze.phrase, statement: .sample("statement")))
    try project.append(.unblindEnd(freeze: freeze.digest, result: .sample("result")))
    let history = try project.journal().history
    #expect(history.estimates == [project.estimateRecord])
    #expect(history.freeze == freeze && history.opened == freeze.digest)
    #expect(history.result == .sample("result"))
    #expect(history.signOffs.map(\.signer) == ["alice"])
    #expect(history.signOffs.map(\.method) == [.typed])
  }
}

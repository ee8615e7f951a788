import BlindAnalysis
import Ledger
import TestSupport
import Testing

/// The signers are those of the whole analysis, whatever stage they sign.
@Suite("Signers of stages") struct StageSignersTests {
  private let folder: TemporaryFolder
  private let stages: [String: SampleProject]
  private let people = ["alice", "bob", "carol", "dave"].map { TestSigner($0) }
  private let board: Quorum

  init() throws {
    let (folder, people) = (try TemporaryFolder(), people)
    let board = try Quorum.sample(2, of: Array(people[0...2]))
    let text = StagedSample.text()
      .replacing("sign-off: {required: 1}", with: "sign-off: {required: 2, signers: reviewers.pub}")
    let signal = try AnalysisDefinition(validating: text, file: "staged.yaml")
    let project = try folder.project
    (self.folder, self.board) = (folder, board)
    stages = Dictionary(
      uniqueKeysWithValues: (signal.earlierStages + [signal]).map {
        ($0.stage.name, SampleProject($0, in: project, quorum: board))
      })
  }

  private func stage(_ name: String) throws -> SampleProject { try #require(stages[name]) }

  private func sign(_ freeze: FreezeRecord, in project: SampleProject) throws {
    for signer in people.prefix(2) {
      try project.append(.signOff(try freeze.signOff(by: signer)))
    }
  }

  private func open(_ name: String) throws {
    let project = try stage(name)
    let freeze = try project.freeze()
    try sign(freeze, in: project)
    try project.append(.unblindBegin(freeze: freeze.digest))
    try project.append(.unblindEnd(freeze: freeze.digest, result: .sample("result")))
  }

  @Test("those of an opened stage bind the next, which nobody can freeze with fewer")
  func fewer() throws {
    try open("burn")
    let signal = try stage("signal")
    #expect(try signal.journal().history.signers.quorum == board)
    for other in try [Quorum.typed(), .sample(1, of: people), .sample(2, of: people)] {
      let changed = SampleProject(signal.definition, in: signal.folder, quorum: other)
      #expect(throws: Refusal.self) { try changed.freeze() }
    }
    try signal.freeze()
    #expect(try stage("slice").journal().history.signers.quorum == board)
  }

  @Test("can be changed between two stages by both thresholds, though a box of theirs is open")
  func changed() throws {
    try open("burn")
    let signal = try stage("signal")
    let new = try Quorum.sample(2, of: [people[0], people[1], people[3]])
    let change = try SignersAmendment(
      of: "sample", from: board, to: new, reason: "carol left",
      after: signal.journal().ledger.head)
    try signal.append(.amendSigners(change))
    for signer in people.prefix(2) {
      try signal.append(.approveSigners(try change.approval(by: signer)))
    }
    for name in ["burn", "slice", "signal"] {
      #expect(try stage(name).journal().history.signers.quorum == new, "\(name)")
    }
    #expect(throws: Refusal.self) { try stage("slice").freeze() }
    try SampleProject(stage("slice").definition, in: signal.folder, quorum: new).freeze()
  }
}

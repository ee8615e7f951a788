import BlindAnalysis
import Ledger
import TestSupport
import Testing

/// Single rules of the state machine that the walk through all sequences does not reach.
@Suite("Rules of the state machine") struct HistoryRuleTests {
  private let folder: TemporaryFolder
  private let project: SampleProject

  init() throws {
    folder = try TemporaryFolder()
    project = SampleProject(try SampleAnalysis().definition(), in: try folder.project)
  }

  private func history(_ events: ProcedureEvent...) -> AnalysisHistory {
    var history = AnalysisHistory(of: "sample")
    for event in events { expect(true, event, in: &history) }
    return history
  }

  private func expect(
    _ isAllowed: Bool, _ event: ProcedureEvent, in history: inout AnalysisHistory,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let isTaken = history.apply(event)
    #expect(isTaken == isAllowed, "\(event.kind)", sourceLocation: sourceLocation)
  }

  private func estimate(_ name: String) -> ProcedureEvent {
    .estimate(
      EstimateRecord(
        analysis: "sample", definition: .sample(name), data: [], estimate: .sample(name)))
  }

  private func signOff(_ freeze: FreezeRecord, by signer: String = "alice") -> ProcedureEvent {
    .signOff(
      SignOffRecord(
        analysis: "sample", freeze: freeze.digest, statement: .sample("text"), signer: signer,
        method: .typed))
  }

  @Test("a freeze needs the estimate it names, of its own definition")
  func freezeOfAnotherEstimate() throws {
    var history = AnalysisHistory(of: "sample")
    let other = EstimateRecord(
      analysis: "sample", definition: project.definition.digest, data: [],
      estimate: .sample("other"))
    expect(true, .estimate(other), in: &history)
    expect(true, estimate("other"), in: &history)
    expect(false, .freeze(try project.freezeRecord()), in: &history)
  }

  @Test("a sign-off of the same freeze, made again after an unfreeze, has to be given again")
  func voidedSignOff() throws {
    let freeze = try project.freezeRecord()
    var history = history(
      .estimate(project.estimateRecord), .freeze(freeze), signOff(freeze),
      .unfreeze(freeze: freeze.digest, reason: "a test"), .freeze(freeze))
    #expect(history.signOffs.isEmpty && !history.isCleared)
    expect(false, .unblindBegin(freeze: freeze.digest), in: &history)
  }
}

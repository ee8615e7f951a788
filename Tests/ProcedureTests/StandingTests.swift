import Ledger
import TestSupport
import Testing

@testable import BlindAnalysis

@Suite("Where an analysis stands") struct StandingTests {
  private let folder: TemporaryFolder
  private let project: SampleProject

  init() throws {
    folder = try TemporaryFolder()
    project = SampleProject(try SampleAnalysis().definition(), in: try folder.project)
  }

  /// A definition that blinds more than the sample.
  private func other() throws -> AnalysisDefinition {
    try SampleAnalysis.with { $0.blind = "E_ECAL < 46 GeV && E_HCAL < 1.5 GeV" }.definition()
  }

  private func standing(of definition: AnalysisDefinition? = nil) throws -> Standing {
    Standing(
      try project.journal().history, of: definition ?? project.definition,
      known: try project.known())
  }

  private func expect(
    _ stage: AnalysisStage, _ grade: Grade, next: String?, number: Int? = nil,
    of definition: AnalysisDefinition? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let standing = try standing(of: definition)
    #expect(standing.stage == stage, sourceLocation: sourceLocation)
    #expect(standing.grade == grade, sourceLocation: sourceLocation)
    #expect(standing.next == next, sourceLocation: sourceLocation)
    #expect(standing.postUnblindNumber == number, sourceLocation: sourceLocation)
    #expect(!standing.meaning.isEmpty && standing.analysis == "sample")
  }

  @Test("names each stage, what it is worth, and the next command")
  func everyStage() throws {
    let other = try other()
    try expect(.draft, .typed, next: "estimate")
    try project.append(.register(project.registration))
    try expect(.blinded, .typed, next: "estimate")
    #expect(try standing().meaning == "the blind region is registered; there is no estimate yet")
    try project.register()
    try expect(.estimated, .typed, next: "freeze")
    try expect(.blinded, .typed, next: "estimate", of: other)
    let freeze = try project.freeze()
    try expect(.frozen, .typed, next: "unblind --sign-off")
    try expect(.frozen, .typed, next: "unfreeze --reason \"…\"", of: other)
    #expect(try standing().freeze == freeze)
    try project.append(
      .signOff(
        SignOffRecord(
          analysis: "sample", freeze: freeze.digest, statement: .sample("text"), signer: "alice",
          method: .typed)))
    try expect(.cleared, .typed, next: "unblind --sign-off")
    try project.append(.unblindBegin(freeze: freeze.digest))
    try expect(.interrupted, .typed, next: "unblind --resume")
    try expect(.interrupted, .dataSeen, next: "unblind --resume", number: 1, of: other)
    try project.append(.unblindEnd(freeze: freeze.digest, result: .sample("result")))
    try expect(.unblinded, .typed, next: nil)
    try expect(.unblinded, .dataSeen, next: "amend --reason \"…\"", number: 1, of: other)
  }

  @Test("goes back to estimated with an unfreeze")
  func unfreeze() throws {
    let freeze = try project.freeze()
    try project.append(.unfreeze(freeze: freeze.digest, reason: "a test"))
    try expect(.estimated, .typed, next: "freeze")
    #expect(try standing().freeze == nil)
  }

  @Test("promises no more than the grade's mode holds")
  func words() {
    for grade in [Grade.dataSeen, .typed] {
      for word in ["impossible", "tamper-proof", "secure"] {
        #expect(!grade.meaning.contains(word))
      }
    }
    #expect(Grade.typed.rawValue == "BLIND-1" && Grade.dataSeen.rawValue == "BLIND-0")
  }
}

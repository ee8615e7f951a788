import BlindAnalysis
import Ledger
import TestSupport
import Testing

/// A frozen sample that asks for two signatures out of three, in this process.
struct SignedFreeze {
  let folder: TemporaryFolder
  let project: SampleProject
  let freeze: FreezeRecord
  let alice = TestSigner("alice")
  let bob = TestSigner("bob")
  let carol = TestSigner("carol")

  /// - Parameter quorum: By default, two out of three.
  init(quorum: Quorum? = nil) throws {
    folder = try TemporaryFolder()
    project = SampleProject(
      try SampleAnalysis.with { $0.required = 2 }.definition(), in: try folder.project,
      quorum: quorum)
    freeze = try project.freeze()
  }

  /// The status with which a sign-off does not count; nil if it was taken.
  func status(_ make: (FreezeRecord) throws -> SignOffRecord) throws -> BlindAnalysis.ExitStatus? {
    let record: SignOffRecord
    do { record = try make(freeze) } catch is SignatureFault { return .signOffInvalid }
    if let signed = record.signed, let objection = freeze.objection(to: signed) {
      // The state machine refuses by itself what the verb would have refused before.
      #expect(throws: Refusal.self) { try project.append(.signOff(record)) }
      return objection.status
    }
    try project.append(.signOff(record))
    return nil
  }

  func expectRefused(
    sourceLocation: SourceLocation = #_sourceLocation,
    _ make: (FreezeRecord) throws -> SignOffRecord
  ) throws {
    #expect(try status(make) == .signOffInvalid, sourceLocation: sourceLocation)
  }
}

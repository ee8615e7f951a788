import BlindAnalysis
import Testing

@testable import EventData
@testable import na64_blind

/// Which exit status an error of a stage ends in.
@Suite("Exit statuses of errors") struct RefusalTests {
  @Test("a file that changed while it was held is changed data, any other fault bad input")
  func dataErrors() {
    let kinds: [DataError.Kind] = [
      .cannotOpen, .filePattern, .wrongFormat, .damaged, .unsupported, .readFailed,
      .ambiguousColumn("e"), .missingTree("t", nearest: []), .missingColumn("e", nearest: []),
    ]
    for kind in kinds {
      #expect(Refusal(describing: DataError(kind, in: "a.csv", "is bad"))?.status == .badInput)
    }
    let changed = Refusal(describing: DataError(.changed, in: "a.csv", "was changed"))
    #expect(changed?.status == .dataChanged)
  }
}

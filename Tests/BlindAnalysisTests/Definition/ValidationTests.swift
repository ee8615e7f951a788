import BlindAnalysis
import Testing

@Suite("Definition: each mistake has its finding") struct ValidationTests {
  @Test("keys and values", arguments: Mistakes.keysAndValues) func keys(change: Change) throws {
    try expect(change)
  }

  @Test("numbers", arguments: Mistakes.numbers) func numbers(change: Change) throws {
    try expect(change)
  }

  @Test("data", arguments: Mistakes.data) func data(change: Change) throws { try expect(change) }

  @Test("names and expressions", arguments: Mistakes.names) func names(change: Change) throws {
    try expect(change)
  }

  @Test("regions", arguments: Mistakes.regions) func regions(change: Change) throws {
    try expect(change)
  }

  @Test("side bands", arguments: Mistakes.sideBands) func sideBands(change: Change) throws {
    try expect(change)
  }

  @Test("procedure and sign-off", arguments: Mistakes.procedure) func procedure(change: Change)
    throws
  {
    try expect(change)
  }

  private func expect(_ change: Change, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let text = try ExampleFile.changing(change.piece, to: change.other)
    let found = ExampleFile.diagnostics(text).map { "\($0.id)@\($0.span.line)" }
    #expect(found == change.expected, sourceLocation: sourceLocation)
  }
}

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

  @Test(
    "regions that are to validate a side band",
    arguments: [
      ("E_ECAL in 62 GeV .. 66 GeV && E_HCAL < 1 GeV", []),
      ("E_ECAL in 60 GeV .. 66 GeV && E_HCAL < 1 GeV", ["validation-overlaps-side-band@33"]),
      ("E_ECAL > 62 GeV && E_HCAL < 1 GeV", ["validation-unbounded@33"]),
      ("E_ECAL in 62 GeV .. 66 GeV && E_HCAL < 2 GeV", ["validation-differs@33"]),
      (
        "(E_ECAL in 62 GeV .. 63 GeV || E_ECAL in 64 GeV .. 66 GeV) && E_HCAL < 1 GeV",
        ["region-with-gap@33"]
      ),
      ("E_ECAL in 42 GeV .. 46 GeV && E_HCAL < 1 GeV", ["region-overlaps-blind@26"]),
    ])
  func validation(region: String, expected: [String]) throws {
    let text = try ExampleFile.changing(
      "blind: {", to: "  validation: \(region)\nblind: {"
    ).replacing("from: side band", with: "from: side band\n    validate: validation")
    #expect(ids(text) == expected)
  }

  @Test(
    "regions that are fitted together with a side band",
    arguments: [
      ("E_ECAL in 50 GeV .. 62 GeV && E_HCAL > 2 GeV", "other", []),
      ("E_ECAL in 30 GeV .. 62 GeV && E_HCAL > 2 GeV", "other", []),
      ("E_ECAL in 50 GeV .. 62 GeV", "other", ["bands-share-events@33"]),
      ("E_ECAL > 50 GeV && E_HCAL > 2 GeV", "other", ["joint-band-unbounded@33"]),
      ("E_ECAL in 50 GeV .. 62 GeV && E_HCAL > 2 GeV", "other, other", ["duplicate-name@33"]),
      ("E_ECAL in 50 GeV .. 62 GeV && E_HCAL > 2 GeV", "bother", ["unknown-region@33"]),
      ("E_ECAL in 50 GeV .. 62 GeV && E_HCAL > 2 GeV", "side band", ["bands-share-events@33"]),
      ("E_ECAL in 50 GeV .. 62 GeV && E_HCAL > 2 GeV", "signal box", ["joint-band-is-signal@33"]),
      ("E_ECAL in 0 GeV .. 62 GeV && E_HCAL > 2 GeV", "other", ["power-law-range@32"]),
    ])
  func joint(region: String, named: String, expected: [String]) throws {
    let text = try ExampleFile.changing("blind: {", to: "  other: \(region)\nblind: {")
      .replacing("from: side band", with: "from: side band\n    together with: [\(named)]")
    #expect(ids(text) == expected)
  }

  @Test("a validation region holds no event that is fitted")
  func fittedValidation() throws {
    let text = try ExampleFile.changing(
      "blind: {",
      to: "  other: E_ECAL in 50 GeV .. 66 GeV && E_HCAL > 2 GeV\n"
        + "  rim: E_ECAL in 62 GeV .. 66 GeV\nblind: {"
    ).replacing(
      "from: side band", with: "from: side band\n    validate: rim\n    together with: [other]")
    #expect(ids(text) == ["bands-share-events@34"])
  }

  @Test("procedure and sign-off", arguments: Mistakes.procedure) func procedure(change: Change)
    throws
  {
    try expect(change)
  }

  @Test("side bands that do not suit the signal box")
  func unsuitedSideBands() throws {
    let overlapping = try ExampleFile.changing("variable: E_ECAL", to: "variable: E_HCAL")
      .replacing(
        "E_ECAL in 46 GeV .. 62 GeV && E_HCAL < 1 GeV",
        with: "E_HCAL in 0.5 GeV .. 70 GeV && E_ECAL > 46 GeV")
    #expect(
      ids(overlapping) == ["side-band-differs@31", "target-overlaps-side-band@31"])
    let negative = try ExampleFile.changing("variable: E_ECAL", to: "variable: E_miss")
      .replacing("70 GeV - E_ECAL", with: "E_ECAL - 50 GeV")
      .replacing("E_ECAL < 42 GeV", with: "E_ECAL in 10 GeV .. 42 GeV")
      .replacing("ranges: [46 GeV .. 58 GeV, 47 GeV .. 62 GeV], ", with: "")
    #expect(ids(negative) == ["power-law-range@31"])
    let nowhere = try ExampleFile.changing("variable: E_ECAL", to: "variable: E_miss")
      .replacing("70 GeV - E_ECAL", with: "sqrt(E_ECAL / 1 GeV - 90)")
    #expect(ids(nowhere).contains("empty-range@31"))
  }

  private func ids(_ text: String) -> [String] {
    ExampleFile.diagnostics(text).map { "\($0.id)@\($0.span.line)" }
  }

  private func expect(_ change: Change, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let text = try ExampleFile.changing(change.piece, to: change.other)
    #expect(ids(text) == change.expected, sourceLocation: sourceLocation)
  }
}

import Foundation
import Ledger
import Testing

@testable import BlindAnalysis

/// What the region says of the plane.
private let plane = "(E_ECAL > 45 GeV || E_HCAL > 1.5 GeV)"

@Suite("Definition: side bands in a plane") struct PlaneDefinitionTests {
  /// The example with a plane in place of its side band.
  private func text(_ piece: String = "", _ other: String = "") throws -> String {
    let start = try #require(ExampleFile.text.range(of: "    model: side-band"))
    let end = try #require(ExampleFile.text.range(of: "  pion and kaon"))
    let text = ExampleFile.text.replacingCharacters(
      start.lowerBound..<end.lowerBound,
      with: """
            model: side band in a plane
            variables: [E_ECAL, E_HCAL]
            from: plane
            into: signal box
            functions: [exponential, exponential]
            correlation: none
            systematics:
              functions: [{first: power law, second: exponential}]
              ranges: [{first: 32 GeV .. 62 GeV, second: 0 GeV .. 3 GeV}]
              correlations: [linear]
            validate: above

        """
    ).replacing(
      "  side band:   E_ECAL in 46 GeV .. 62 GeV && E_HCAL < 1 GeV",
      with: """
          plane: "E_ECAL in 30 GeV .. 62 GeV && E_HCAL in 0 GeV .. 4 GeV && \(plane)"
          above: E_ECAL in 62 GeV .. 66 GeV && E_HCAL in 0 GeV .. 4 GeV
        """)
    guard !piece.isEmpty else { return text }
    let changed = text.replacing(piece, with: other, maxReplacements: 1)
    #expect(changed != text || piece == other, "\(piece)")
    return changed
  }

  private func model(_ text: String) throws -> PlaneSideBand {
    let definition = try AnalysisDefinition(validating: text, file: "a.yaml")
    guard case .planeSideBand(let model) = try #require(definition.backgrounds.first).model else {
      throw ExampleFile.Unchanged(piece: "the model")
    }
    return model
  }

  private func area(_ rectangles: [PlaneRectangle]) -> Double {
    rectangles.reduce(0) {
      $0 + ($1.first.upper - $1.first.lower) * ($1.second.upper - $1.second.lower)
    }
  }

  @Test("have rectangles that follow from the region")
  func read() throws {
    let model = try model(text())
    #expect(model.first.name == "E_ECAL" && model.second.name == "E_HCAL")
    #expect(area(model.fitRanges) == 32 * 4 - 15 * 1.5 && model.fitRanges.count == 2)
    #expect(model.targetRange.first == ValueRange(lower: 0, upper: 42))
    #expect(model.targetRange.second == ValueRange(lower: 0, upper: 1))
    #expect(model.beginsAtZero == ["E_ECAL", "E_HCAL"])
    #expect(model.functions.name == "exponential × exponential" && model.correlation == .none)
    #expect(model.systematics.ranges.count == 1 && model.systematics.correlations == [.linear])
    #expect(model.validation?.region == "above" && area(model.validation?.ranges ?? []) == 16)
    let definition = try AnalysisDefinition(validating: text(), file: "a.yaml")
    #expect(definition.warnings.diagnostics.isEmpty)
    #expect(definition.requiredColumns.map(\.name).contains("E_HCAL"))
    #expect(definition.backgrounds[0].fittedRegions == ["plane"])
  }

  @Test(
    "however the region is written",
    arguments: [
      ("(E_ECAL > 45 GeV || E_HCAL > 1.5 GeV)", 105.5, 2),
      ("!(E_ECAL <= 45 GeV && E_HCAL <= 1.5 GeV)", 105.5, 2),
      ("(E_miss < 25 GeV || E_HCAL > 1.5 GeV)", 105.5, 2),
      ("(E_miss < 25 GeV || E_HCAL >= 2000 MeV)", 98.0, 2),
      ("E_HCAL > 1.5 GeV", 80.0, 1), ("E_ECAL > 45 GeV", 68.0, 1),
      ("(E_ECAL > 50 GeV || E_HCAL in 2 GeV .. 3 GeV)", 68.0, 2),
      ("(E_ECAL > 50 GeV && E_HCAL < 1 GeV || E_HCAL > 2 GeV)", 76.0, 3),
      ("E_ECAL > 45 GeV && E_HCAL != 2 GeV && E_ECAL != 50 GeV", 68.0, 1),
      ("E_ECAL > 45 GeV && n_hits > 3", 68.0, 1),
    ])
  func rectangles(condition: String, expected: Double, count: Int) throws {
    let text = try text("(E_ECAL > 45 GeV || E_HCAL > 1.5 GeV)", condition)
      .replacing("ranges: [{first: 32 GeV .. 62 GeV, second: 0 GeV .. 3 GeV}]", with: "")
    let found = try model(text).fitRanges
    #expect(abs(area(found) - expected) < 1e-9)
    #expect(found.count == count)
    for (index, one) in found.enumerated() {
      #expect(found[..<index].allSatisfy { $0.intersection(with: one) == nil })
    }
  }

  @Test(
    "have a finding for each mistake",
    arguments: [
      ("[E_ECAL, E_HCAL]", "[E_ECAL, E_HCL]", ["unknown-name@31"]),
      ("[E_ECAL, E_HCAL]", "[E_ECAL, E_ECAL]", ["one-variable-twice@31"]),
      ("[E_ECAL, E_HCAL]", "[E_ECAL, E_miss]", ["one-variable-twice@31"]),
      ("[E_ECAL, E_HCAL]", "[E_ECAL]", ["too-few-entries@31"]),
      ("[E_ECAL, E_HCAL]", "[E_ECAL, E_HCAL, p_track]", ["too-many-entries@31"]),
      ("[E_ECAL, E_HCAL]", "E_ECAL", ["wrong-type@31"]),
      ("from: plane", "from: plain", ["unknown-region@32"]),
      ("from: plane", "from: signal box", ["side-band-is-signal@32"]),
      ("into: signal box", "into: plane", ["wrong-target@33"]),
      ("[exponential, exponential]", "[exponential]", ["too-few-entries@34"]),
      ("[exponential, exponential]", "[exponential, gauss]", ["unknown-value@34"]),
      ("    correlation: none\n", "", ["missing-key@30"]),
      ("correlation: none", "correlation: quadratic", ["unknown-value@35"]),
      ("correlation: none", "correlation: linear", ["correlation-not-varied@37"]),
      ("correlations: [linear]", "correlations: [none]", ["correlation-not-varied@37"]),
      (
        "[exponential, exponential]", "[exponential, uniform]", ["correlation-without-parameter@34"]
      ),
      ("second: exponential}", "second: Bernstein 2}", ["correlation-without-parameter@34"]),
      ("second: exponential}", "second: power law}", ["power-law-range@32"]),
      ("second: exponential}", "third: exponential}", ["missing-key@37", "unknown-key@37"]),
      ("first: 32 GeV", "first: 20 GeV", ["range-outside-side-band@38"]),
      (
        "first: 32 GeV .. 62 GeV, second: 0 GeV .. 3 GeV",
        "first: 31 GeV .. 44 GeV, second: 0 GeV .. 1 GeV", ["range-outside-side-band@38"]
      ),
      ("first: 32 GeV .. 62 GeV", "first: 32 m .. 62 m", ["dimension-mismatch@38"]),
      ("first: 32 GeV .. 62 GeV", "first: 32 .. 62", ["missing-unit@38"]),
      ("first: 32 GeV .. 62 GeV", "first: 62 GeV .. 32 GeV", ["reversed-range@38"]),
      ("correlations: [linear]", "method: profiling", ["unknown-value@39"]),
      ("validate: above", "validate: plane", ["validation-is-side-band@40"]),
      ("validate: above", "validate: signal box", ["validation-is-signal@40"]),
      ("E_ECAL in 62 GeV .. 66", "E_ECAL in 60 GeV .. 66", ["validation-overlaps-side-band@40"]),
      (
        "66 GeV && E_HCAL in 0 GeV .. 4 GeV", "66 GeV && E_HCAL < 4 GeV",
        ["validation-unbounded@40"]
      ),
      (
        "66 GeV && E_HCAL in 0 GeV .. 4 GeV", "66 GeV && E_HCAL in 0 GeV .. 4 GeV && n_hits > 2",
        ["validation-differs@40"]
      ),
      (plane, plane + " && n_hits > 2", ["side-band-differs@32", "validation-differs@40"]),
      (
        plane, plane + " && E_ECAL + E_HCAL < 64 GeV",
        ["region-not-rectangles@32", "side-band-differs@32"]
      ),
      (
        plane, plane + " && E_ECAL > 2 * E_HCAL",
        ["region-not-rectangles@32", "side-band-differs@32"]
      ),
      (plane, "E_HCAL > 5 GeV", ["empty-range@32", "empty-region@25"]),
      (
        "E_HCAL in 0 GeV .. 4 GeV && (E_ECAL", "E_HCAL > 0 GeV && (E_ECAL",
        ["side-band-unbounded@32"]
      ),
      (
        "signal box:  E_ECAL < 42 GeV && E_HCAL < 1 GeV",
        "signal box:  (E_ECAL < 42 GeV && E_HCAL < 1 GeV || E_ECAL < 30 GeV && E_HCAL < 1.2 GeV)",
        ["target-not-one-rectangle@33"]
      ),
      (
        "validate: above", "signal contamination: {value: 1, spread: flat, source: x}",
        ["missing-uncertainty@40", "unknown-value@40"]
      ),
      ("validate: above", "bins: 20", ["unknown-key@40"]),
    ])
  func mistakes(piece: String, other: String, expected: [String]) throws {
    let found = try ExampleFile.diagnostics(text(piece, other)).map { "\($0.id)@\($0.span.line)" }
    #expect(found.sorted() == expected.sorted())
  }

  @Test("differ as soon as something decides otherwise")
  func digests() throws {
    func digest(_ piece: String = "", _ other: String = "") throws -> String {
      try AnalysisDefinition(validating: text(piece, other), file: "a.yaml").digest.description
    }
    let changes = [
      ("", ""), ("correlations: [linear]", ""),
      ("validate: above", ""), ("first: 32 GeV", "first: 33 GeV"),
      ("first: power law", "first: uniform"),
      ("correlations: [linear]", "method: discrete profiling"), ("1.5 GeV)", "1.75 GeV)"),
      ("functions: [exponential, exponential]", "functions: [uniform, exponential]"),
      ("validate: above", "signal contamination: {value: 1 ± 0, spread: worst place, source: x}"),
      (
        "validate: above",
        "signal contamination: {value: 1 ± 0, spread: like background, source: x}"
      ),
    ]
    let found = try changes.map { try digest($0.0, $0.1) }
    #expect(Set(found).count == found.count)
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<String.Index>, with other: String) -> String {
    self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}

import Ledger
import Testing

@testable import BlindAnalysis

/// Upstream interactions, run periods and names of the signal in the canonical form.
@Suite("Definition: upstream interactions") struct UpstreamDefinitionTests {
  private static let model = """
    {model: upstream interactions, layers: [{name: foil, material: ours, density: 2.3,
        radiation length: 9 cm, interaction length: 40 cm, thickness: 1 mm, position: 2 m, source: x},
        {name: plate, material: iron, thickness: 2 mm, position: 3 m}],
      process: {kind: electro-nuclear, photons above: 40 %, largest virtuality: 0.6,
        cross section: {value: 110 ± 10, constraint: log-normal, source: x}},
      emission: {angles: [0 mrad, 20 mrad], weights: [1, 2], source: x},
      escape: {angles: [0 mrad, 20 mrad], source: x,
        rows: [{position: 2 m, escaped: [1, 2], simulated: [10, 20]},
        {position: 4 m, escaped: [3, 4], simulated: [30, 40]}]},
      veto miss: {passed: 1, total: 10, source: x}, datasets: [summer-2023],
      compare with: pion and kaon decays, use: average}
    """

  private func definition(_ changes: [(String, String)] = []) throws -> AnalysisDefinition {
    var text = ExampleFile.text.replacing(
      "\nbackgrounds:\n", with: "\nbackgrounds:\n  material: \(Self.model)\n")
    for (piece, other) in changes {
      let changed = text.replacing(piece, with: other, maxReplacements: 1)
      try #require(changed != text, "\(piece)")
      text = changed
    }
    return try AnalysisDefinition(validating: text, file: "a.yaml")
  }

  @Test("give what the file says, in canonical units")
  func values() throws {
    let background = try #require(definition().backgrounds.first)
    guard case .upstream(let upstream) = background.model else {
      Issue.record("another model")
      return
    }
    #expect(upstream.layers.map(\.thickness) == [0.001, 0.002])
    #expect(upstream.layers.map(\.position) == [2, 3])
    #expect(
      upstream.layers.map(\.material) == [
        .declared(
          "ours", density: 2.3, radiationLength: 0.09, interactionLength: 0.4, source: "x"),
        .known("iron"),
      ])
    #expect(upstream.emission.angles == [0, 0.02] && upstream.emission.weights == [1, 2])
    #expect(
      upstream.escape.rows.map(\.chances) == [
        .simulated(escaped: [1, 2], total: [10, 20]),
        .simulated(escaped: [3, 4], total: [30, 40]),
      ])
    #expect(upstream.comparison == .init(other: "pion and kaon decays", use: .average))
    #expect(background.datasets == ["summer-2023"])
  }

  @Test("have one digest, whatever the layout, the units and the sources")
  func layout() throws {
    let other = try definition([
      ("20 mrad", "0.02 rad"), ("thickness: 1 mm", "thickness: 0.1 cm"), ("40 %", "0.4"),
      ("position: 2 m, source: x", "position: 200 cm, source: elsewhere"),
      ("110 ± 10", "110, uncertainty: 10"),
    ])
    #expect(try other.digest == definition().digest)
  }

  @Test(
    "have another digest as soon as a number or a name is another one",
    arguments: [
      ("name: foil", "name: sheet"), ("density: 2.3", "density: 2.4"), ("9 cm", "8 cm"),
      ("40 cm", "41 cm"), ("1 mm", "3 mm"), ("position: 3 m", "position: 3.5 m"),
      ("material: iron", "material: lead"), ("40 %", "41 %"), ("0.6", "0.7"), ("110 ±", "111 ±"),
      ("angles: [0 mrad", "angles: [1 mrad"), ("weights: [1", "weights: [3"),
      ("escaped: [1", "escaped: [2"), ("simulated: [10", "simulated: [11"),
      ("position: 4 m", "position: 5 m"), ("passed: 1", "passed: 2"), ("use: average", "use: this"),
      (", datasets: [summer-2023]", ""),
      ("compare with: pion and kaon decays, use: average", "on target: {value: 1, source: x}"),
      ("confidence: 90 %, method", "upper limits: full, confidence: 90 %, method"),
      ("efficiency: {", "efficiency: {name: eff, "),
    ])
  func sensitive(piece: String, other: String) throws {
    #expect(try definition([(piece, other)]).digest != definition().digest)
  }

  @Test(
    "are compared with an estimate, not with a limit or with themselves",
    arguments: ["punch-through", "material", "nothing"])
  func comparison(other: String) throws {
    let error = #expect(throws: DefinitionError.self) {
      try definition([("with: pion and kaon decays", "with: \(other)")])
    }
    #expect(error?.diagnostics.map(\.id) == ["unknown-background"])
  }

  @Test("know the materials that the library knows, and listed upper limits without being told")
  func defaults() throws {
    #expect(try definition().limit.upperLimits == .listed)
    let named = try definition([("efficiency: {", "efficiency: {name: eff, ")])
    #expect(named.signal?.named.map(\.name) == ["eff"])
    #expect(try definition().signal?.named.isEmpty == true)
  }
}

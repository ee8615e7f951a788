import BlindAnalysis
import Stats
import TestSupport
import Testing

@testable import Backgrounds

/// Upstream interactions as an analysis file declares them, against the beam line of mpmath's table.
@Suite("Upstream interactions of an analysis file") struct UpstreamDefinitionTests {
  private static let declared = """
    [{position: 0 m, probabilities: [0, 0.2, 0.9, 1]},
         {position: 5 m, probabilities: [0, 0.1, 0.7, 0.95]},
         {position: 12 m, probabilities: [0, 0, 0.3, 0.6]}]
    """
  private static let simulated = """
    [{position: 0 m, escaped: [0, 200, 900, 1000], simulated: [1000, 1000, 1000, 1000]},
         {position: 5 m, escaped: [0, 100, 700, 950], simulated: [1000, 1000, 1000, 1000]},
         {position: 12 m, escaped: [0, 0, 300, 600], simulated: [1000, 1000, 1000, 1000]}]
    """

  private func analysis(
    _ process: String, rows: String = declared, onTarget: String = "{value: 1e9, source: x}",
    miss: String = "{passed: 3, total: 1000, source: x}", more: String = "", others: String = ""
  ) -> SampleAnalysis {
    .with {
      $0.backgrounds = """

          upstream:
            model: upstream interactions
            layers:
              - {name: lead, material: ours, density: 11.35, radiation length: 5.61 mm,
                 interaction length: 17.59 cm, thickness: 1 mm, position: 12 m, source: x}
              - {name: silicon, material: ours, density: 2.329, radiation length: 9.37 cm,
                 interaction length: 46.54 cm, thickness: 2 mm, position: 1 m, source: x}
              - {name: plastic, material: ours, density: 1.032, radiation length: 42.5 cm,
                 interaction length: 78.8 cm, thickness: 1 cm, position: 7.5 m, source: x}
            process: \(process)
            emission: {angles: [0 rad, 50 mrad, 0.3 rad, 0.9 rad], weights: [0, 10, 3, 0.5], source: x}
            escape:
              angles: [0 rad, 0.1 rad, 0.4 rad, 1 rad]
              rows: \(rows)
              source: x
            veto miss: \(miss)
            material scale: {value: 1.1, source: x}
            on target: \(onTarget)
            \(more)
        \(others)
        """
    }
  }

  private func table(_ analysis: SampleAnalysis) throws -> BackgroundTable {
    try BackgroundTable(of: analysis.definition()) { _ in nil }
  }

  private func upstream(_ table: BackgroundTable) throws -> Propagation {
    try #require(table.lines.first { $0.name == "upstream" }?.propagation)
  }

  @Test(
    "every process gives the number of the table",
    arguments: [
      ("bremsstrahlung", "{kind: hard bremsstrahlung, above: 50 %}"),
      (
        "electronuclear",
        "{kind: electro-nuclear, photons: {value: 0.02, source: x}, cross section: {value: 80, source: x}}"
      ),
      (
        "hadronic photons",
        "{kind: hadronic photons, photons: {value: 0.02, source: x}, hadronic fraction: {value: 0.005, source: x}}"
      ),
      ("hadronic", "{kind: hadronic}"),
    ])
  func oracle(name: String, process: String) throws {
    let row = try #require(
      RateRow.rows("upstream").first { try $0.text("process") == name })
    for rows in [Self.declared, Self.simulated] {
      let found = try table(analysis(process, rows: rows)).total.value
      #expect(disagreement(found, row.value, relative: 1e-12) == nil, "\(name)")
    }
  }

  @Test("photons may come from the spectrum of equivalent photons")
  func equivalentPhotons() throws {
    let row = try #require(
      RateRow.rows("equivalent photons").first {
        try $0.text("mass").hasPrefix("0.0005") && $0.text("y") == "0.5"
      })
    func total(_ photons: String) throws -> Double {
      try table(
        analysis("{kind: electro-nuclear, \(photons), cross section: {value: 80, source: x}}")
      ).total.value
    }
    let found = try total("photons above: 0.5, largest virtuality: 0.6")
    // The expectation is a hair from linear: 1.5 per mille of the particles interact.
    let direct = try total("photons: {value: \(row.value), source: x}")
    #expect(disagreement(found, direct, relative: 1e-8) == nil)
  }

  @Test("a simulated table has the statistics of its effective events")
  func statistics() throws {
    let found = try upstream(table(analysis("{kind: hadronic}", rows: Self.simulated)))
    let impact = try #require(found.impacts.first { $0.factor.name.hasSuffix("simulated escapes") })
    let effective = try #require(RateRow.rows("escapes effective").first).value
    guard case .gamma(let count, _) = impact.factor.law.form else {
      Issue.record("no count")
      return
    }
    #expect(disagreement(count, effective, relative: 1e-10) == nil)
    #expect(impact.factor.kind == .statistical)
  }

  @Test("a simulation without any escape leaves what one of them would stand for")
  func noEscape() throws {
    let none = Self.simulated.replacing(#/escaped: \[[^\]]*\]/#, with: "escaped: [0, 0, 0, 0]")
    let found = try upstream(table(analysis("{kind: hadronic}", rows: none)))
    let one = try #require(RateRow.rows("escapes none").first).value
    #expect(found.value == 0)
    // The veto's posterior mean is 4/1002 where the table has 3/1000.
    let mean = one * (4.0 / 1002) / 0.003
    #expect(disagreement(found.mean, mean, relative: 1e-9) == nil)
  }

  @Test("doubled particles double it; none missed by the veto is nominally nothing, with an error")
  func edges() throws {
    let (one, two) = (
      try table(analysis("{kind: hadronic}")),
      try table(analysis("{kind: hadronic}", onTarget: "{value: 2e9, source: x}"))
    )
    #expect(disagreement(two.total.value, 2 * one.total.value, relative: 1e-13) == nil)
    let tight = try table(
      analysis("{kind: hadronic}", miss: "{passed: 0, total: 1000, source: x}"))
    #expect(tight.total.value == 0 && tight.total.statistical > 0)
  }

  // MARK: The other estimate

  private static let other = "  side: {model: declared, value: 2 ± 1, source: x}"

  private func compared(_ use: String) throws -> BackgroundTable {
    // 3 ± 1.5: the same size as the other, so that weights are by hand.
    try table(
      analysis(
        "{kind: hadronic}", miss: "{value: 1, source: x}",
        more:
          "corrections: {size: {value: 1 ± 0.5, constraint: gaussian, source: x}}\n"
          + "    compare with: side\n    use: \(use)", others: Self.other))
  }

  @Test("is compared with another estimate of the same events, and only one of them is added")
  func comparison() throws {
    let (this, other) = (try compared("this"), try compared("other"))
    let own = try upstream(this)
    #expect(this.total.value == own.value && other.total.value == 2)
    #expect(this.lines.map(\.standing) == [.added, .beside])
    #expect(other.lines.map(\.standing) == [.beside, .added])
    for table in [this, other] {
      let found = try #require(table.lines[0].comparison)
      #expect(found.other == "side")
      #expect(disagreement(found.result.difference, own.mean - 2, relative: 1e-12) == nil)
      let width = (own.uncertainty * own.uncertainty + 1).squareRoot()
      #expect(disagreement(found.result.uncertainty, width, relative: 1e-12) == nil)
    }
  }

  @Test("the average is weighted by the variances, and stands for both")
  func average() throws {
    let table = try compared("average")
    let own = try upstream(table)
    let variance = own.uncertainty * own.uncertainty
    let weight = 1 / variance / (1 / variance + 1)
    let expected = weight * own.value + (1 - weight) * 2
    #expect(table.lines.map(\.standing) == [.beside, .beside, .added])
    #expect(table.lines[2].name == "side, average")
    #expect(disagreement(table.total.value, expected, relative: 1e-12) == nil)
    let average = try #require(table.lines[2].propagation)
    let width = (variance / (1 + variance)).squareRoot()
    #expect(disagreement(average.uncertainty, width, relative: 1e-10) == nil)
  }
}

import Ledger
import Testing

@testable import BlindAnalysis

@Suite("Definition: decays in flight") struct DecayDefinitionTests {
  private func decays(_ text: String) throws -> DeclaredDecays {
    let definition = try AnalysisDefinition(validating: text, file: "a.yaml")
    #expect(definition.warnings.diagnostics == [])
    let models = definition.backgrounds.compactMap {
      if case .decayInFlight(let decays) = $0.model { decays } else { nil }
    }
    return try #require(models.first)
  }

  private func number(_ value: Double, _ uncertainty: Double = 0) -> DeclaredNumber {
    DeclaredNumber(value: value, uncertainty: uncertainty, source: "a note")
  }

  @Test("give what the file says, in canonical units")
  func values() throws {
    let decays = try decays(try DecayExample.text())
    #expect(
      decays.contamination
        == DeclaredContamination(
          pions: number(0.03, 0.01), kaons: number(0.003), muons: number(0.01),
          muonHelicity: number(-1)))
    #expect(decays.segments.map(\.name) == ["spectrometer", "hall"])
    #expect(decays.segments.map(\.from) == [number(0), number(12, 0.1)])
    #expect(decays.segments.map(\.to) == [number(11), number(17)])
    #expect(decays.segments.map(\.tagEfficiency) == [number(1e-4, 3e-5), number(2e-4)])
    #expect(decays.segments.map(\.vetoEfficiency) == [number(0), number(0.1)])
    let window = try #require(ValueRange(lower: 63, upper: 77))
    #expect(
      decays.segments.map(\.track) == [
        .afterDecay(window: window, resolution: 0.01),
        .beforeDecay(acceptance: number(0.9, 0.02)),
      ])
    #expect(decays.calorimeter.variableName == "E_ECAL")
    #expect(decays.calorimeter.below == number(42, 0.4) && decays.calorimeter.above == 0.4)
    #expect(decays.calorimeter.resolution.stochastic == number(0.1, 0.01))
    #expect(decays.calorimeter.resolution.noise == number(0.15))
    #expect(decays.calorimeter.resolution.constant == number(0.02))
    #expect(decays.calorimeter.position == 17)
    #expect(decays.calorimeter.radius == number(0.115, 0.005))
    #expect(decays.calorimeter.minimumIonisingDeposit == number(0.5))
    #expect(decays.vetoes.muon == number(0.999) && decays.vetoes.chargedPion == number(0.99))
    #expect(decays.vetoes.outsideCalorimeter == number(0.5, 0.1))
    #expect(decays.selectionEfficiency == number(0.5, 0.05))
  }

  // MARK: The digest

  private func digest(_ changes: [(piece: String, other: String)] = []) throws -> Digest {
    try AnalysisDefinition(validating: DecayExample.text(changes), file: "a.yaml").digest
  }

  @Test("have one digest, whatever the layout, the units, and the sources")
  func layout() throws {
    let otherwise = try digest([
      (
        "{pi+: 0.03 ± 0.01, K+: 3e-3, mu+: 1 %, muon helicity: -1, source: \"a note\"}",
        "{source: elsewhere, muon helicity: -1.0, mu+: 0.01, K+: 0.3 %, pi+: 3 % ± 1 %}"
      ),
      ("from: 0 m\n        to: 11 m", "to: 1100 cm\n        from: 0 mm"),
      ("11.5 cm ± 0.5 cm", "115 mm ± 5 mm"), ("63 GeV .. 77 GeV", "63 .. 77 GeV"),
      ("value: 0.5, uncertainty: 10 %", "value: 0.5 ± 0.05"), ("150 MeV", "0.15 GeV"),
    ])
    #expect(try otherwise == digest())
  }

  @Test(
    "have another digest as soon as a number or a name is another one",
    arguments: [
      ("0.03 ± 0.01", "0.03 ± 0.02"), ("3e-3", "4e-3"), ("helicity: -1", "helicity: -0.9"),
      ("mu+: 1 %", "mu+: 2 %"), ("name: hall", "name: room"), ("to: 11 m", "to: 10 m"),
      ("± 0.1 m", "± 0.05 m"), ("1e-4", "2e-4"), ("10 %\n", "11 %\n"), ("63 GeV", "64 GeV"),
      ("resolution: 1 %", "resolution: 2 %"), ("90 %", "91 %"),
      (
        "measured: before decay, acceptance: 90 % ± 2 %",
        "measured: after decay, window: 63 .. 77 GeV, resolution: 1 %"
      ),
      ("variable: E_ECAL", "variable: E_seen"), ("± 0.4 GeV", "± 0.5 GeV"),
      ("above: 0.4 GeV", "above: 0.5 GeV"), ("      signal box above: 0.4 GeV\n", ""),
      ("stochastic: 10 %", "stochastic: 11 %"), ("150 MeV", "160 MeV"),
      ("constant: 2 %", "constant: 3 %"), ("position: 17 m", "position: 18 m"),
      ("11.5 cm", "11 cm"), ("deposit: 0.5 GeV", "deposit: 0.6 GeV"), ("muon: 0.999", "muon: 1"),
      ("pion: 0.99", "pion: 1"), ("calorimeter: 0.5", "calorimeter: 0.6"),
      ("{value: 0.5", "{value: 0.6"),
    ])
  func decisive(piece: String, other: String) throws {
    // A second name of the same energy, of which the first column alone knows.
    let derived = (piece: "E_miss: 70 GeV - E_ECAL", other: "E_seen: E_ECAL + 0 GeV")
    func digest(_ changes: [(piece: String, other: String)]) throws -> Digest {
      let text = try DecayExample.text(changes)
        .replacing(derived.piece, with: derived.other, maxReplacements: 1)
      return try AnalysisDefinition(validating: text, file: "a.yaml").digest
    }
    #expect(try digest([(piece, other)]) != digest([]))
  }

  // MARK: Mistakes

  /// `id+line` of all that must be found, lines counted from the first of the model.
  typealias Mistake = (piece: String, other: String, expected: [String])

  static let mistakes: [Mistake] = [
    (", source: \"a note\"}\n    segments", "}\n    segments", ["missing-source+2"]),
    ("        source: \"a note\"\n", "", ["missing-source+4"]),
    ("      source: \"a note\"\n    vetoes", "    vetoes", ["missing-source+19"]),
    ("pi+: 0.03 ± 0.01, K+: 3e-3, mu+: 1 %, muon helicity: -1, ", "", ["no-contamination+2"]),
    ("pi+:", "pi-:", ["other-charge+2"]),
    ("pi+:", "e+:", ["unknown-key+2"]),
    ("muon helicity: -1, ", "", ["missing-key+2"]),
    ("helicity: -1", "helicity: -1.1", ["out-of-range+2"]),
    ("0.03 ± 0.01", "1.03 ± 0.01", ["out-of-range+2"]),
    ("0.03 ± 0.01", "0.99", ["out-of-range+2"]),
    ("0.03 ± 0.01", "0.03 m", ["dimension-mismatch+2"]),
    ("name: hall", "name: spectrometer", ["duplicate-name+11"]),
    ("from: 12 m ± 0.1 m", "from: 12", ["missing-unit+12"]),
    ("from: 12 m ± 0.1 m", "from: 12 GeV", ["dimension-mismatch+12"]),
    ("from: 12 m ± 0.1 m", "from: 18 m", ["segment-order+13"]),
    ("from: 12 m ± 0.1 m", "from: 10 m", ["segment-order+12"]),
    ("from: 12 m ± 0.1 m", "from: 12 m ± 0.3 m", ["uncertain-order+12"]),
    ("from: 12 m ± 0.1 m", "from: 11 m ± 0.1 m", ["uncertain-order+12"]),
    ("from: 12 m ± 0.1 m", "from: 11 m", []),
    ("from: 0 m", "from: -1 m", ["out-of-range+5"]),
    ("to: 17 m", "to: 17 m ± 0.1 m", ["behind-calorimeter+23"]),
    ("position: 17 m", "position: 16 m", ["behind-calorimeter+23"]),
    ("position: 17 m", "position: 17 m ± 1 m", ["surplus-uncertainty+23"]),
    ("2e-4", "2", ["out-of-range+14"]),
    ("measured: before decay", "measured: during decay", ["unknown-value+16"]),
    ("measured: before decay, ", "", ["missing-key+16"]),
    ("acceptance: 90 % ± 2 %", "window: 63 .. 77 GeV", ["missing-key+16", "unknown-key+16"]),
    ("63 GeV .. 77 GeV", "77 GeV .. 63 GeV", ["reversed-range+9"]),
    ("63 GeV .. 77 GeV", "63 GeV .. 63 GeV", ["empty-range+9"]),
    ("63 GeV .. 77 GeV", "63 m .. 77 m", ["dimension-mismatch+9"]),
    ("resolution: 1 %}", "resolution: -1 %}", ["out-of-range+9"]),
    ("variable: E_ECAL", "variable: E_CAL", ["unknown-name+19"]),
    ("variable: E_ECAL", "variable: n_hits", ["not-an-energy+19"]),
    ("variable: E_ECAL", "variable: p_track", ["other-box+20"]),
    ("below: 42 GeV ± 0.4 GeV", "below: 50 GeV", ["other-box+20"]),
    ("above: 0.4 GeV", "above: 42 GeV", ["other-box+21"]),
    ("above: 0.4 GeV", "above: 0.4 GeV ± 0.1 GeV", ["surplus-uncertainty+21"]),
    ("      signal box above: 0.4 GeV\n", "", []),
    ("noise: 150 MeV", "noise: 150 mm", ["dimension-mismatch+22"]),
    ("radius: 11.5 cm ± 0.5 cm", "radius: 0 cm", ["out-of-range+23"]),
    (", radius: 11.5 cm ± 0.5 cm", "", ["missing-key+23"]),
    ("deposit: 0.5 GeV", "deposit: -0.5 GeV", ["out-of-range+24"]),
    ("muon: 0.999, ", "", ["missing-key+26"]),
    ("{value: 0.5, uncertainty: 10 %", "{value: 0.5", ["missing-uncertainty+27"]),
    ("{value: 0.5, uncertainty", "{value: 1.5, uncertainty", ["out-of-range+27"]),
  ]

  @Test("each mistake has its finding", arguments: mistakes)
  func mistake(_ mistake: Mistake) throws {
    let text = try DecayExample.text([(mistake.piece, mistake.other)])
    let found = ExampleFile.diagnostics(text).map {
      "\($0.id)+\($0.span.line - DecayExample.firstLine)"
    }
    #expect(found == mistake.expected)
  }

  @Test("need the same box also where the signal region begins above zero")
  func lowerEdge() throws {
    func findings(_ changes: [(piece: String, other: String)]) throws -> [String] {
      let text = try DecayExample.text(changes)
        .replacing("E_ECAL < 42 GeV", with: "E_ECAL in 1 GeV .. 42 GeV")
      return ExampleFile.diagnostics(text).map(\.id)
    }
    #expect(try findings([]) == ["other-box"])
    #expect(try findings([("      signal box above: 0.4 GeV\n", "")]) == ["other-box"])
    #expect(try findings([("above: 0.4 GeV", "above: 1 GeV")]) == [])
    #expect(try findings([("above: 0.4 GeV", "above: 1.5 GeV")]) == [])
  }

  @Test("of a negative beam are of negative particles")
  func negativeBeam() throws {
    let text = try DecayExample.text([("pi+:", "pi-:"), ("K+:", "K-:"), ("mu+:", "mu-:")])
      .replacing("particle: e+", with: "particle: e-")
    #expect(try decays(text).contamination.kaons == number(0.003))
  }
}

import BlindAnalysis
import Ledger
import Testing

@Suite("Definition: the canonical form and its digest") struct CanonicalDefinitionTests {
  private func definition(_ text: String) throws -> AnalysisDefinition {
    try AnalysisDefinition(validating: text, file: "b.yaml")
  }

  /// The example, written by somebody else.
  private let otherwise = """
    # The same analysis.
    title: 'Another title'
    'na64-blind': 1
    sign-off: {}
    limit:
      background prior: log-normal
      statistic: count
      method: "CLs"
      confidence: 0.90   # as usual
    analysis: "eplus-2023-70GeV"
    signal: {efficiency: {value: 50e-2 ± 0.05}, yield: {value: 0.0033 +- 0.00033},
      parameter: {enters: squared, name: epsilon}}
    procedure:
      n>=2: discuss first
      n = 1: >-
        limit and
        event display
      n=0: limit
    backgrounds:
      punch-through: {confidence: 0.9, value: 1e-2, model: upper limit}
      pion and kaon decays: {value: 0.06, uncertainty: 0.02, model: declared}
      upstream interactions: {function: exponential, into: signal box, from: side band,
        variable: E_ECAL, model: side-band extrapolation, systematics: {functions: [power law],
        ranges: [46..58, 47000 MeV .. 62 GeV]}}
    blind: {region: (E_ECAL < 45000 MeV) && E_HCAL < 1500 MeV, signal: signal box}
    regions:
      side band: E_ECAL in 46 .. 62 GeV
        && E_HCAL < 1000 MeV
      signal box: "(E_ECAL < 42 GeV) && (E_HCAL < 1 GeV)"
    selection: [{require: "abs(p_track - 70 GeV) < 5 GeV && (track_chi2 < 10.0)", name: beam track}]
    derived: {E_miss: 70000 MeV - E_ECAL}
    columns:
      n_hits: {branch: nhits}
      track_chi2:
        branch: track_chi2
      p_track: {unit: GeV, branch: track_momentum}
      E_HCAL: {unit: MeV, branch: hcal_energy}
      E_ECAL: {unit: GeV, branch: ecal_energy}
    data: [{event-id: [run, spill, event], exposure: {on-target: 16e9 ± 1.6e8}, tree: events,
      kind: pseudo-data, files: ["data/eplus-2023.root"], name: summer-2023}]
    beam: {momentum: 70000 MeV, particle: "e+"}
    """

  @Test("are the same for every way to write an analysis")
  func independentOfLayout() throws {
    let (one, other) = (try definition(ExampleFile.text), try definition(otherwise))
    #expect(try one.canonical.indentedBytes() == other.canonical.indentedBytes())
    #expect(one.digest == other.digest)
    #expect(other.columns.map(\.name) == one.columns.map(\.name).reversed())
  }

  @Test(
    "do not depend on what explains",
    arguments: [
      ("title: Light", "title: Dark"), ("source: \"a note\"", "source: elsewhere"),
      ("regions:\n", "# a comment\nregions:\n"),
    ])
  func explanations(piece: String, other: String) throws {
    let changed = try ExampleFile.changing(piece, to: other)
    #expect(try definition(changed).digest == definition(ExampleFile.text).digest)
  }

  @Test(
    "differ as soon as something decides otherwise",
    arguments: [
      ("70GeV\ntitle", "71GeV\ntitle"), ("particle: e+", "particle: e-"),
      ("momentum: 70 GeV", "momentum: 70.000001 GeV"), ("kind: pseudo-data", "kind: data"),
      ("eplus-2023.root", "other.root"), ("tree: events", "tree: raw"),
      ("1.6e10", "1.6000001e10"), ("uncertainty: 1 %", "uncertainty: 2 %"),
      ("[run, spill, event]", "[run, event]"), ("branch: ecal_energy", "branch: ecal"),
      ("track_momentum, unit: GeV", "track_momentum, unit: MeV"), ("nhits}", "n}"),
      ("70 GeV - E_ECAL", "71 GeV - E_ECAL"), ("name: beam track", "name: track"),
      ("track_chi2 < 10", "track_chi2 <= 10"), ("< 42 GeV", "< 41 GeV"),
      ("regions:\n", "regions:\n  control: E_HCAL > 2 GeV\n"),
      ("region: E_ECAL < 45 GeV", "region: E_ECAL < 44 GeV"),
      ("pion and kaon", "pion or kaon"), ("0.06 ±", "0.07 ±"), ("± 0.02", "± 0.03"),
      ("value: 0.01", "value: 0.02"), ("confidence: 90 %, source", "confidence: 95 %, source"),
      ("function: exponential", "function: uniform"), ("47 GeV ..", "48 GeV .."),
      ("[power law]", "[uniform]"),
      ("[power law]", "[power law], method: discrete profiling"),
      (
        "function: exponential",
        "function: exponential\n    signal contamination: "
          + "{value: 0.1 ± 0, spread: worst place, source: a note}"
      ), ("enters: squared", "enters: linearly"),
      ("3.3e-3", "3.4e-3"), ("value: 0.5,", "value: 0.6,"),
      ("limit: {confidence: 90 %", "limit: {confidence: 95 %"), ("log-normal", "gamma"),
      ("\"limit\"", "\"a limit\""), ("required: 1}", "required: 1, signers: reviewers.pub}"),
    ])
  func decisive(piece: String, other: String) throws {
    let changed = try ExampleFile.changing(piece, to: other)
    #expect(try definition(changed).digest != definition(ExampleFile.text).digest)
  }

  @Test("differ with the list of spills, its meaning, and its place")
  func spills() throws {
    let keys = ["", "good-spills: a.csv", "bad-spills: a.csv", "good-spills: b.csv"]
    let digests = try keys.map {
      try definition(ExampleFile.changing("    format: root\n", to: "    \($0)\n")).digest
    }
    #expect(Set(digests).count == keys.count)
    #expect(digests[0] == (try definition(ExampleFile.text).digest))
  }

  @Test("hold numbers in canonical units")
  func units() throws {
    let canonical = try definition(ExampleFile.text).canonical
    #expect(canonical["beam"]?["momentum"] == 70)
    let background = canonical["backgrounds"]?["upstream interactions"]
    #expect(background?["fit range"] == [46, 62])
    #expect(background?["target range"] == [0, 42])
    #expect(canonical["limit"]?["confidence"] == 0.9)
    #expect(canonical["columns"]?["n_hits"]?["unit"]?.isNull == true)
  }

  @Test("name only the columns that are used")
  func requiredColumns() throws {
    let all = try definition(ExampleFile.text)
    #expect(all.requiredColumns.map(\.name) == ["E_ECAL", "E_HCAL", "p_track", "track_chi2"])
    let fewer = try ExampleFile.changing(" && track_chi2 < 10", to: "")
    #expect(try definition(fewer).requiredColumns.map(\.name) == ["E_ECAL", "E_HCAL", "p_track"])
  }
}

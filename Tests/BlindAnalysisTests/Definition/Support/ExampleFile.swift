import BlindAnalysis

/// A valid analysis file that uses every section, and what changes to it lead to.
enum ExampleFile {
  static let text = """
    na64-blind: 1
    analysis: eplus-2023-70GeV
    title: Light dark matter with a 70 GeV positron beam
    beam: {particle: e+, momentum: 70 GeV}
    data:
      - name: summer-2023
        kind: pseudo-data
        files: [data/eplus-2023.root]
        format: root
        tree: events
        exposure: {on-target: 1.6e10, uncertainty: 1 %, source: "arXiv:2502.04053"}
        event-id: [run, spill, event]
    columns:
      E_ECAL: {branch: ecal_energy, unit: GeV}
      E_HCAL: {branch: hcal_energy, unit: MeV}
      p_track: {branch: track_momentum, unit: GeV}
      track_chi2: {branch: track_chi2}
      n_hits: {branch: nhits}
    derived:
      E_miss: 70 GeV - E_ECAL
    selection:
      - {name: beam track, require: abs(p_track - 70 GeV) < 5 GeV && track_chi2 < 10}
    regions:
      signal box:  E_ECAL < 42 GeV && E_HCAL < 1 GeV
      side band:   E_ECAL in 46 GeV .. 62 GeV && E_HCAL < 1 GeV
    blind: {signal: signal box, region: E_ECAL < 45 GeV && E_HCAL < 1.5 GeV}
    backgrounds:
      upstream interactions:
        model: side-band extrapolation
        variable: E_ECAL
        from: side band
        into: signal box
        function: exponential
        systematics: {ranges: [46 GeV .. 58 GeV, 47 GeV .. 62 GeV], functions: [power law]}
      pion and kaon decays: {model: declared, value: 0.06 ± 0.02, source: "a note"}
      punch-through: {model: upper limit, value: 0.01, confidence: 90 %, source: "a note"}
    signal:
      parameter: {name: epsilon, enters: squared}
      yield: {value: 3.3e-3, uncertainty: 10 %, source: "a note"}
      efficiency: {value: 0.5, uncertainty: 10 %, source: "a note"}
    limit: {confidence: 90 %, method: CLs, statistic: count, background prior: log-normal}
    procedure: {n = 0: "limit", n = 1: "limit and event display", n >= 2: "discuss first"}
    sign-off: {required: 1}

    """

  /// The example with one piece of text exchanged; the piece must occur.
  static func changing(_ piece: String, to other: String) throws -> String {
    let changed = text.replacing(piece, with: other, maxReplacements: 1)
    guard changed != text else { throw Unchanged(piece: piece) }
    return changed
  }

  struct Unchanged: Error { let piece: String }

  /// `id@line:column` of every finding, also of the warnings of a valid file.
  static func findings(_ text: String) -> [String] {
    diagnostics(text).map { "\($0.id)@\($0.span.line):\($0.span.column)" }
  }

  static func diagnostics(_ text: String) -> [Diagnostic] {
    do {
      return try AnalysisDefinition(validating: text, file: "a.yaml").warnings.diagnostics
    } catch {
      return error.diagnostics
    }
  }
}

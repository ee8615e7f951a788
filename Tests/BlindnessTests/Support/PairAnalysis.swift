import Foundation

/// The analysis that the pairs of datasets were made for.
enum PairAnalysis {
  /// Half of the spills of the visible rows, and almost none of the blinded ones.
  static let spills =
    "run,first spill,last spill\n9000,1,100\n9001,50,150\n9002,1,1\n9002,100,250\n"

  /// - Parameters:
  ///   - format: `root` or `csv`.
  ///   - box: Condition of the signal box.
  ///   - blind: Condition of the blind region.
  ///   - kind: `data` or `pseudo-data`.
  ///   - file: Without its extension.
  ///   - signOff: The section, as in `sign-off: {required: 1}`; empty for none.
  ///   - spills: As in `good-spills: spills.csv`; empty for no list.
  ///   - extrapolation: What else the side-band extrapolation says.
  static func text(
    format: String, box: String = "E_ECAL in 0 GeV .. 42 GeV && E_HCAL < 1 GeV",
    blind: String = "E_ECAL < 45 GeV && E_HCAL < 1.5 GeV", kind: String = "pseudo-data",
    file: String = "data", signOff: String = "", spills: String = "",
    extrapolation: String = "systematics: {ranges: [46 GeV .. 62 GeV], functions: [power law]}"
  ) -> String {
    """
    na64-blind: 1
    analysis: pair
    title: One of two datasets that are equal outside the blind region
    beam: {particle: e+, momentum: 70 GeV}
    data:
      - name: sample
        kind: \(kind)
        files: [\(file).\(format)]
        \(format == "root" ? "tree: events" : "format: csv")
        exposure: {on-target: 1e10, uncertainty: 1 %, source: none}
        event-id: [run, spill, event]
        \(spills)
    columns:
      E_ECAL: {branch: ecal, unit: GeV}
      E_HCAL: {branch: hcal, unit: GeV}
      E_SRD: {branch: srd, unit: MeV}
      quality: {branch: quality}
    derived:
      E_miss: 70 GeV - E_ECAL
    selection:
      - {name: synchrotron tag, require: E_SRD > 1 MeV}
      - {name: track, require: "quality < 11 && sqrt(quality + 1) < 4"}
    regions:
      signal box: \(box)
      side band: E_ECAL in 45.2 GeV .. 62 GeV && E_HCAL < 1 GeV
      inverted: E_ECAL in 45.2 GeV .. 62 GeV && E_HCAL in 2 GeV .. 40 GeV
      control: E_ECAL < 42 GeV && E_HCAL in 2 GeV .. 20 GeV
    blind: {signal: signal box, region: "\(blind)"}
    backgrounds:
      upstream interactions:
        model: side-band extrapolation
        variable: E_ECAL
        from: side band
        into: signal box
        function: exponential
        \(extrapolation)
      decays: {model: declared, value: 0.06 ± 0.02, source: none}
      hadrons: {model: control region, control: {region: control}, datasets: [sample],
                transfer: {value: 1e-6 ± 3e-7, constraint: log-normal, source: none}}
      unseen: {model: upper limit, value: 0.01, confidence: 90 %, source: none}
    signal:
      parameter: {name: epsilon, enters: squared}
      yield: {value: 3.3e-3, uncertainty: 10 %, source: none}
      efficiency: {value: 0.5, uncertainty: 10 %, source: none}
    limit: {confidence: 90 %, method: CLs, statistic: count, background prior: log-normal,
            upper limits: zero count}
    \(signOff)
    """
  }
}

extension PairAnalysis {
  /// A burn sample and a validation region.
  static let stages = """

    stages:
      - {stage: burn, fraction: 30 %}
      - stage: validation
        name: rim
        region: E_ECAL > 42 GeV && E_ECAL < 45 GeV && E_HCAL < 1 GeV
        backgrounds:
          hadrons: {model: control region, control: {region: control},
                    transfer: {value: 1e-7 ± 3e-8, constraint: log-normal, source: none}}
    """

  /// With a side band in the plane around the box.
  static func plane(format: String) -> String {
    text(format: format, extrapolation: "")
      .replacingOccurrences(
        of: "blind: {signal",
        with: """
            plane: E_ECAL in 30 GeV .. 62 GeV && E_HCAL in 0 GeV .. 20 GeV &&
              (E_ECAL > 45.2 GeV || E_HCAL > 1.6 GeV)
            above: E_ECAL in 62 GeV .. 70 GeV && E_HCAL in 0 GeV .. 20 GeV
          blind: {signal
          """
      )
      .replacingOccurrences(of: "side-band extrapolation", with: "side band in a plane")
      .replacingOccurrences(of: "variable: E_ECAL", with: "variables: [E_ECAL, E_HCAL]")
      .replacingOccurrences(of: "from: side band", with: "from: plane")
      .replacingOccurrences(
        of: "function: exponential",
        with: """
          functions: [exponential, exponential]
              correlation: none
              systematics:
                correlations: [linear]
                ranges: [{first: 40 GeV .. 62 GeV, second: 0 GeV .. 20 GeV}]
              validate: above
              signal contamination: {value: 0.2 ± 0.05, spread: worst place, source: none}
          """)
  }
}

extension TestProject {
  /// Folders for sealed data, members with published keys, and the analysis of what is sealed.
  func prepareSealing(of analysis: String, format: String) throws {
    for name in ["sealed", "second"] {
      try FileManager.default.createDirectory(
        at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    // RFC 7748, section 6.1, and the base point of section 4.1.
    try write(
      """
      anna x25519:8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a
      bob x25519:de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f
      carol x25519:09\(String(repeating: "0", count: 62))

      """, to: "members.txt")
    let sealed = analysis.replacingOccurrences(
      of: "files: [data.\(format)]",
      with: "files: [../sealed/sample.open.\(format)]\n    vault: ../sealed/sample.vault")
    try write(sealed, to: "analyses/sealed.yaml")
    try write(
      sealed.replacingOccurrences(of: PairAnalysis.stages, with: ""), to: "analyses/unstaged.yaml")
  }
}

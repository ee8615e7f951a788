import TestSupport

/// The sample analysis with every kind of stage.
enum StagedSample {
  static let stages: String = """
    stages:
      - {stage: rehearsal, data: [mock]}
      - {stage: burn, fraction: 20 %, procedure: {n = 0: go on, n >= 1: look at them}}
      - stage: validation
        name: slice
        region: E_ECAL >= 42 GeV && E_ECAL < 45 GeV && E_HCAL < 1 GeV
        backgrounds: {decays: {model: declared, value: 0.02 ± 0.01, source: assumed}}
    """

  static func text(_ stages: String = StagedSample.stages) -> String {
    let sample = SampleAnalysis.with {
      var mock = SampleAnalysis.Dataset()
      (mock.name, mock.kind, mock.files) = ("mock", "pseudo-data", "[mock.csv]")
      $0.datasets.append(mock)
    }
    return sample.text + "\n" + stages + "\n"
  }

  static func validation(_ name: String, _ range: String) -> String {
    "{stage: validation, name: \(name), region: \(range) && E_HCAL < 1 GeV, "
      + "backgrounds: {a: {model: declared, value: 0.1 ± 0.1, source: x}}}"
  }
}

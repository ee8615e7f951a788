import Backgrounds
import BlindAnalysis
import Foundation
import Inference
import Ledger
import Report
import Signals
import TestSupport

/// A complete analysis from the estimate to the result, with open events that are made up.
struct SampleReport {
  let estimate: BlindEstimate
  let document: EstimateDocument
  let project: SampleProject
  private let folder: TemporaryFolder

  static let analysis = SampleAnalysis.with {
    $0.title = "A search that nobody made"
    $0.datasets.append($0.datasets[0])
    ($0.datasets[1].name, $0.datasets[1].files) = ("second", "[more-1.csv, more-2.csv]")
    $0.datasets[1].kind = "pseudo-data"
    $0.datasets[1].exposure = "{on-target: 6e9, uncertainty: 2 %, source: assumed}"
    $0.selection = """
      [{name: track, require: E_HCAL >= 0 GeV}, {name: quiet, require: E_HCAL < 1 GeV}]
      """
    $0.regions["side band"] = "E_ECAL in 45 GeV .. 62 GeV && E_HCAL < 1 GeV"
    $0.regions["control"] = "E_ECAL < 42 GeV && E_HCAL > 2 GeV"
    $0.backgrounds = """
      {upstream interactions: {model: side-band extrapolation, variable: E_ECAL, from: side band,
        into: signal box, function: exponential,
        systematics: {ranges: [47 GeV .. 62 GeV], functions: [power law]}},
       decays: {model: declared, value: 0.06 ± 0.02, source: a note},
       punch-through: {model: upper limit, value: 0.01, confidence: 90 %, source: another note}}
      """
    $0.signal = """
      signal:
        parameter: {name: epsilon, enters: squared}
        yield: {value: 3.3e-3, uncertainty: 15 %, source: a note}
        efficiency: {value: 0.5, uncertainty: 10 %, source: a note}
      """
    $0.procedure = """
      procedure:
        n = 0: publish the limit
        n = 1: publish the limit, and show the event
        n >= 2: repeat the estimate first
      """
  }

  init(_ analysis: SampleAnalysis = analysis) throws {
    let definition = try analysis.definition()
    let open = Self.open(definition)
    let table = try BackgroundTable(of: definition) { name in
      OpenEvents(region: "side band", values: Self.energies)
    }
    estimate = try BlindEstimate(
      definition: definition, open: open,
      experiment: CountingExperiment(
        backgrounds: table, settings: definition.limit, signal: definition.signalYield))
    document = try EstimateDocument(estimate, grade: .typed, postUnblind: nil)
    folder = try TemporaryFolder()
    project = SampleProject(
      definition, in: try folder.project, open: open, headline: document.headline.rounded)
  }

  /// Rising towards the beam energy: an energy for each step of a probability.
  private static let energies = (1...40).map { 62 + 3 * log((Double($0) - 0.5) / 40) }

  private static func open(_ definition: AnalysisDefinition) -> [OpenSummary] {
    definition.datasets.enumerated().map { index, dataset in
      let cuts = definition.selection.enumerated().map { ($1.name, 900 / (index + 1) - 100 * $0) }
      let regions = definition.regions.filter { $0.name != definition.signalRegion.name }
        .map { ($0.name, 20 * ($0.name.count - 2 * index)) }
      return .sample(
        dataset.name, files: dataset.files, open: 1000 / (index + 1), quarantined: 3 * index,
        cutFlow: cuts, regions: regions)
    }
  }

  /// What `status` says now.
  func standing() throws -> StandingText {
    StandingText(
      Standing(
        try project.journal().history, of: estimate.definition, known: try project.known()),
      file: "sample.yaml")
  }

  /// The box with so many events, opened under a new freeze.
  func opened(_ content: BoxContent) throws -> (document: ResultDocument, text: ResultText) {
    let opened = try project.opened { content }
    let limit = try estimate.experiment.observedLimit(opened.content)
    return (
      try ResultDocument(
        estimate, box: opened.content, limit: limit, freeze: opened.freeze, grade: .typed),
      ResultText(
        estimate, box: opened.content, limit: limit, freeze: opened.freeze, grade: .typed)
    )
  }

  static let oneEvent = BoxContent(
    events: [
      DatasetCount(dataset: "first", count: 1), DatasetCount(dataset: "second", count: 0),
    ],
    references: [EventReference(dataset: "first", identifiers: [8501, 77])], quarantined: 3)
}

extension CanonicalValue {
  /// With real numbers to nine digits, so that golden files do not depend on the last bits that
  /// another mathematical library may give, and with rounding noise as zero.
  var rounded: CanonicalValue {
    switch self {
    case .real(let value):
      .real(abs(value) < 1e-12 ? 0 : Double(String(format: "%.8e", value)) ?? value)
    case .array(let values): .array(values.map(\.rounded))
    case .object(let members): .object(members.mapValues(\.rounded))
    case .null, .bool, .integer, .string: self
    }
  }
}

import Backgrounds
import BlindAnalysis
import Inference
import Ledger
import Signals
import TestSupport

extension CountingExperiment {
  /// One declared background and a limit on events, or on the parameter of a signal.
  init(
    background: Double, uncertainty: Double, prior: LimitSettings.BackgroundPrior,
    confidence: Double, signal: SignalYield? = nil
  ) throws {
    let definition = try SampleAnalysis.with {
      ($0.prior, $0.confidence) = (prior.rawValue, "\(confidence * 100) %")
      $0.backgrounds = """
        {one: {model: declared, value: \(background) ± \(uncertainty), source: a test}}
        """
    }.definition()
    try self.init(
      backgrounds: BackgroundTable(of: definition) { _ in nil }, settings: definition.limit,
      signal: signal)
  }

  /// The observed limit, through freeze, sign-off and gate.
  func limit(observed: Int) throws -> ObservedLimit {
    let folder = try TemporaryFolder()
    let project = SampleProject(try SampleAnalysis().definition(), in: try folder.project)
    let opened = try project.opened {
      BoxContent(
        events: [DatasetCount(dataset: "first", count: observed)], references: [], quarantined: 0)
    }
    let limit = try observedLimit(opened.content)
    guard limit.label.freeze == opened.freeze.digest, limit.observed == observed else {
      throw OracleTable.Missing(column: "the freeze of the observed limit")
    }
    return limit
  }
}

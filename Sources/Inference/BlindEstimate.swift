public import Backgrounds
public import BlindAnalysis

/// Everything that can be said about an analysis with the box shut.
public struct BlindEstimate: Sendable {
  public let definition: AnalysisDefinition
  public let open: [OpenSummary]
  public let experiment: CountingExperiment
  public let limit: ExpectedLimits
  /// Where open events cluster, for each dataset whose events are named by run and spill.
  public let clustering: [SpillClustering]

  public var backgrounds: BackgroundTable { experiment.backgrounds }

  public init(
    definition: AnalysisDefinition, open: [OpenSummary], experiment: CountingExperiment
  ) throws {
    (self.definition, self.open, self.experiment) = (definition, open, experiment)
    limit = try experiment.expectedLimit()
    clustering = try open.compactMap { try SpillClustering($0) }
  }
}

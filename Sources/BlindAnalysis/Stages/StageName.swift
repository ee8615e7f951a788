/// The name under which a stage stands in the ledger: that of the analysis for the signal, with the
/// stage behind a slash for those before it.
public struct StageName: Hashable, Sendable, CustomStringConvertible {
  public let analysis: String
  /// Nil for the signal.
  public let stage: String?

  init(analysis: String, stage: Stage) {
    self.analysis = analysis
    self.stage = stage.kind == .signal ? nil : stage.name
  }

  /// - Parameter description: As the ledger has it; no name of an analysis holds a slash.
  public init(_ description: String) {
    let parts = description.split(separator: "/", maxSplits: 1).map(String.init)
    (analysis, stage) = (parts.first ?? "", parts.count > 1 ? parts[1] : nil)
  }

  public var description: String { stage.map { "\(analysis)/\($0)" } ?? analysis }

  /// Whether both are stages of one analysis.
  func isBeside(_ other: StageName) -> Bool { analysis == other.analysis && stage != other.stage }
}

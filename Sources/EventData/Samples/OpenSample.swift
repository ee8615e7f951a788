public import BlindAnalysis

/// The open part of all datasets, as far as the estimate needs it.
public struct OpenSample: Sendable {
  /// In the order of the analysis file.
  public private(set) var summaries: [OpenSummary] = []
  private var events: [(background: String, region: String, values: [Double])]

  init(for variables: [SelectionProgram.FitVariable]) {
    events = variables.map { ($0.background, $0.region, []) }
  }

  /// The side-band events of one background model; nil if the analysis has no such model.
  public func events(for background: String) -> OpenEvents? {
    events.first { $0.background == background }
      .map { OpenEvents(region: $0.region, values: $0.values) }
  }

  mutating func add(_ counter: OpenCounter, of dataset: HeldDataset, quarantined: Int) throws {
    summaries.append(try counter.summary(of: dataset, quarantined: quarantined))
    for index in events.indices { events[index].values += counter.values[index] }
  }
}

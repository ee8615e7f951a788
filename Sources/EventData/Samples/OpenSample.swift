public import BlindAnalysis

/// The open part of all datasets, as far as the estimate needs it.
public struct OpenSample: Sendable {
  /// In the order of the analysis file.
  public private(set) var summaries: [OpenSummary] = []
  /// The events of all datasets in a plane; nil if no figure was asked for.
  public private(set) var plane: OpenPlane?
  private let variables: [SelectionProgram.FitVariable]
  /// One list for each variable.
  private var values: [[Double]]
  private var secondValues: [[Double]]

  init(for variables: [SelectionProgram.FitVariable], over frame: PlaneFrame?) {
    self.variables = variables
    plane = frame.map(OpenPlane.init)
    values = variables.map { _ in [] }
    secondValues = values
  }

  /// The side-band events of one background model; nil if the analysis has no such model.
  public func events(for background: String) -> OpenEvents? {
    let mine = variables.indices.filter { variables[$0].background == background }
    return mine.first.map { index in
      OpenEvents(
        region: variables[index].region, values: values[index],
        validationCount: variables[index].validation.flatMap {
          summaries.count(in: $0, of: variables[index].datasets)
        },
        jointValues: mine.dropFirst().map { values[$0] }, secondValues: secondValues[index])
    }
  }

  mutating func add(_ counter: OpenCounter, of dataset: HeldDataset, quarantined: Int) throws {
    plane = counter.filledPlane
    summaries.append(try counter.summary(of: dataset, quarantined: quarantined))
    for index in values.indices where variables[index].datasets.contains(dataset.name) {
      values[index] += counter.values[index]
      secondValues[index] += counter.secondValues[index]
    }
  }
}

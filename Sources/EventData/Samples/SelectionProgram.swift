import BlindAnalysis

/// The cuts and regions of an analysis, compiled for the columns that are read.
struct SelectionProgram {
  let cuts: [NamedProgram]
  /// Every region but the signal box.
  let openRegions: [NamedProgram]
  let signalRegion: ColumnProgram
  /// Which events of the signal region are counted.
  let share: EventShare
  /// The variable of each side-band extrapolation and a region it takes its events from; for
  /// bands that are fitted together the predicting one is first.
  let variables: [FitVariable]
  private let columns: [String]

  struct NamedProgram {
    let name: String
    let program: ColumnProgram
  }

  struct FitVariable {
    let background: String
    let region: String
    let program: ColumnProgram
    /// The second variable of a fit in a plane.
    let second: ColumnProgram?
    /// The region whose count the fit has to predict.
    let validation: String?
    /// Those whose events it takes.
    let datasets: [String]
  }

  /// - Parameter columns: The names of the columns that are read, in order.
  init(_ definition: AnalysisDefinition, columns: [String]) throws {
    func compile(_ expression: CheckedExpression) throws -> ColumnProgram {
      try ColumnProgram(expression, columns: columns)
    }
    self.columns = columns
    cuts = try definition.selection.map {
      NamedProgram(name: $0.name, program: try compile($0.condition))
    }
    openRegions = try definition.regions.filter { $0.name != definition.signalRegion.name }
      .map { NamedProgram(name: $0.name, program: try compile($0.condition)) }
    signalRegion = try compile(definition.signalRegion.condition)
    share = definition.stage.share
    variables = try definition.backgrounds.flatMap { background -> [FitVariable] in
      switch background.model {
      case .sideBandExtrapolation(let model):
        let program = try compile(model.variable)
        return background.fittedRegions.map {
          FitVariable(
            background: background.name, region: $0, program: program, second: nil,
            validation: model.validation?.region, datasets: background.datasets)
        }
      case .planeSideBand(let model):
        return [
          FitVariable(
            background: background.name, region: model.sideBand,
            program: try compile(model.first.expression),
            second: try compile(model.second.expression), validation: model.validation?.region,
            datasets: background.datasets)
        ]
      case .declared, .upperLimit, .factors, .decayInFlight, .upstream: return []
      }
    }
  }
  /// A quantity for the columns that are read.
  func compile(_ quantity: CheckedExpression) throws -> ColumnProgram {
    try ColumnProgram(quantity, columns: columns)
  }
}

public import BlindAnalysis
import Stats

extension BackgroundTable {
  /// Estimates every declared background, in the order of the analysis file.
  ///
  /// - Parameter events: The open events of a side-band model, by the name of its background.
  /// - Throws: `NumericsError` for a fit that is not possible or did not converge.
  public init(
    of definition: AnalysisDefinition, events: (String) -> OpenEvents?
  ) throws {
    self.init(
      try definition.backgrounds.map { background in
        switch background.model {
        case .sideBandExtrapolation(let model):
          let open = events(background.name) ?? OpenEvents(region: model.sideBand, values: [])
          return try model.estimate(named: background.name, from: open)
        case .declared(let number): return number.estimate(named: background.name)
        case .upperLimit(let limit): return limit.estimate(named: background.name)
        }
      })
  }
}

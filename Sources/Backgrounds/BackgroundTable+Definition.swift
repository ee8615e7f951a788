public import BlindAnalysis
import Stats

extension BackgroundTable {
  /// Estimates every declared background, in the order of the analysis file.
  ///
  /// - Parameter events: The open events of a side-band model, by the name of its background.
  /// - Throws: `NumericsError` for a fit that is not possible or did not converge; `Refusal` for
  ///   two extrapolations from one side band.
  public init(
    of definition: AnalysisDefinition, events: (String) -> OpenEvents?
  ) throws {
    try Self.refuseSharedSideBands(of: definition)
    self.init(
      try definition.backgrounds.map { background in
        switch background.model {
        case .sideBandExtrapolation(let model):
          let open = events(background.name) ?? OpenEvents(region: model.sideBand, values: [])
          return try model.estimate(named: background.name, from: open)
        case .declared(let number): return number.estimate(named: background.name)
        case .decayInFlight(let decays):
          return try decays.estimate(named: background.name, in: definition)
        case .upperLimit(let limit): return limit.estimate(named: background.name)
        }
      })
  }

  /// The sum takes statistical parts as independent, so no event may stand behind two of them.
  private static func refuseSharedSideBands(of definition: AnalysisDefinition) throws {
    var owners: [String: String] = [:]
    for background in definition.backgrounds {
      guard case .sideBandExtrapolation(let model) = background.model else { continue }
      if let other = owners.updateValue(background.name, forKey: model.sideBand) {
        throw Refusal(
          .badInput,
          "'\(other)' and '\(background.name)' are both extrapolated from '\(model.sideBand)': "
            + "its events would count twice",
          next: "split the side band by another variable, or keep one of the two")
      }
    }
  }
}

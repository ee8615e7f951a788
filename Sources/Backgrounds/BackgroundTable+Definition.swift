public import BlindAnalysis
import Stats

extension BackgroundTable {
  /// Estimates every declared background, in the order of the analysis file.
  ///
  /// - Parameters:
  ///   - counts: The open events of a region after the selection, by its name.
  ///   - events: The open events of a side-band model, by the name of its background.
  /// - Throws: `NumericsError` for a fit that is not possible or did not converge; `Refusal` for
  ///   two extrapolations from one side band.
  public init(
    of definition: AnalysisDefinition, counts: @escaping (String) -> Int? = { _ in nil },
    events: (String) -> OpenEvents?
  ) throws {
    try Self.refuseSharedSideBands(of: definition)
    let surroundings = FactorBackground.Surroundings(
      count: counts, exposure: try Factor(exposureOf: definition))
    self.init(
      try definition.backgrounds.map { background in
        switch background.model {
        case .sideBandExtrapolation(let model):
          let open = events(background.name) ?? OpenEvents(region: model.sideBand, values: [])
          return try model.estimate(named: background.name, from: open)
        case .declared(let number): return number.estimate(named: background.name)
        case .decayInFlight(let decays):
          let model = try DecayBackground(
            background.name, decays, in: definition.beam, onTarget: surroundings.exposure)
          return try BackgroundEstimate(model, method: model.method)
        case .upperLimit(let limit): return limit.estimate(named: background.name)
        case .factors(let factors):
          return try BackgroundEstimate(
            factors.factorModel(named: background.name, surroundings),
            method: factors.model.rawValue)
        }
      })
    // One name with two laws would be two unknown numbers under one name.
    _ = try Factor.distinct(lines.flatMap { $0.propagation?.impacts.map(\.factor) ?? [] })
  }

  /// The sum takes statistical parts as independent, so no event may stand behind two of them.
  private static func refuseSharedSideBands(of definition: AnalysisDefinition) throws {
    var owners: [String: String] = [:]
    for background in definition.backgrounds {
      guard case .sideBandExtrapolation(let model) = background.model else { continue }
      for band in [model.sideBand] + model.jointBands.map(\.region) {
        guard let other = owners.updateValue(background.name, forKey: band) else { continue }
        throw Refusal(
          .badInput,
          "'\(other)' and '\(background.name)' are both extrapolated from '\(band)': "
            + "its events would count twice",
          next: "split the side band by another variable, or keep one of the two")
      }
    }
  }
}

extension Factor {
  /// Particles on target of all datasets; their uncertainties are taken as common.
  fileprivate init(exposureOf definition: AnalysisDefinition) throws(NumericsError) {
    let exposures = definition.datasets.map(\.exposure)
    let total = exposures.map(\.value).sorted().reduce(0, +)
    let uncertainty = exposures.map(\.uncertainty).sorted().reduce(0, +)
    try self.init(
      "particles on target", .logNormal(total, sigma: uncertainty), .systematic,
      source: exposures.compactMap(\.source).first)
  }
}

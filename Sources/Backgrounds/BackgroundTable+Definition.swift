public import BlindAnalysis
import Stats

extension BackgroundTable {
  /// Estimates every declared background, in the order of the analysis file.
  ///
  /// - Parameters:
  ///   - counts: The open events of a region after the selection, in datasets of these names.
  ///   - events: The open events of a side-band model, by the name of its background.
  /// - Throws: `NumericsError` for a fit that is not possible or did not converge; `Refusal` for
  ///   two extrapolations from one side band.
  public init(
    of definition: AnalysisDefinition,
    counts: @escaping (_ region: String, _ datasets: [String]) -> Int? = { _, _ in nil },
    events: (String) -> OpenEvents?
  ) throws {
    try Self.refuseSharedSideBands(of: definition)
    let exposure = try RunExposure(definition.datasets)
    var entries = try definition.backgrounds.map { background in
      let period = try exposure.period(background.datasets)
      let surroundings = FactorBackground.Surroundings(
        count: { counts($0, background.datasets) }, exposure: period.onTarget)
      var entry = try background.entry(
        in: definition, surroundings, limits: definition.limit.upperLimits,
        events: events(background.name))
      entry = entry.over(period, of: exposure.total)
      return entry
    }
    try entries.compare(definition.backgrounds)
    // One name with two laws would be two unknown numbers under one name.
    _ = try Factor.distinct(entries.flatMap { $0.model?.factors ?? [] })
    try self.init(
      entries.map { try $0.estimate() }, periods: exposure.shares,
      limits: definition.limit.upperLimits.convention,
      sampled: SampledTotal(of: entries.filter { $0.standing == .added }.compactMap(\.model)))
  }

  /// The sum takes statistical parts as independent, so no event may stand behind two of them.
  private static func refuseSharedSideBands(of definition: AnalysisDefinition) throws {
    for background in definition.backgrounds {
      for other in definition.backgrounds.prefix(while: { $0.name != background.name })
      where !Set(other.datasets).isDisjoint(with: background.datasets) {
        guard let band = background.fittedRegions.first(where: other.fittedRegions.contains) else {
          continue
        }
        throw Refusal(
          .badInput,
          "'\(other.name)' and '\(background.name)' are both extrapolated from '\(band)': "
            + "its events would count twice",
          next: "split the side band by another variable, or keep one of the two")
      }
    }
  }
}

extension Background {
  fileprivate func entry(
    in definition: AnalysisDefinition, _ surroundings: FactorBackground.Surroundings,
    limits: LimitSettings.UpperLimits, events: OpenEvents?
  ) throws -> TableEntry {
    switch model {
    case .sideBandExtrapolation(let model):
      let open = events ?? OpenEvents(region: model.sideBand, values: [])
      return try TableEntry(model.estimate(named: name, from: open))
    case .planeSideBand(let model):
      let open = events ?? OpenEvents(region: model.sideBand, values: [])
      return try TableEntry(model.estimate(named: name, from: open))
    case .declared(let number): return try TableEntry(number.estimate(named: name))
    case .upperLimit(let limit):
      let estimate = limit.estimate(named: name)
      guard limit.value > 0 else { return try TableEntry(estimate) }
      let bound = try BackgroundLimit(
        name, value: limit.value, confidence: ConfidenceLevel(limit.confidence),
        source: limit.source)
      let model = try bound.model(limits.convention, label: name)
      guard let model else { return try TableEntry(estimate) }
      return TableEntry(model, method: estimate.method, source: limit.source, bound)
    case .decayInFlight(let decays):
      let model = try DecayBackground(
        name, decays, in: definition.beam, onTarget: surroundings.exposure)
      return TableEntry(model, method: model.method)
    case .upstream(let upstream):
      let model = try UpstreamInteractions(name, upstream, in: definition.beam, surroundings)
      return TableEntry(model, method: model.method)
    case .factors(let factors):
      return TableEntry(
        try factors.factorModel(named: name, surroundings), method: factors.model.rawValue)
    }
  }
}

extension LimitSettings.UpperLimits {
  var convention: UpperLimitConvention {
    switch self {
    case .listed: .listed
    case .uniform: .uniform
    case .zeroCount: .zeroCount
    case .full: .full
    }
  }
}

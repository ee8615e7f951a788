public import BlindAnalysis

extension AnalysisDefinition {
  /// The yield of the declared signal for all datasets together; nil without a signal section.
  ///
  /// Exposures are added, and so are their uncertainties: one beam counter made them all.
  public var signalYield: SignalYield? {
    signal.map { signal in
      let exposure = datasets.map(\.exposure.value).sorted().reduce(0, +)
      let exposureUncertainty = datasets.map(\.exposure.uncertainty).sorted().reduce(0, +)
      let relative = [
        exposureUncertainty / exposure, signal.yield.relativeUncertainty,
        signal.efficiency.relativeUncertainty,
      ]
      return SignalYield(
        parameter: signal.parameter.name,
        entering: signal.parameter.power == .squared ? .squared : .linearly,
        eventsPerUnit: exposure * signal.yield.value * signal.efficiency.value,
        relativeUncertainty: relative.map { $0 * $0 }.sorted().reduce(0, +).squareRoot(),
        named: [
          SignalYield.NamedNumber(
            name: Dataset.exposureName, value: exposure, uncertainty: exposureUncertainty)
        ]
          + signal.named.map {
            SignalYield.NamedNumber(
              name: $0.name, value: $0.number.value, uncertainty: $0.number.uncertainty)
          })
    }
  }
}

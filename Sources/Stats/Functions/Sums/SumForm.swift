/// Σ wₖ uₖ(x) / ∫ uₖ over the range, with the parameters of the components and then the fractions.
struct SumForm: DensityForm {
  let components: [any DensityForm]
  let range: ValueRange
  let parameters: [ShapeParameter]
  /// Where the parameters of each component start, and at the end where the fractions do.
  private let offsets: [Int]

  /// - Parameters:
  ///   - components: One or more.
  ///   - parameters: Of the components, one after the other, and then of the fractions.
  init(components: [any DensityForm], parameters: [ShapeParameter], range: ValueRange) {
    (self.components, self.parameters, self.range) = (components, parameters, range)
    offsets = components.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.parameters.count) }
  }

  func isDefined(over range: ValueRange) -> Bool {
    components.allSatisfy { $0.isDefined(over: range) }
  }

  private func parameters(
    of component: Int, at point: ArraySlice<Double>
  ) -> ArraySlice<Double> {
    point.dropFirst(offsets[component]).prefix(offsets[component + 1] - offsets[component])
  }

  private func fractions(at point: ArraySlice<Double>) -> RecursiveFractions {
    RecursiveFractions(point.dropFirst(offsets[components.count]))
  }

  func values(at point: ArraySlice<Double>) throws(NumericsError) -> DensityEvaluation<[Double]> {
    let mixture = LogMixture(fractions(at: point), offsets: offsets)
    var parts: [(evaluation: DensityEvaluation<[Double]>, logNorm: Double)] = []
    for (index, component) in components.enumerated() {
      let evaluation = try component.values(at: parameters(of: index, at: point))
      parts.append((evaluation, try evaluation.logIntegrals([range])[0]))
    }
    return DensityEvaluation(
      logDensities: { [parts] (values) throws(NumericsError) in
        mixture.values(
          try parts.map { (part) throws(NumericsError) in
            try part.evaluation.logDensities(values).map { $0 - part.logNorm }
          })
      },
      logIntegrals: { [parts] (ranges) throws(NumericsError) in
        mixture.values(
          try parts.map { (part) throws(NumericsError) in
            try part.evaluation.logIntegrals(ranges).map { $0 - part.logNorm }
          })
      })
  }

  func derivatives(
    at point: ArraySlice<Double>
  ) throws(NumericsError) -> DensityEvaluation<DerivativeRows> {
    let mixture = LogMixture(fractions(at: point), offsets: offsets)
    var parts: [(evaluation: DensityEvaluation<DerivativeRows>, logNorm: DerivativeRows)] = []
    for (index, component) in components.enumerated() {
      let evaluation = try component.derivatives(at: parameters(of: index, at: point))
      parts.append((evaluation, try evaluation.logIntegrals([range])))
    }
    return DensityEvaluation(
      logDensities: { [parts] (values) throws(NumericsError) in
        mixture.rows(
          try parts.map { (part) throws(NumericsError) in
            try part.evaluation.logDensities(values).subtracting(part.logNorm)
          })
      },
      logIntegrals: { [parts] (ranges) throws(NumericsError) in
        mixture.rows(
          try parts.map { (part) throws(NumericsError) in
            try part.evaluation.logIntegrals(ranges).subtracting(part.logNorm)
          })
      })
  }

  /// Components of one kind start from different parts of the events, all others from all events;
  /// the components have equal weights.
  func start(for sample: StartingSample) -> [StartingValue] {
    let kinds = components.map { $0.parameters.map(\.name) }
    var start: [StartingValue] = []
    for (index, component) in components.enumerated() where !component.parameters.isEmpty {
      let twins = kinds.filter { $0 == kinds[index] }.count
      let rank = kinds[..<index].filter { $0 == kinds[index] }.count
      let (from, to) = (Double(rank) / Double(twins), Double(rank + 1) / Double(twins))
      start += component.start(for: twins == 1 ? sample : sample.part(from: from, to: to))
    }
    return start
      + (1..<components.count).map { index in
        StartingValue(
          value: 1 / Double(components.count - index + 1),
          step: min(0.2, 0.5 / sample.precision))
      }
  }
}

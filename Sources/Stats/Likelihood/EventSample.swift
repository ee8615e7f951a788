/// The events of an unbinned fit, with sums over them in place of the events where that suffices.
struct EventSample: Sendable {
  let values: [Double]
  /// `nil` when all are one.
  let weights: [Double]?
  /// Σ w.
  let total: Double
  /// Σ w Tₖ(x) of an exponential family; `nil` for other forms.
  private let statistics: [Double]?

  /// Events are differentiated this many at a time: their derivatives stay in the fast caches.
  private static let batch = 512

  init(
    _ events: [Double], weights: [Double]?, in ranges: [ValueRange], form: any DensityForm
  ) throws(NumericsError) {
    guard events.allSatisfy(\.isFinite) else { throw .eventNotFinite }
    guard weights.map({ $0.count == events.count && $0.allSatisfy(\.isFinite) }) ?? true else {
      throw .badWeights
    }
    let inside = events.indices.filter { index in ranges.contains { $0.contains(events[index]) } }
    values = inside.map { events[$0] }
    self.weights = weights.map { weights in inside.map { weights[$0] } }
    total =
      self.weights.map { $0.reduce(into: CompensatedSum()) { $0.add($1) }.value }
      ?? Double(values.count)
    guard total.isFinite, values.isEmpty || total > 0 else { throw .badWeights }
    statistics = (form as? any ExponentialFamily).map { [values, weights = self.weights] family in
      Self.sums(values, weights, of: family)
    }
  }

  private static func sums(
    _ values: [Double], _ weights: [Double]?, of family: any ExponentialFamily
  ) -> [Double] {
    var sums = family.parameters.map { _ in CompensatedSum() }
    for index in values.indices {
      let (statistics, weight) = (family.statistics(at: values[index]), weights?[index] ?? 1)
      for element in sums.indices { sums[element].add(weight * statistics[element]) }
    }
    return sums.map(\.value)
  }

  /// Σ w ln ν; zero for no events, at any yield.
  func logYield(_ yield: Double) -> Double { values.isEmpty ? 0 : total * log(yield) }

  /// The first derivative of Σ w ln ν.
  func logYieldSlope(_ yield: Double) -> Double { values.isEmpty ? 0 : total / yield }

  /// The second derivative of Σ w ln ν.
  func logYieldCurvature(_ yield: Double) -> Double {
    values.isEmpty ? 0 : -total / (yield * yield)
  }

  /// The events in batches: where each starts and ends.
  private var batches: [Range<Int>] {
    stride(from: 0, to: values.count, by: Self.batch).map {
      $0..<min($0 + Self.batch, values.count)
    }
  }
}

extension EventSample {
  /// Σ w ln u(x).
  func logDensitySum(
    _ evaluation: DensityEvaluation<[Double]>, at shape: [Double]
  ) throws(NumericsError) -> Double {
    if let statistics { return zip(shape, statistics).reduce(0) { $0 + $1.0 * $1.1 } }
    var sum = 0.0
    for batch in batches {
      let logs = try evaluation.logDensities(values[batch])
      var part = 0.0
      for (index, log) in zip(batch, logs) { part += (weights?[index] ?? 1) * log }
      sum += part
    }
    return sum
  }

  /// Σ w ln u(x) with gradient and Hessian.
  func logDensitySums(
    _ evaluation: DensityEvaluation<DerivativeRows>, at shape: [Double]
  ) throws(NumericsError) -> DerivativeRows {
    var sum = DerivativeRows(variables: shape.count, capacity: 1)
    if let statistics {
      sum.append(zip(shape, statistics).reduce(0) { $0 + $1.0 * $1.1 }, gradient: statistics)
      return sum
    }
    let start = sum.appendZeros()
    for batch in batches {
      let rows = try evaluation.logDensities(values[batch])
      var part = DerivativeRows(variables: shape.count, capacity: 1)
      _ = part.appendZeros()
      for (row, index) in batch.enumerated() { part.add(weights?[index] ?? 1, rows, row: row) }
      sum.add(1, part, row: 0, to: start)
    }
    return sum
  }

  /// Σ w² s sᵀ with the rows s = ∇ ln(ν f(x)) of (ν, θ); n × n elements.
  func squaredScores(
    _ evaluation: DensityEvaluation<DerivativeRows>, logNorm: DerivativeRows, yield: Double
  ) throws(NumericsError) -> [Double] {
    let size = logNorm.variables + 1
    var sums = Array(repeating: 0.0, count: size * size)
    for batch in batches {
      let rows = try evaluation.logDensities(values[batch]).subtracting(logNorm)
      for (row, index) in batch.enumerated() {
        let weight = weights?[index] ?? 1
        let score = [1 / yield] + rows.gradient(row: row)
        for element in sums.indices {
          sums[element] += weight * weight * score[element / size] * score[element % size]
        }
      }
    }
    return sums
  }
}

extension NumericsError {
  fileprivate static var badWeights: Self {
    Self(
      .invalidInput, "weights must be finite, one for each event, with a sum above zero",
      advice: "leave out events without a weight")
  }
}

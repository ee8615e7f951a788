/// Σ ∫ f(x) dx over the ranges of a fit: the part of the yield that it can see.
struct FitRangeShare {
  /// Exactly one, without derivatives, for the range of the density itself.
  private let isWhole: Bool
  private let ranges: [ValueRange]

  init(_ ranges: [ValueRange], of density: ParametricDensity) {
    (self.ranges, isWhole) = (ranges, ranges == [density.range])
  }

  /// - Parameter logNorm: ln ∫ u(x) dx over the range of the density.
  func value(
    _ evaluation: DensityEvaluation<[Double]>, logNorm: Double
  ) throws(NumericsError) -> Double {
    if isWhole { return 1 }
    return try evaluation.logIntegrals(ranges).reduce(0) { $0 + exp($1 - logNorm) }
  }

  func derivatives(
    _ evaluation: DensityEvaluation<DerivativeRows>, logNorm: DerivativeRows
  ) throws(NumericsError) -> DerivativeRows {
    var sum = DerivativeRows(variables: logNorm.variables, capacity: 1)
    let start = sum.appendZeros()
    if isWhole {
      sum[element: start] = 1
      return sum
    }
    let logs = try evaluation.logIntegrals(ranges).subtracting(logNorm)
    for row in 0..<logs.count { sum.addExponential(of: logs, row: row) }
    return sum
  }
}

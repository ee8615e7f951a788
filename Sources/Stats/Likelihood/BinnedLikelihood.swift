/// The binned Poisson likelihood: −ln L = Σ μ_b − n_b + n_b ln(n_b / μ_b) with μ_b = ν ∫ f(x) dx.
///
/// The integral over each bin is exact. The constant makes −ln L zero for expectations equal to
/// the counts, so that small differences are not lost, and twice its minimum is Baker and
/// Cousins' χ².
/// Reference: S. Baker and R. D. Cousins, Nucl. Instrum. Meth. 221 (1984) 437.
public struct BinnedLikelihood: ExtendedLikelihood {
  public let density: ParametricDensity
  public let parameters: [FitParameter]
  let histogram: FitHistogram

  /// - Parameters:
  ///   - density: What the counts are compared with.
  ///   - edges: Of the bins, finite and ascending; one more than there are counts.
  ///   - counts: Zero or more and finite; real numbers for an Asimov data set.
  ///   - ranges: Where to fit, by default the range of the density. A bin is inside a range, or
  ///     outside and ignored, but none may be cut by the end of a range.
  /// - Throws: ``NumericsError/Kind/invalidInput`` otherwise.
  public init(
    _ density: ParametricDensity, edges: [Double], counts: [Double], in ranges: [ValueRange]? = nil
  ) throws(NumericsError) {
    let ranges = try density.fitRanges(ranges)
    self.density = density
    histogram = try FitHistogram(edges: edges, counts: counts, in: ranges)
    parameters = try density.fitParameters(
      for: histogram.bins.map(\.range.middle), weights: histogram.bins.map(\.count),
      in: histogram.bins.map(\.range))
  }

  /// Number of bins in the ranges.
  public var binCount: Int { histogram.binCount }

  /// −ln L.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a point outside the bounds and
  ///   ``NumericsError/Kind/divergingIntegral`` where a bin with events has no expectation.
  public func value(at point: [Double]) throws(NumericsError) -> Double {
    let (yield, shape) = try split(point, mayVanish: histogram.isEmpty)
    let evaluation = try density.form.values(at: shape[...])
    let logNorm = try evaluation.logIntegrals([density.range])[0]
    let logs = try evaluation.logIntegrals(histogram.bins.map(\.range))
    var sum = CompensatedSum()
    for (bin, log) in zip(histogram.bins, logs) {
      sum.add(bin.halfDeviance(yield: yield, logShare: log - logNorm))
    }
    return try sum.value.finite()
  }

  /// −ln L with gradient and Hessian.
  ///
  /// - Throws: As ``value(at:)``.
  public func derivatives(at point: [Double]) throws(NumericsError) -> ObjectiveDerivatives {
    let (yield, shape) = try split(point, mayVanish: histogram.isEmpty)
    let evaluation = try density.form.derivatives(at: shape[...])
    let logNorm = try evaluation.logIntegrals([density.range])
    let logs = try evaluation.logIntegrals(histogram.bins.map(\.range)).subtracting(logNorm)
    var sums = BinnedSums(variables: shape.count)
    for (row, bin) in histogram.bins.enumerated() {
      sums.add(bin, yield: yield, logs, row: row)
    }
    return try sums.derivatives.finite()
  }
}

/// Sums over bins: with λ = ln μ, ∇ = Σ (μ − n) ∇λ and ∇∇ = Σ (μ − n) ∇∇λ + μ ∇λ ∇λ.
private struct BinnedSums {
  private var shape: DerivativeRows
  /// Value and first two derivatives in the yield, and mixed ones.
  private var value = CompensatedSum()
  private var yieldSlope = 0.0
  private var yieldCurvature = 0.0
  private var mixed: [Double]

  init(variables: Int) {
    shape = DerivativeRows(variables: variables, capacity: 1)
    _ = shape.appendZeros()
    mixed = Array(repeating: 0, count: variables)
  }

  /// - Parameter logs: ln of the share of each bin.
  mutating func add(_ bin: FitBin, yield: Double, _ logs: DerivativeRows, row: Int) {
    let share = exp(logs[element: row * logs.stride])
    let excess = yield * share - bin.count
    value.add(bin.halfDeviance(yield: yield, logShare: logs[element: row * logs.stride]))
    yieldSlope += bin.count > 0 ? share - bin.count / yield : share
    yieldCurvature += bin.count > 0 ? bin.count / (yield * yield) : 0
    shape.add(excess, logs, row: row)
    shape.addSquaredGradient(yield * share, of: logs, row: row)
    for (index, slope) in logs.gradient(row: row).enumerated() { mixed[index] += share * slope }
  }

  var derivatives: ObjectiveDerivatives {
    let shape = shape.derivatives()
    return ObjectiveDerivatives(value: 0, gradient: shape.gradient, hessian: shape.hessian)
      .withYield(
        addingToValue: value.value, slope: yieldSlope, curvature: yieldCurvature, mixed: mixed)
  }
}

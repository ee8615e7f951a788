/// The extended unbinned likelihood: −ln L = ν s(θ) − Σ wᵢ ln(ν f(xᵢ; θ)), without ln n!.
///
/// s is the share of the density in the ranges of the fit, one for its own range. The weights w
/// are one for data. With weights of a simulation the Hessian alone is not the inverse covariance:
/// see ``scoreCovariance(at:)``.
/// Reference: R. Barlow, Nucl. Instrum. Meth. A 297 (1990) 496.
public struct UnbinnedLikelihood: ExtendedLikelihood {
  public let density: ParametricDensity
  public let parameters: [FitParameter]
  /// Where events were taken from, in ascending order.
  public let ranges: [ValueRange]
  let sample: EventSample
  private let share: FitRangeShare

  /// - Parameters:
  ///   - density: What the events are compared with.
  ///   - events: Finite; those outside the ranges are ignored.
  ///   - weights: One for each event, with a sum above zero; by default all one.
  ///   - ranges: Where to fit, by default the range of the density; they must not overlap.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for values or weights that are not finite,
  ///   weights that do not match, and ranges that overlap or on which the density is not defined.
  public init(
    _ density: ParametricDensity, events: [Double], weights: [Double]? = nil,
    in ranges: [ValueRange]? = nil
  ) throws(NumericsError) {
    self.density = density
    self.ranges = try density.fitRanges(ranges)
    sample = try EventSample(events, weights: weights, in: self.ranges, form: density.form)
    share = FitRangeShare(self.ranges, of: density)
    let weights = sample.weights ?? Array(repeating: 1, count: sample.values.count)
    parameters = try density.fitParameters(
      for: sample.values, weights: weights, in: self.ranges)
  }

  /// Number of events in the ranges.
  public var count: Int { sample.values.count }

  /// −ln L.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a point outside the bounds and
  ///   ``NumericsError/Kind/divergingIntegral`` where the density of an event is zero.
  public func value(at point: [Double]) throws(NumericsError) -> Double {
    let (yield, shape) = try split(point, mayVanish: sample.values.isEmpty)
    let evaluation = try density.form.values(at: shape[...])
    let logNorm = try evaluation.logIntegrals([density.range])[0]
    let expected = yield * (try share.value(evaluation, logNorm: logNorm))
    let logDensities = try sample.logDensitySum(evaluation, at: shape)
    return try (expected - sample.logYield(yield) + sample.total * logNorm - logDensities)
      .finite()
  }

  /// −ln L with gradient and Hessian.
  ///
  /// - Throws: As ``value(at:)``.
  public func derivatives(at point: [Double]) throws(NumericsError) -> ObjectiveDerivatives {
    let (yield, shape) = try split(point, mayVanish: sample.values.isEmpty)
    let evaluation = try density.form.derivatives(at: shape[...])
    let logNorm = try evaluation.logIntegrals([density.range])
    let share = try share.derivatives(evaluation, logNorm: logNorm)
    var shapePart = DerivativeRows(variables: shape.count, capacity: 1)
    let start = shapePart.appendZeros()
    shapePart.add(sample.total, logNorm, row: 0, to: start)
    shapePart.add(-1, try sample.logDensitySums(evaluation, at: shape), row: 0, to: start)
    shapePart.add(yield, share, row: 0, to: start)
    return try shapePart.derivatives().withYield(
      addingToValue: -sample.logYield(yield),
      slope: share[element: 0] - sample.logYieldSlope(yield),
      curvature: -sample.logYieldCurvature(yield), mixed: share.derivatives().gradient
    ).finite()
  }
}

extension ObjectiveDerivatives {
  /// A function of shape parameters as one of the yield and them.
  ///
  /// - Parameters:
  ///   - term: What to add to the value.
  ///   - slope: First derivative in the yield.
  ///   - curvature: Second derivative in the yield.
  ///   - mixed: Derivatives in the yield and each shape parameter.
  func withYield(
    addingToValue term: Double, slope: Double, curvature: Double, mixed: [Double]
  ) -> Self {
    let size = gradient.count
    let rows = (0..<size).map { row in [mixed[row]] + hessian[row * size..<(row + 1) * size] }
    return Self(
      value: value + term, gradient: [slope] + gradient,
      hessian: [curvature] + mixed + rows.flatMap(\.self))
  }
}

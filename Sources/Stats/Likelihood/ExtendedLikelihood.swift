/// −ln L of events that follow a density, with their expected number as a parameter.
///
/// The first parameter is the yield ν, the events expected in the range of the density; the
/// others are those of the density, in its order.
public protocol ExtendedLikelihood: FitObjective {
  var density: ParametricDensity { get }
}

/// Events expected in a range, and how they change with every parameter of the fit.
public struct RangeExpectation: Hashable, Sendable {
  public let value: Double
  /// One element for each parameter: the error of the value is √(gᵀ V g), with the covariance V.
  public let gradient: [Double]
}

extension ExtendedLikelihood {
  /// ν ∫ f(x) dx over a range, which need not lie inside the fit range.
  ///
  /// - Parameter point: One value for each parameter, usually the best fit.
  /// - Throws: As ``ParametricDensity/shareDerivatives(in:parameters:)``, and
  ///   ``NumericsError/Kind/invalidInput`` for a yield below zero.
  public func expectation(
    in range: ValueRange, at point: [Double]
  ) throws(NumericsError) -> RangeExpectation {
    let (yield, shape) = try split(point, mayVanish: true)
    let share = try density.shareDerivatives(in: range, parameters: shape)
    let gradient = [share.value] + share.gradient.map { yield * $0 }
    guard (yield * share.value).isFinite, gradient.allSatisfy(\.isFinite) else {
      throw NumericsError(
        .divergingIntegral, "the expectation in the range is too large for a number",
        advice: "extrapolate over a shorter distance, or widen the fit range")
    }
    return RangeExpectation(value: yield * share.value, gradient: gradient)
  }

  /// The yield and the parameters of the density.
  ///
  /// - Parameter mayVanish: Whether the likelihood exists at a yield of zero.
  func split(
    _ point: [Double], mayVanish: Bool
  ) throws(NumericsError) -> (yield: Double, shape: [Double]) {
    guard let yield = point.first, yield.isFinite, mayVanish ? yield >= 0 : yield > 0 else {
      throw NumericsError(
        .invalidInput, "the yield of a fit with events must be finite and above zero",
        advice: "start it at the number of events in the fit range")
    }
    let shape = Array(point.dropFirst())
    try density.check(shape)
    return (yield, shape)
  }
}

extension ParametricDensity {
  /// Yield and shape parameters of a fit, started from events in its ranges.
  func fitParameters(
    for values: [Double], weights: [Double], in ranges: [ValueRange]
  ) throws(NumericsError) -> [FitParameter] {
    let hull = try ValueRange(
      from: ranges.map(\.lower).min() ?? range.lower, to: ranges.map(\.upper).max() ?? range.upper)
    let start = start(StartingSample(range: hull, values: values, weights: weights))
    var share = 0.0
    for fitRange in ranges { share += try self.share(in: fitRange, parameters: start.map(\.value)) }
    let total = weights.reduce(0, +)
    guard share > 0 else { throw .emptyFitRange }
    let yield = FitParameter(
      name: "yield", start: max(total, 0) / share, lower: 0, upper: .infinity,
      step: max(abs(total), 1).squareRoot() / share)
    return [yield]
      + zip(parameters, start).map { parameter, start in
        FitParameter(
          name: parameter.name, start: start.value, lower: parameter.lower,
          upper: parameter.upper, step: start.step)
      }
  }

  /// The ranges of a fit: by default that of the density.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` for ranges that overlap, for none, and where
  ///   the density is not defined.
  func fitRanges(_ ranges: [ValueRange]?) throws(NumericsError) -> [ValueRange] {
    let ordered = (ranges ?? [range]).sorted { $0.lower < $1.lower }
    for fitRange in ordered { try checkDefined(over: fitRange) }
    let isDisjoint = zip(ordered, ordered.dropFirst()).allSatisfy { $0.upper < $1.lower }
    guard !ordered.isEmpty, isDisjoint else {
      throw NumericsError(
        .invalidInput, "a fit needs at least one range, and its ranges must not touch or overlap",
        advice: "join ranges that touch")
    }
    return ordered
  }
}

extension NumericsError {
  static var emptyFitRange: Self {
    Self(
      .tooFewEvents, "the fit ranges hold no part of the density at its starting values",
      advice: "fit where there are events")
  }
}

/// A density of one variable with parameters, normalised to one on its range.
///
/// It is continued outside the range where its formula has a meaning there, which is how a fitted
/// side band predicts a signal region. All logarithms stay precise where the density underflows.
public struct ParametricDensity: Sendable {
  public let shape: DensityShape
  /// Where the density integrates to one.
  public let range: ValueRange
  /// In the order in which every method takes and returns them.
  public let parameters: [ShapeParameter]
  let form: any DensityForm

  /// - Throws: ``NumericsError/Kind/invalidInput`` for a power law not above zero, a degree that is
  ///   out of range, and a sum of nothing or of sums.
  public init(_ shape: DensityShape, on range: ValueRange) throws(NumericsError) {
    (self.shape, self.range) = (shape, range)
    form = try shape.form(on: range)
    parameters = form.parameters
  }

  /// f(x), with the integral one over ``range``.
  ///
  /// - Parameters:
  ///   - value: x, inside the range or where the formula continues.
  ///   - point: One value for each of ``parameters``.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for parameters outside their bounds and for x
  ///   where the density is not defined; ``NumericsError/Kind/divergingIntegral`` for overflow.
  public func density(at value: Double, parameters point: [Double]) throws(NumericsError) -> Double
  {
    try exp(logDensityOrZero(at: value, point)).finite()
  }

  /// ln f(x).
  ///
  /// - Throws: As ``density(at:parameters:)``, and ``NumericsError/Kind/divergingIntegral`` where
  ///   the density is zero.
  public func logDensity(
    at value: Double, parameters point: [Double]
  ) throws(NumericsError) -> Double {
    try logDensityOrZero(at: value, point).finite()
  }

  /// ∫ f(x) dx over a range, which need not lie inside ``range``.
  ///
  /// - Throws: As ``density(at:parameters:)``.
  public func share(
    in other: ValueRange, parameters point: [Double]
  ) throws(NumericsError) -> Double {
    try exp(logShare(in: other, parameters: point)).finite()
  }

  /// ln ∫ f(x) dx over a range, also where the integral itself underflows.
  ///
  /// - Throws: As ``density(at:parameters:)``.
  public func logShare(
    in other: ValueRange, parameters point: [Double]
  ) throws(NumericsError) -> Double {
    try check(point)
    try checkDefined(over: other)
    let evaluation = try form.values(at: point[...])
    let logs = try evaluation.logIntegrals([other, range])
    return try (logs[0] - logs[1]).finite()
  }

  private func logDensityOrZero(
    at value: Double, _ point: [Double]
  ) throws(NumericsError) -> Double {
    try check(point)
    try checkDefined(at: value)
    let evaluation = try form.values(at: point[...])
    return try evaluation.logDensities([value])[0] - evaluation.logIntegrals([range])[0]
  }
}

extension ParametricDensity {
  /// f(x) with its derivatives in the parameters.
  ///
  /// - Throws: As ``logDensity(at:parameters:)``.
  public func densityDerivatives(
    at value: Double, parameters point: [Double]
  ) throws(NumericsError) -> ObjectiveDerivatives {
    try logDensityRow(at: value, point).derivatives().exponential().finite()
  }

  /// ln f(x) with its derivatives in the parameters.
  ///
  /// - Throws: As ``logDensity(at:parameters:)``.
  public func logDensityDerivatives(
    at value: Double, parameters point: [Double]
  ) throws(NumericsError) -> ObjectiveDerivatives {
    try logDensityRow(at: value, point).derivatives().finite()
  }

  /// ∫ f(x) dx over a range with its derivatives in the parameters.
  ///
  /// - Throws: As ``share(in:parameters:)``.
  public func shareDerivatives(
    in other: ValueRange, parameters point: [Double]
  ) throws(NumericsError) -> ObjectiveDerivatives {
    try logShareDerivatives(in: other, parameters: point).exponential().finite()
  }

  /// ln ∫ f(x) dx over a range with its derivatives in the parameters.
  ///
  /// - Throws: As ``logShare(in:parameters:)``.
  public func logShareDerivatives(
    in other: ValueRange, parameters point: [Double]
  ) throws(NumericsError) -> ObjectiveDerivatives {
    try check(point)
    try checkDefined(over: other)
    let evaluation = try form.derivatives(at: point[...])
    let whole = try evaluation.logIntegrals([range])
    return try evaluation.logIntegrals([other]).subtracting(whole).derivatives().finite()
  }

  private func logDensityRow(
    at value: Double, _ point: [Double]
  ) throws(NumericsError) -> DerivativeRows {
    try check(point)
    try checkDefined(at: value)
    let evaluation = try form.derivatives(at: point[...])
    return try evaluation.logDensities([value]).subtracting(evaluation.logIntegrals([range]))
  }
}

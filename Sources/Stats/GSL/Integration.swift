import CGSL

/// The value of a definite integral with its error estimate.
public struct Integral: Hashable, Sendable {
  public let value: Double
  /// GSL's estimate of the absolute error, usually far too large.
  public let error: Double
  /// How often the integrand was evaluated.
  public let evaluations: Int
}

/// Integrates a function over a finite interval by doubly adaptive Clenshaw–Curtis quadrature.
///
/// Copes with singularities at isolated points, at a cost.
/// Reference: P. Gonnet, ACM Trans. Math. Softw. 37 (2010) 26 (`CQUAD` of GSL).
/// - Parameters:
///   - lower: Lower end, finite.
///   - upper: Upper end, finite.
///   - relativeTolerance: Of the integral, above zero.
///   - function: May throw; its error is thrown on.
/// - Throws: ``NumericsError/Kind/invalidInput`` for an interval that is not finite,
///   ``NumericsError/Kind/notConverged`` when the result is not finite.
public func integrate(
  from lower: Double, to upper: Double, relativeTolerance: Double = 1e-10,
  _ function: (Double) throws(NumericsError) -> Double
) throws(NumericsError) -> Integral {
  guard lower.isFinite, upper.isFinite, relativeTolerance > 0 else {
    throw NumericsError(
      .invalidInput, "an integral needs finite limits and a tolerance above zero",
      advice: "transform an infinite interval to a finite one")
  }
  return try withoutActuallyEscaping(function) { (function) throws(NumericsError) in
    let box = FunctionBox(function)
    return try unsafe withGSLFunction(box) { (view) throws(NumericsError) in
      let workspace = try QuadratureWorkspace()
      return try unsafe workspace.integrate(box, view, lower, upper, relativeTolerance)
    }
  }
}

/// Owns GSL's work space of 200 intervals.
@safe private struct QuadratureWorkspace: ~Copyable {
  private let workspace: UnsafeMutablePointer<gsl_integration_cquad_workspace>

  init() throws(NumericsError) {
    unsafe workspace = try allocated(gsl_integration_cquad_workspace_alloc(200))
  }

  deinit { unsafe gsl_integration_cquad_workspace_free(workspace) }

  @unsafe borrowing func integrate(
    _ box: FunctionBox, _ function: UnsafeMutablePointer<gsl_function>, _ lower: Double,
    _ upper: Double, _ relativeTolerance: Double
  ) throws(NumericsError) -> Integral {
    var (value, error) = (0.0, 0.0)
    let status = unsafe gsl_integration_cquad(
      function, lower, upper, 0, relativeTolerance, workspace, &value, &error, nil)
    try box.rethrow()
    try check(status, "an integration")
    guard value.isFinite else {
      throw NumericsError(
        .notConverged, "an integral is not finite", advice: "split it at its singular points")
    }
    return Integral(value: value, error: error, evaluations: box.evaluations)
  }
}

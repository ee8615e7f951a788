import CGSL

/// Finds where a continuous function of one variable crosses zero, by Brent's method.
///
/// - Parameters:
///   - lower: Lower end of the interval, finite.
///   - upper: Upper end, above the lower one; the function has the other sign there, or is zero.
///   - relativeTolerance: Of the root; at least 1e-15.
///   - function: May throw; its error is thrown on.
/// - Throws: ``NumericsError/Kind/noSignChange`` when both ends have the same sign,
///   ``NumericsError/Kind/notConverged`` after 200 steps.
public func root(
  from lower: Double, to upper: Double, relativeTolerance: Double = 1e-14,
  of function: (Double) throws(NumericsError) -> Double
) throws(NumericsError) -> Double {
  guard lower < upper, lower.isFinite, upper.isFinite else {
    throw NumericsError(
      .invalidInput, "a root search needs a finite interval whose lower end is below its upper end",
      advice: "exchange the ends")
  }
  if let end = try rootAtEnd(lower, upper, function) { return end }
  return try withoutActuallyEscaping(function) { (function) throws(NumericsError) in
    let box = FunctionBox(function)
    return try unsafe withGSLFunction(box) { (view) throws(NumericsError) in
      let solver = try BrentSolver()
      try unsafe solver.bracket(view, lower, upper)
      return try solver.solve(box, max(relativeTolerance, 1e-15))
    }
  }
}

/// An end that is a root already; throws when the ends do not bracket one.
private func rootAtEnd(
  _ lower: Double, _ upper: Double, _ function: (Double) throws(NumericsError) -> Double
) throws(NumericsError) -> Double? {
  let (atLower, atUpper) = (try function(lower), try function(upper))
  if atLower == 0 { return lower }
  if atUpper == 0 { return upper }
  guard (atLower < 0 && atUpper > 0) || (atLower > 0 && atUpper < 0) else {
    throw NumericsError(
      .noSignChange, "the function does not change sign over the interval",
      advice: "widen the interval")
  }
  return nil
}

/// Owns GSL's solver.
@safe private struct BrentSolver: ~Copyable {
  private let solver: UnsafeMutablePointer<gsl_root_fsolver>

  init() throws(NumericsError) {
    unsafe solver = try allocated(gsl_root_fsolver_alloc(cgsl_brent()))
  }

  deinit { unsafe gsl_root_fsolver_free(solver) }

  /// The function must live until the search has ended.
  @unsafe borrowing func bracket(
    _ function: UnsafeMutablePointer<gsl_function>, _ lower: Double, _ upper: Double
  ) throws(NumericsError) {
    let status = unsafe gsl_root_fsolver_set(solver, function, lower, upper)
    try check(status, "a root search")
  }

  borrowing func solve(_ box: FunctionBox, _ tolerance: Double) throws(NumericsError) -> Double {
    for _ in 0..<200 {
      let status = unsafe gsl_root_fsolver_iterate(solver)
      try box.rethrow()
      try check(status, "a root search")
      let (low, high) = unsafe (gsl_root_fsolver_x_lower(solver), gsl_root_fsolver_x_upper(solver))
      let root = unsafe gsl_root_fsolver_root(solver)
      if high - low <= tolerance * abs(root) { return root }
    }
    throw NumericsError(
      .notConverged, "a root search did not converge in 200 steps",
      advice: "check that the function is continuous")
  }
}

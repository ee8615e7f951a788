import CGSL

/// Minimises a smooth function of several parameters by the BFGS method with its analytic gradient.
///
/// Reference: R. Fletcher, *Practical Methods of Optimization* (2nd ed.), sections 2.6.2 and 2.6.4,
/// as GSL's `vector_bfgs2` has it.
/// - Parameters:
///   - objective: The function and its gradient.
///   - start: Where to begin, one finite value for each parameter.
///   - scales: The expected size of a change of each parameter, such as its standard deviation;
///     above zero.
///   - gradientTolerance: The scaled gradient at which the search stops.
///   - maximumIterations: At least one.
/// - Throws: ``NumericsError/Kind/invalidInput`` for unusable arguments,
///   ``NumericsError/Kind/notConverged`` when the gradient stays large, and what the objective
///   throws.
public func minimise(
  _ objective: Objective, from start: [Double], scales: [Double],
  gradientTolerance: Double = 1e-6, maximumIterations: Int = 500
) throws(NumericsError) -> Minimum {
  guard !start.isEmpty, start.count == scales.count, start.allSatisfy(\.isFinite),
    scales.allSatisfy({ $0 > 0 && $0.isFinite }), gradientTolerance > 0, maximumIterations > 0
  else {
    throw NumericsError(
      .invalidInput, "a minimisation needs a finite start and a scale above zero per parameter",
      advice: "take the expected standard deviations as scales")
  }
  let minimum = try quasiNewtonDescent(
    objective, from: start, scales: scales, gradientTolerance, maximumIterations)
  guard minimum.gradientNorm <= max(gradientTolerance, acceptableGradient), minimum.value.isFinite
  else { throw .noMinimum(after: minimum.iterations) }
  return minimum
}

/// A search that can no longer improve the value in double precision may stop with a scaled
/// gradient of this size, 1e-3 of a standard deviation.
private let acceptableGradient = 1e-3

/// Where the search of ``minimise(_:from:scales:gradientTolerance:maximumIterations:)`` ends,
/// whether that is a minimum or not.
func quasiNewtonDescent(
  _ objective: Objective, from start: [Double], scales: [Double], _ gradientTolerance: Double,
  _ maximumIterations: Int
) throws(NumericsError) -> Minimum {
  let box = ObjectiveBox(objective, start: start, scales: scales)
  let search = try QuasiNewtonSearch(size: start.count)
  return try search.run(box, gradientTolerance, maximumIterations)
}

/// Owns GSL's minimiser and the function view that it keeps a pointer to.
@safe private struct QuasiNewtonSearch: ~Copyable {
  private let minimiser: UnsafeMutablePointer<gsl_multimin_fdfminimizer>
  private let function: UnsafeMutablePointer<gsl_multimin_function_fdf>
  private let size: Int

  init(size: Int) throws(NumericsError) {
    unsafe minimiser = try allocated(gsl_multimin_fdfminimizer_alloc(cgsl_bfgs2(), size))
    unsafe function = .allocate(capacity: 1)
    self.size = size
  }

  deinit {
    unsafe gsl_multimin_fdfminimizer_free(minimiser)
    unsafe function.deallocate()
  }

  /// First step of one scale; line searches as exact as GSL recommends (0.1).
  borrowing func start(_ box: ObjectiveBox) throws(NumericsError) {
    unsafe function.initialize(to: ObjectiveBox.function(of: box, size: size))
    let origin = try unsafe allocated(gsl_vector_calloc(size))
    defer { unsafe gsl_vector_free(origin) }
    let status = unsafe gsl_multimin_fdfminimizer_set(minimiser, function, origin, 1, 0.1)
    try box.rethrow()
    try check(status, "a minimisation")
  }

  /// False when the search can make no further progress, which is usual at the minimum.
  borrowing func iterate() -> Bool {
    unsafe gsl_multimin_fdfminimizer_iterate(minimiser) == GSL_SUCCESS
  }

  var gradientNorm: Double {
    let gradient = unsafe gsl_multimin_fdfminimizer_gradient(minimiser)
    return (0..<size).reduce(0) { sum, index in
      let component = unsafe gsl_vector_get(gradient, index)
      return sum + component * component
    }.squareRoot()
  }

  borrowing func minimum(_ box: ObjectiveBox, iterations: Int) -> Minimum {
    unsafe Minimum(
      parameters: box.parameters(gsl_multimin_fdfminimizer_x(minimiser)),
      value: gsl_multimin_fdfminimizer_minimum(minimiser), gradientNorm: gradientNorm,
      iterations: iterations, evaluations: box.evaluations)
  }
}

extension QuasiNewtonSearch {
  borrowing func run(
    _ box: ObjectiveBox, _ tolerance: Double, _ maximumIterations: Int
  ) throws(NumericsError) -> Minimum {
    defer { withExtendedLifetime(box) {} }
    try start(box)
    var iterations = 0
    while gradientNorm > tolerance, iterations < maximumIterations {
      iterations += 1
      let improved = iterate()
      try box.rethrow()
      if !improved { break }
    }
    return minimum(box, iterations: iterations)
  }
}

extension NumericsError {
  fileprivate static func noMinimum(after iterations: Int) -> Self {
    Self(
      .notConverged, "the minimisation stopped after \(iterations) iterations away from a minimum",
      advice: "start closer to the minimum, or choose a simpler function")
  }
}

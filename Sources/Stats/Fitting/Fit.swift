/// A fit: a function to minimise, the way to do it, and the parameters to hold.
///
/// Bounds are kept by a transformation, each parameter has the unit of its own curvature, and Newton
/// steps on the exact Hessian end every search.
public struct Fit: Sendable {
  public let objective: any FitObjective
  public let algorithm: FitAlgorithm
  /// Values of held parameters by their index.
  let held: [Int: Double]
  let maximumIterations: Int

  /// - Parameters:
  ///   - objective: As −ln L, so that a rise by ½ means one standard deviation.
  ///   - held: Values of parameters that are not to vary, by name.
  ///   - maximumIterations: Of one search, at least one.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a parameter without a name of its own, a
  ///   start outside its bounds, bounds in the wrong order, a step that is not above zero, and a
  ///   held parameter that does not exist or lies outside its bounds.
  public init(
    _ objective: any FitObjective, algorithm: FitAlgorithm = .trustRegion,
    holding held: [String: Double] = [:], maximumIterations: Int = 500
  ) throws(NumericsError) {
    let parameters = objective.parameters
    try checkNames(of: parameters)
    for parameter in parameters { try parameter.check() }
    guard maximumIterations > 0 else {
      throw NumericsError(
        .invalidInput, "a fit needs at least one step", advice: "leave the number of steps out")
    }
    self.objective = objective
    self.algorithm = algorithm
    self.maximumIterations = maximumIterations
    self.held = try heldValues(held, of: parameters)
  }

  /// Fits.
  ///
  /// - Throws: ``NumericsError/Kind/notConverged`` away from a minimum,
  ///   ``NumericsError/Kind/notPositiveDefinite`` when a parameter can change without a change of
  ///   the function (both name what to try), ``NumericsError/Kind/invalidInput`` for a function that
  ///   is not finite at the start, and what the function throws there.
  public func minimum() throws(NumericsError) -> FitResult {
    let start = objective.parameters.map(\.start)
    let end = try search(from: start, holding: held)
    let atBounds = bounds(reachedBy: end)
    let settled = try settled(end, at: atBounds)
    guard settled.undetermined.isEmpty else {
      throw undetermined(settled.undetermined, atBounds)
    }
    return try FitResult(self, settled, atBounds: atBounds)
  }
}

extension Fit {
  private init(_ other: Fit, _ objective: any FitObjective) {
    (self.objective, algorithm, held) = (objective, other.algorithm, other.held)
    maximumIterations = other.maximumIterations
  }

  /// The same fit of another function of the same parameters.
  func replacing(_ objective: any FitObjective) -> Fit { Fit(self, objective) }

  /// The minimum over all parameters that are not held, from a point that is close to it.
  func refit(
    from start: [Double], holding held: [Int: Double]
  ) throws(NumericsError) -> SearchEnd {
    let space = FitSpace(objective, holding: held)
    return try newton(space, from: space.coordinates(of: start))
  }

  private func search(
    from start: [Double], holding held: [Int: Double]
  ) throws(NumericsError) -> SearchEnd {
    let space = FitSpace(objective, holding: held)
    let coordinates = space.coordinates(of: start)
    guard algorithm == .bfgs, !space.free.isEmpty else {
      return try newton(space, from: coordinates)
    }
    let descent = try space.quasiNewtonDescent(
      from: coordinates, maximumIterations: maximumIterations)
    return try newton(space, from: descent.coordinates, after: descent.iterations)
  }

  private func newton(
    _ space: FitSpace, from coordinates: [Double], after iterations: Int = 0
  ) throws(NumericsError) -> SearchEnd {
    var search = try TrustRegionSearch(
      space, from: coordinates, maximumIterations: maximumIterations)
    let end = try search.run()
    return end.adding(iterations)
  }

  /// Parameters that are closer to a bound than their standard deviation can tell, with the bound.
  private func bounds(reachedBy end: SearchEnd) -> [Int: Double] {
    var reached: [Int: Double] = [:]
    for (index, parameter) in objective.parameters.enumerated() where held[index] == nil {
      guard parameter.isNearBound(end.expansion, index, within: 1e-4) else { continue }
      reached[index] = parameter.nearestBound(to: end.expansion.point[index])
    }
    return reached
  }

  /// The same minimum with the parameters at a bound exactly there.
  private func settled(
    _ end: SearchEnd, at bounds: [Int: Double]
  ) throws(NumericsError) -> SearchEnd {
    guard !bounds.isEmpty else { return end }
    let space = FitSpace(objective, holding: held.merging(bounds) { $1 })
    return try newton(
      space, from: space.coordinates(of: end.expansion.point), after: end.iterations)
  }

  private func undetermined(_ parameters: [Int], _ atBounds: [Int: Double]) -> NumericsError {
    func list(_ indices: [Int]) -> String {
      indices.map { "'\(objective.parameters[$0].name)'" }.joined(separator: ", ")
    }
    let subject = parameters.count == 1 ? "parameter" : "parameters"
    let place = atBounds.count == 1 ? "is at its bound" : "are at their bounds"
    let bounds = atBounds.isEmpty ? "" : " while \(list(atBounds.keys.sorted())) \(place)"
    return NumericsError(
      .notPositiveDefinite,
      "the function to minimise does not determine the \(subject) \(list(parameters))\(bounds)",
      advice: "hold, bound or constrain \(parameters.count == 1 ? "it" : "one of them"), "
        + "or choose a simpler function")
  }
}

extension SearchEnd {
  fileprivate func adding(_ earlier: Int) -> Self {
    Self(
      expansion: expansion, estimatedDistance: estimatedDistance,
      iterations: iterations + earlier, undetermined: undetermined)
  }
}

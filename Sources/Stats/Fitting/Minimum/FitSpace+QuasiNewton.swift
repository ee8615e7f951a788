extension FitSpace {
  /// Coordinates from which Newton's method starts better than from the given ones.
  ///
  /// By GSL's BFGS method with exact gradients, in coordinates scaled to unit curvature. It may stop
  /// anywhere, for instance at a saddle point: the Newton search that follows is the judge.
  func quasiNewtonDescent(
    from start: [Double], maximumIterations: Int
  ) throws(NumericsError) -> (coordinates: [Double], iterations: Int) {
    let expansion = try expansion(at: start)
    let scales = try QuadraticModel(expansion).typicalChanges
    let minimum = try Stats.quasiNewtonDescent(
      barrier(above: expansion.value), from: start, scales: scales, 1e-3, maximumIterations)
    guard minimum.value <= expansion.value, minimum.parameters.allSatisfy(\.isFinite) else {
      return (start, minimum.iterations)
    }
    return (minimum.parameters, minimum.iterations)
  }

  /// The function with a high wall where it is not defined, from which a line search turns back.
  private func barrier(above value: Double) -> Objective {
    let wall = abs(value) * 1e3 + 1e10
    return Objective(
      value: { coordinates in (try? self.value(at: coordinates)) ?? wall },
      gradient: { coordinates in
        (try? expansion(at: coordinates).gradient) ?? coordinates.map { _ in 0 }
      })
  }
}

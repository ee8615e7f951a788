extension FitParameter {
  /// The bound that is closer to a value, if any is finite.
  func nearestBound(to value: Double) -> Double? {
    let nearest = value - lower <= upper - value ? lower : upper
    return nearest.isFinite ? nearest : nil
  }

  /// Whether a parameter lies within a share of its standard deviation of a bound.
  ///
  /// The scale is 1/√(∂²f/∂x²) at an ordinary minimum, and 1/|∂f/∂x| where the function still
  /// falls towards the bound; never more than a typical step.
  func isNearBound(_ expansion: LocalExpansion, _ index: Int, within share: Double) -> Bool {
    let value = expansion.point[index]
    guard let bound = nearestBound(to: value) else { return false }
    let slope = expansion.external.gradient[index]
    let curvature = expansion.external.hessian[index * expansion.point.count + index]
    let scale = max(curvature, slope * slope, 0).squareRoot()
    return abs(value - bound) * max(scale, 1 / step) <= share
  }
}

/// What became of a parameter in a fit.
public enum ParameterState: Hashable, Sendable {
  /// Inside its bounds, with a covariance.
  case free
  /// At the value it was given.
  case held
  /// Its best value is the bound, and its Hessian says nothing about its error there.
  case atLowerBound, atUpperBound
}

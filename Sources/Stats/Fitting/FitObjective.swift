/// A function of parameters to minimise, as −ln L, with exact derivatives.
public protocol FitObjective: Sendable {
  /// At least one, each with a name of its own; the order is that of every point and derivative.
  var parameters: [FitParameter] { get }

  /// The function at a point within the bounds; infinite where the data cannot occur.
  func value(at point: [Double]) throws(NumericsError) -> Double

  /// The function with its first and second derivatives.
  func derivatives(at point: [Double]) throws(NumericsError) -> ObjectiveDerivatives
}

/// name, starting value, lower/upper bound (may be infinite), a typical step.
public struct FitParameter: Hashable, Sendable {
  public let name: String
  public let start, lower, upper, step: Double
}

/// value, gradient (n), Hessian (n*n, row by row, symmetric).
public struct ObjectiveDerivatives: Sendable {
  public let value: Double
  public let gradient: [Double]
  public let hessian: [Double]
}

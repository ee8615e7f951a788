/// A function of parameters to minimise, as −ln L, with exact derivatives.
public protocol FitObjective: Sendable {
  var parameters: [FitParameter] { get }

  /// - Parameter point: One value for each of ``parameters``, inside its bounds.
  func value(at point: [Double]) throws(NumericsError) -> Double

  /// - Parameter point: One value for each of ``parameters``, inside its bounds.
  func derivatives(at point: [Double]) throws(NumericsError) -> ObjectiveDerivatives
}

/// A parameter of a fit: where to start, how far it may go, how much it typically changes.
public struct FitParameter: Hashable, Sendable {
  public let name: String
  /// Inside the bounds.
  public let start: Double
  /// The bounds, both allowed; infinite where there is none.
  public let lower, upper: Double
  /// About the expected standard deviation, above zero.
  public let step: Double

  public init(name: String, start: Double, lower: Double, upper: Double, step: Double) {
    (self.name, self.start, self.lower, self.upper, self.step) = (name, start, lower, upper, step)
  }
}

/// A function of parameters with its first and second derivatives at one point.
public struct ObjectiveDerivatives: Sendable {
  public let value: Double
  /// One element for each of the n parameters.
  public let gradient: [Double]
  /// n × n elements, row by row, symmetric.
  public let hessian: [Double]

  public init(value: Double, gradient: [Double], hessian: [Double]) {
    (self.value, self.gradient, self.hessian) = (value, gradient, hessian)
  }
}

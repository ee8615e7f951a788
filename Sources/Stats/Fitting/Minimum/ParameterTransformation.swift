/// Maps an unbounded internal coordinate to a parameter within its bounds.
///
/// One unit of the coordinate is of the order of a typical step of the parameter. At a bound the first
/// derivative vanishes and the second does not, so a minimum at a bound is an ordinary minimum in
/// the coordinate. The functions are those of Minuit, with the step as the unit of length:
/// F. James, *MINUIT Reference Manual*, CERN Program Library D506 (1994).
struct ParameterTransformation: Hashable, Sendable {
  private enum Bounds: Hashable { case none, lower, upper, both }

  private let parameter: FitParameter
  private let bounds: Bounds
  /// Angle per unit of the coordinate between two bounds: the first unit is half a step.
  private let angle: Double

  init(_ parameter: FitParameter) {
    self.parameter = parameter
    bounds =
      switch (parameter.lower.isFinite, parameter.upper.isFinite) {
      case (false, false): .none
      case (true, false): .lower
      case (false, true): .upper
      case (true, true): .both
      }
    angle = min(1, (2 * parameter.step / (parameter.upper - parameter.lower)).squareRoot())
  }

  private var width: Double { parameter.upper - parameter.lower }

  /// The parameter at a coordinate, never outside its bounds.
  func parameter(at coordinate: Double) -> Double {
    switch bounds {
    case .none: return parameter.step * coordinate
    case .lower: return parameter.lower + parameter.step * Self.rise(coordinate)
    case .upper: return parameter.upper - parameter.step * Self.rise(coordinate)
    case .both:
      let sine = sin(angle * coordinate / 2)
      return min(parameter.lower + width * sine * sine, parameter.upper)
    }
  }

  /// First and second derivative of the parameter with respect to its coordinate.
  func derivatives(at coordinate: Double) -> (first: Double, second: Double) {
    let root = (1 + coordinate * coordinate).squareRoot()
    let (slope, curvature) = (coordinate / root, 1 / (root * root * root))
    switch bounds {
    case .none: return (parameter.step, 0)
    case .lower: return (parameter.step * slope, parameter.step * curvature)
    case .upper: return (-parameter.step * slope, -parameter.step * curvature)
    case .both:
      let half = width / 2 * angle
      return (half * sin(angle * coordinate), half * angle * cos(angle * coordinate))
    }
  }

  /// A coordinate of a value, which is taken to its bound when it lies outside.
  func coordinate(of value: Double) -> Double {
    switch bounds {
    case .none: return value / parameter.step
    case .lower: return Self.run(max(0, value - parameter.lower) / parameter.step)
    case .upper: return Self.run(max(0, parameter.upper - value) / parameter.step)
    case .both:
      let share = min(max((value - parameter.lower) / width, 0), 1)
      guard share > 0.5 else { return 2 * asin(share.squareRoot()) / angle }
      let rest = min(max((parameter.upper - value) / width, 0), 1)
      return (.pi - 2 * asin(rest.squareRoot())) / angle
    }
  }

  /// √(1 + u²) − 1, without cancellation.
  private static func rise(_ u: Double) -> Double { u * (u / (1 + (1 + u * u).squareRoot())) }

  /// The inverse of ``rise(_:)`` for values of zero or more.
  private static func run(_ rise: Double) -> Double { rise.squareRoot() * (rise + 2).squareRoot() }
}

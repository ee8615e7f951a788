/// A density of two variables at given parameters: f(x) g(y; φ + c (x − m)), normalised on a plane.
///
/// The first parameter of g may be linear in x around the middle m of its range; for c = 0 the two
/// variables are independent.
public struct PlaneDensity: Sendable {
  let x: ParametricDensity
  let xShape: [Double]
  let y: ParametricDensity
  /// At the middle of the range of x.
  let yShape: [Double]
  /// c.
  let change: Double

  init(
    x: ParametricDensity, xShape: [Double], y: ParametricDensity, yShape: [Double],
    change: Double = 0
  ) {
    (self.x, self.xShape, self.y, self.yShape) = (x, xShape, y, yShape)
    self.change = change
  }

  /// The parameters of g at a value of x.
  func yShape(at place: Double) -> [Double] {
    guard change != 0, let first = yShape.first else { return yShape }
    return [first + change * (place - x.range.middle)] + yShape.dropFirst()
  }
}

/// The extended unbinned likelihood of events in a plane that follow a product of two densities:
/// −ln L = ν S(θ, φ) − Σ ln(ν f(xᵢ; θ) g(yᵢ; φ)), without ln n!.
///
/// S = Σ ∫ f dx ∫ g dy over the rectangles in which events are taken, so that a box can be left out
/// of the plane: its events neither enter nor are needed. Both densities are normalised on the plane,
/// the smallest rectangle that holds the others, and ν is the expectation there. The two variables
/// must be independent: a correlation is neglected; see ``ConditionalPlaneLikelihood``.
/// Reference: R. Barlow, Nucl. Instrum. Meth. A 297 (1990) 496.
public struct PlaneLikelihood: PlaneObjective {
  /// The yield, then the parameters of both densities, each with the name of its variable.
  public let parameters: [FitParameter]
  /// Where events were taken.
  public let ranges: [PlaneRange]
  private let x: UnbinnedLikelihood
  private let y: UnbinnedLikelihood

  /// A variable of the plane with the form of its density.
  public struct Axis: Hashable, Sendable {
    public let name: String
    public let shape: DensityShape

    public init(_ name: String, _ shape: DensityShape) { (self.name, self.shape) = (name, shape) }
  }

  /// - Parameters:
  ///   - x: The first variable.
  ///   - y: The second variable.
  ///   - events: Finite; those outside the ranges are ignored.
  ///   - ranges: Rectangles that share no more than edges, as ``PlaneRange/removing(_:)`` gives.
  ///   - others: Rectangles that the plane is to hold as well, for densities that cannot be continued
  ///     into them.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for no range, for ranges that overlap, two
  ///   variables of one name and a value that is not finite; ``NumericsError/Kind/tooFewEvents``
  ///   for no event.
  public init(
    _ x: Axis, _ y: Axis, events: [(x: Double, y: Double)], in ranges: [PlaneRange],
    holding others: [PlaneRange] = []
  ) throws(NumericsError) {
    let plane = try PlaneRange(holding: ranges, and: others)
    let inside = try Self.inside(ranges, of: events, x.name, y.name)
    self.ranges = ranges
    self.x = try UnbinnedLikelihood(
      ParametricDensity(x.shape, on: plane.x), events: inside.map(\.x))
    self.y = try UnbinnedLikelihood(
      ParametricDensity(y.shape, on: plane.y), events: inside.map(\.y))
    parameters = try Self.parameters(
      (x.name, self.x), (y.name, self.y), ranges, count: Double(inside.count))
  }

  /// Number of events in the ranges.
  public var count: Int { x.count }

  /// −ln L.
  ///
  /// - Throws: As ``UnbinnedLikelihood/value(at:)``.
  public func value(at point: [Double]) throws(NumericsError) -> Double {
    let (yield, first, second) = try split(point)
    let share = try share(in: ranges, first, second).value
    let shapes = try x.value(at: [1] + first) + y.value(at: [1] + second) - 2
    return try (yield * share - Double(count) * log(yield) + shapes).finite()
  }

  /// −ln L with gradient and Hessian.
  ///
  /// - Throws: As ``value(at:)``.
  public func derivatives(at point: [Double]) throws(NumericsError) -> ObjectiveDerivatives {
    let (yield, first, second) = try split(point)
    let share = try share(in: ranges, first, second)
    // At a yield of one each is 1 − Σ ln f.
    let shapes = try x.derivatives(at: [1] + first).withoutYield()
      .beside(y.derivatives(at: [1] + second).withoutYield())
    let count = Double(count)
    return try share.times(yield).plus(shapes).withYield(
      addingToValue: -count * log(yield) - 2, slope: share.value - count / yield,
      curvature: count / (yield * yield), mixed: share.gradient
    ).finite()
  }

  public func expectation(
    in target: PlaneRange, at point: [Double]
  ) throws(NumericsError) -> (value: Double, gradient: [Double]) {
    let (yield, first, second) = try split(point)
    let share = try share(in: [target], first, second)
    return (yield * share.value, [share.value] + share.gradient.map { yield * $0 })
  }

  public func density(at point: [Double]) throws(NumericsError) -> PlaneDensity {
    let (_, first, second) = try split(point)
    return PlaneDensity(x: x.density, xShape: first, y: y.density, yShape: second)
  }

  public func scores(
    x: Double, y: Double, at point: [Double]
  ) throws(NumericsError) -> [Double] {
    let (yield, first, second) = try split(point)
    return try [1 / yield]
      + self.x.density.logDensityDerivatives(at: x, parameters: first).gradient
      + self.y.density.logDensityDerivatives(at: y, parameters: second).gradient
  }

  private func split(
    _ point: [Double]
  ) throws(NumericsError) -> (yield: Double, first: [Double], second: [Double]) {
    try checkSize(of: point)
    guard point[0] > 0, point[0] < .infinity else { throw .badPlaneYield }
    let border = x.parameters.count
    return (point[0], Array(point[1..<border]), Array(point[border...]))
  }

  /// Σ F G over rectangles, with derivatives in the parameters of both densities.
  private func share(
    in ranges: [PlaneRange], _ first: [Double], _ second: [Double]
  ) throws(NumericsError) -> ObjectiveDerivatives {
    var sum: ObjectiveDerivatives?
    for range in ranges {
      let product = try x.density.shareDerivatives(in: range.x, parameters: first)
        .times(y.density.shareDerivatives(in: range.y, parameters: second))
      sum = sum?.plus(product) ?? product
    }
    guard let sum else { throw .emptyFitRange }
    return sum
  }

  private static func parameters(
    _ x: (name: String, likelihood: UnbinnedLikelihood),
    _ y: (name: String, likelihood: UnbinnedLikelihood), _ ranges: [PlaneRange], count: Double
  ) throws(NumericsError) -> [FitParameter] {
    let (first, second) = (
      x.likelihood.shapeParameters(of: x.name), y.likelihood.shapeParameters(of: y.name)
    )
    var share = 0.0
    for range in ranges {
      share +=
        try x.likelihood.density.share(in: range.x, parameters: first.map(\.start))
        * y.likelihood.density.share(in: range.y, parameters: second.map(\.start))
    }
    guard share > 0 else { throw .emptyFitRange }
    let yield = FitParameter(
      name: "yield", start: count / share, lower: 0, upper: .infinity,
      step: count.squareRoot() / share)
    return [yield] + first + second
  }
}

/// As ``PlaneLikelihood``, with the first parameter of the second density linear in the first variable:
/// −ln L = ν S(θ, φ, c) − Σ ln(ν f(xᵢ; θ) g(yᵢ; φ₁ + c (xᵢ − m), φ₂, …)), without ln n!.
///
/// m is the middle of the plane in x, and g is normalised on the plane at every x, so that θ alone
/// describes x where all of y is seen. S = Σ ∫ f(x) ∫ g(y; x) dy dx over the rectangles, the outer
/// integral by four panels of a Gauss–Legendre rule with 16 points. At c = 0 it is the product.
public struct ConditionalPlaneLikelihood: PlaneObjective {
  /// The yield, the parameters of both densities, and c.
  public let parameters: [FitParameter]
  public let ranges: [PlaneRange]
  private let x: UnbinnedLikelihood
  private let y: ParametricDensity
  private let events: [(x: Double, y: Double)]
  private let rule: GaussLegendre

  private static let panels = 4

  /// - Parameters: As of ``PlaneLikelihood``.
  /// - Throws: As ``PlaneLikelihood``, and ``NumericsError/Kind/invalidInput`` for a second density
  ///   whose first parameter has bounds, or which has none.
  public init(
    _ x: PlaneLikelihood.Axis, _ y: PlaneLikelihood.Axis, events: [(x: Double, y: Double)],
    in ranges: [PlaneRange], holding others: [PlaneRange] = []
  ) throws(NumericsError) {
    let product = try PlaneLikelihood(x, y, events: events, in: ranges, holding: others)
    let plane = try PlaneRange(holding: ranges, and: others)
    self.ranges = ranges
    self.events = try Self.inside(ranges, of: events, x.name, y.name)
    self.x = try UnbinnedLikelihood(
      ParametricDensity(x.shape, on: plane.x), events: self.events.map(\.x))
    self.y = try ParametricDensity(y.shape, on: plane.y)
    rule = try GaussLegendre(points: 16)
    let place = self.x.parameters.count
    guard product.parameters.count > place, product.parameters[place].lower == -.infinity,
      product.parameters[place].upper == .infinity
    else { throw .noParameterToChange(y.name) }
    let first = product.parameters[place]
    let change = FitParameter(
      name: "change of \(first.name) with \(x.name)", start: 0, lower: -.infinity,
      upper: .infinity, step: 4 * first.step / plane.x.width)
    parameters = product.parameters + [change]
  }

  public var count: Int { events.count }

  /// −ln L.
  ///
  /// - Throws: As ``UnbinnedLikelihood/value(at:)``.
  public func value(at point: [Double]) throws(NumericsError) -> Double {
    let yield = try yield(of: point)
    let density = try density(at: point)
    var share = 0.0
    for range in ranges {
      for (place, weight) in try nodes(in: range.x) {
        share +=
          try weight * density.x.density(at: place, parameters: density.xShape)
          * density.y.share(in: range.y, parameters: density.yShape(at: place))
      }
    }
    var sum = CompensatedSum()
    for event in events {
      sum.add(try y.logDensity(at: event.y, parameters: density.yShape(at: event.x)))
    }
    let first = try x.value(at: [1] + density.xShape) - 1
    return try (yield * share - Double(count) * log(yield) + first - sum.value).finite()
  }

  /// −ln L with gradient and Hessian.
  ///
  /// - Throws: As ``value(at:)``.
  public func derivatives(at point: [Double]) throws(NumericsError) -> ObjectiveDerivatives {
    let yield = try yield(of: point)
    let density = try density(at: point)
    let share = try share(in: ranges, density)
    let none = density.yShape.count + 1
    var second = ObjectiveDerivatives(
      value: 0, gradient: Array(repeating: 0, count: none),
      hessian: Array(repeating: 0, count: none * none))
    for event in events {
      let term = try y.logDensityDerivatives(
        at: event.y, parameters: density.yShape(at: event.x))
      second = second.plus(term.withLinearFirst(at: event.x - middle).times(-1))
    }
    let shapes = try x.derivatives(at: [1] + density.xShape).withoutYield().beside(second)
    let count = Double(count)
    return try share.times(yield).plus(shapes).withYield(
      addingToValue: -count * log(yield) - 1, slope: share.value - count / yield,
      curvature: count / (yield * yield), mixed: share.gradient
    ).finite()
  }

  public func expectation(
    in target: PlaneRange, at point: [Double]
  ) throws(NumericsError) -> (value: Double, gradient: [Double]) {
    let yield = try yield(of: point)
    let share = try share(in: [target], density(at: point))
    return (yield * share.value, [share.value] + share.gradient.map { yield * $0 })
  }

  public func density(at point: [Double]) throws(NumericsError) -> PlaneDensity {
    _ = try yield(of: point)
    let border = x.parameters.count
    return PlaneDensity(
      x: x.density, xShape: Array(point[1..<border]), y: y,
      yShape: Array(point[border..<(point.count - 1)]), change: point[point.count - 1])
  }

  public func scores(
    x place: Double, y other: Double, at point: [Double]
  ) throws(NumericsError) -> [Double] {
    let yield = try yield(of: point)
    let density = try density(at: point)
    return try [1 / yield]
      + x.density.logDensityDerivatives(at: place, parameters: density.xShape).gradient
      + y.logDensityDerivatives(at: other, parameters: density.yShape(at: place))
      .withLinearFirst(at: place - middle).gradient
  }

  private var middle: Double { x.density.range.middle }

  private func yield(of point: [Double]) throws(NumericsError) -> Double {
    try checkSize(of: point)
    guard point[0] > 0, point[0] < .infinity else { throw .badPlaneYield }
    return point[0]
  }

  /// Σ ∫ f G over rectangles, with derivatives in the parameters of both densities and in c.
  private func share(
    in ranges: [PlaneRange], _ density: PlaneDensity
  ) throws(NumericsError) -> ObjectiveDerivatives {
    var sum: ObjectiveDerivatives?
    for range in ranges {
      for (place, weight) in try nodes(in: range.x) {
        let part = try density.x.densityDerivatives(at: place, parameters: density.xShape)
          .times(
            density.y.shareDerivatives(in: range.y, parameters: density.yShape(at: place))
              .withLinearFirst(at: place - middle)
          ).times(weight)
        sum = sum?.plus(part) ?? part
      }
    }
    guard let sum else { throw .emptyFitRange }
    return sum
  }

  private func nodes(
    in range: ValueRange
  ) throws(NumericsError) -> [(place: Double, weight: Double)] {
    let half = range.width / Double(2 * Self.panels)
    return (0..<Self.panels).flatMap { panel in
      let centre = range.lower + half * Double(2 * panel + 1)
      return zip(rule.nodes, rule.weights).map { (centre + half * $0, half * $1) }
    }
  }
}

extension NumericsError {
  static var badPlaneYield: Self {
    Self(
      .invalidInput, "the yield of a fit with events must be finite and above zero",
      advice: "start it at the number of events in the plane")
  }

  fileprivate static func noParameterToChange(_ name: String) -> Self {
    Self(
      .invalidInput,
      "no parameter of the density of '\(name)' can change in proportion to another variable",
      advice: "choose an exponential, a power law or a Gaussian")
  }
}

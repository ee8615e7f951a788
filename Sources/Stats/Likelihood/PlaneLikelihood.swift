/// The extended unbinned likelihood of events in a plane that follow a product of two densities:
/// −ln L = ν S(θ, φ) − Σ ln(ν f(xᵢ; θ) g(yᵢ; φ)), without ln n!.
///
/// S = Σ ∫ f dx ∫ g dy over the rectangles in which events are taken, so that a box can be left out
/// of the plane: its events neither enter nor are needed. Both densities are normalised on the plane,
/// the smallest rectangle that holds the others, and ν is the expectation there. The two variables
/// must be independent: a correlation is neglected.
/// Reference: R. Barlow, Nucl. Instrum. Meth. A 297 (1990) 496.
public struct PlaneLikelihood: FitObjective {
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
  /// - Throws: ``NumericsError/Kind/invalidInput`` for no range, for ranges that overlap, two
  ///   variables of one name and a value that is not finite; ``NumericsError/Kind/tooFewEvents``
  ///   for no event.
  public init(
    _ x: Axis, _ y: Axis, events: [(x: Double, y: Double)], in ranges: [PlaneRange]
  ) throws(NumericsError) {
    guard events.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { throw .eventNotFinite }
    guard x.name != y.name else {
      throw NumericsError(
        .invalidInput, "both variables of a plane are called '\(x.name)'",
        advice: "take two variables")
    }
    let inside = events.filter { event in
      ranges.contains { $0.contains(x: event.x, y: event.y) }
    }
    let plane = try PlaneRange(holding: ranges)
    guard !inside.isEmpty else {
      throw NumericsError(
        .tooFewEvents, "the plane holds no event", advice: "fit where there are events")
    }
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

  /// The events expected in a rectangle as a function of the parameters.
  ///
  /// - Parameter target: Need not lie in the plane, where both densities can be continued.
  public func events(in target: PlaneRange) -> DerivedQuantity {
    DerivedQuantity("expected events") { point throws(NumericsError) in
      let (yield, first, second) = try split(point)
      let share = try share(in: [target], first, second)
      return (yield * share.value, [share.value] + share.gradient.map { yield * $0 })
    }
  }

  private func split(
    _ point: [Double]
  ) throws(NumericsError) -> (yield: Double, first: [Double], second: [Double]) {
    try checkSize(of: point)
    guard point[0] > 0, point[0] < .infinity else {
      throw NumericsError(
        .invalidInput, "the yield of a fit with events must be finite and above zero",
        advice: "start it at the number of events in the plane")
    }
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
    guard let sum else { throw .noPlane }
    return sum
  }

  private static func parameters(
    _ x: (name: String, likelihood: UnbinnedLikelihood),
    _ y: (name: String, likelihood: UnbinnedLikelihood), _ ranges: [PlaneRange], count: Double
  ) throws(NumericsError) -> [FitParameter] {
    func shape(_ likelihood: UnbinnedLikelihood, _ name: String) -> [FitParameter] {
      likelihood.parameters.dropFirst().map {
        FitParameter(
          name: "\($0.name) of \(name)", start: $0.start, lower: $0.lower, upper: $0.upper,
          step: $0.step)
      }
    }
    let (first, second) = (shape(x.likelihood, x.name), shape(y.likelihood, y.name))
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

extension PlaneRange {
  /// The smallest rectangle that holds others.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` for none, and for two that overlap.
  fileprivate init(holding ranges: [PlaneRange]) throws(NumericsError) {
    let areApart = ranges.indices.allSatisfy { one in
      ranges[..<one].allSatisfy { !$0.overlaps(ranges[one]) }
    }
    guard areApart else {
      throw NumericsError(
        .invalidInput, "the rectangles of a plane must not overlap",
        advice: "take one away from the other")
    }
    guard let left = ranges.map(\.x.lower).min(), let right = ranges.map(\.x.upper).max(),
      let bottom = ranges.map(\.y.lower).min(), let top = ranges.map(\.y.upper).max()
    else { throw .noPlane }
    self.init(
      x: try ValueRange(from: left, to: right), y: try ValueRange(from: bottom, to: top))
  }
}

extension ObjectiveDerivatives {
  /// A likelihood as a function of its shape parameters only.
  fileprivate func withoutYield() -> Self {
    let size = gradient.count
    return Self(
      value: value, gradient: Array(gradient.dropFirst()),
      hessian: (1..<size).flatMap { hessian[($0 * size + 1)..<($0 * size + size)] })
  }

  /// The sum of two functions, each of parameters of its own.
  fileprivate func beside(_ other: Self) -> Self {
    combined(with: other, value: value + other.value, scales: (1, 1), mixed: false)
  }

  /// The product of two functions, each of parameters of its own.
  fileprivate func times(_ other: Self) -> Self {
    combined(
      with: other, value: value * other.value, scales: (other.value, value), mixed: true)
  }

  private func combined(
    with other: Self, value: Double, scales: (Double, Double), mixed: Bool
  ) -> Self {
    let (first, second) = (gradient.count, other.gradient.count)
    let size = first + second
    var hessian = [Double](repeating: 0, count: size * size)
    for row in 0..<first {
      for column in 0..<first {
        hessian[row * size + column] = self.hessian[row * first + column] * scales.0
      }
      for column in 0..<second where mixed {
        let product = gradient[row] * other.gradient[column]
        hessian[row * size + first + column] = product
        hessian[(first + column) * size + row] = product
      }
    }
    for row in 0..<second {
      for column in 0..<second {
        hessian[(first + row) * size + first + column] =
          other.hessian[row * second + column] * scales.1
      }
    }
    return Self(
      value: value,
      gradient: gradient.map { $0 * scales.0 } + other.gradient.map { $0 * scales.1 },
      hessian: hessian)
  }

  fileprivate func times(_ factor: Double) -> Self {
    Self(
      value: value * factor, gradient: gradient.map { $0 * factor },
      hessian: hessian.map { $0 * factor })
  }

  /// The sum of two functions of the same parameters.
  fileprivate func plus(_ other: Self) -> Self {
    Self(
      value: value + other.value, gradient: zip(gradient, other.gradient).map { $0 + $1 },
      hessian: zip(hessian, other.hessian).map { $0 + $1 })
  }
}

extension NumericsError {
  fileprivate static var noPlane: Self {
    Self(
      .invalidInput, "a fit in a plane needs at least one rectangle",
      advice: "leave a part of the plane for the fit")
  }
}

/// −ln L of events in a plane, with the number expected there as its first parameter.
public protocol PlaneObjective: FitObjective {
  /// Where events were taken.
  var ranges: [PlaneRange] { get }
  /// Number of events in the ranges.
  var count: Int { get }

  /// The events expected in a rectangle, with the derivative in each parameter.
  ///
  /// - Parameter target: Need not lie in the plane, where both densities can be continued.
  func expectation(
    in target: PlaneRange, at point: [Double]
  ) throws(NumericsError) -> (value: Double, gradient: [Double])

  /// What is fitted, at given parameters.
  func density(at point: [Double]) throws(NumericsError) -> PlaneDensity

  /// ∇ ln(ν f(x) g(y)) of one event in all parameters.
  func scores(x: Double, y: Double, at point: [Double]) throws(NumericsError) -> [Double]
}

extension PlaneObjective {
  /// The events expected in rectangles as a function of the parameters.
  public func events(in targets: [PlaneRange]) -> DerivedQuantity {
    DerivedQuantity("expected events") { point throws(NumericsError) in
      var (value, gradient) = (0.0, point.map { _ in 0.0 })
      for target in targets {
        let part = try expectation(in: target, at: point)
        value += part.value
        gradient = zip(gradient, part.gradient).map { $0 + $1 }
      }
      return (value, gradient)
    }
  }

  /// The events expected in a rectangle as a function of the parameters.
  public func events(in target: PlaneRange) -> DerivedQuantity { events(in: [target]) }

  /// The events of some rectangles.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` for two variables of one name and a value that is
  ///   not finite; ``NumericsError/Kind/tooFewEvents`` for no event.
  static func inside(
    _ ranges: [PlaneRange], of events: [(x: Double, y: Double)], _ x: String, _ y: String
  ) throws(NumericsError) -> [(x: Double, y: Double)] {
    guard events.allSatisfy({ $0.x.isFinite && $0.y.isFinite }) else { throw .eventNotFinite }
    guard x != y else {
      throw NumericsError(
        .invalidInput, "both variables of a plane are called '\(x)'", advice: "take two variables")
    }
    let inside = events.filter { event in
      ranges.contains { $0.contains(x: event.x, y: event.y) }
    }
    guard !inside.isEmpty else {
      throw NumericsError(
        .tooFewEvents, "the plane holds no event", advice: "fit where there are events")
    }
    return inside
  }
}

extension UnbinnedLikelihood {
  /// The parameters of the density, each with the name of its variable.
  func shapeParameters(of variable: String) -> [FitParameter] {
    parameters.dropFirst().map {
      FitParameter(
        name: "\($0.name) of \(variable)", start: $0.start, lower: $0.lower, upper: $0.upper,
        step: $0.step)
    }
  }
}

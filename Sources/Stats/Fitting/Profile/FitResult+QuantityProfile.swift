extension FitResult {
  /// The interval of a derived quantity in which its profile lies below a level.
  ///
  /// The profile is the lowest −ln L among all parameters that give the quantity a value.
  /// - Parameter level: 2 Δ(−ln L), above zero: 1 for one standard deviation.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for the level or a quantity that does not depend
  ///   on the fitted parameters, ``NumericsError/Kind/notConverged`` when a fit fails or finds a
  ///   lower minimum, and what the quantity throws.
  public func profileInterval(
    of quantity: DerivedQuantity, level: Double = 1
  ) throws(NumericsError) -> ProfileInterval {
    try checkLevel(level)
    let (value, gradient) = try quantity.evaluate(at: values)
    let scale = try scale(of: quantity, gradient)
    func end(_ direction: Double) throws(NumericsError) -> ProfileInterval.End {
      let tangent = drift(along: gradient).map { direction * scale * $0 }
      let path = ProfilePath(from: values, tangent: tangent)
      var profile = QuantityProfile(self, quantity, path, from: value, step: direction * scale)
      return try profile.end(level)
    }
    return ProfileInterval(value: value, level: level, lower: try end(-1), upper: try end(1))
  }

  /// How the best values of all parameters change with a quantity, at the minimum: V g / (gᵀ V g).
  private func drift(along gradient: [Double]) -> [Double] {
    let variance = variance(along: gradient)
    guard variance > 0 else { return values.map { _ in 0 } }
    return values.indices.map { index in
      gradient.indices.reduce(0) { $0 + (covariance(index, $1) ?? 0) * gradient[$1] } / variance
    }
  }

  /// Standard deviation of a quantity, with the parameters at a bound free to leave it.
  private func scale(
    of quantity: DerivedQuantity, _ gradient: [Double]
  ) throws(NumericsError) -> Double {
    let atBounds = gradient.indices.filter { rows[$0] == nil && states[$0] != .held }
    let variance = atBounds.reduce(variance(along: gradient)) {
      let change = gradient[$1] * scale(of: $1)
      return $0 + change * change
    }
    guard variance > 0 else {
      throw NumericsError(
        .invalidInput, "the quantity '\(quantity.name)' does not depend on the fitted parameters",
        advice: "free a parameter that it depends on")
    }
    return variance.squareRoot()
  }
}

/// The profile of a quantity in one direction from the minimum.
private struct QuantityProfile {
  private let result: FitResult
  private let quantity: DerivedQuantity
  private let origin: Double
  /// A signed standard deviation of the quantity.
  private let step: Double
  private let steps: [Double]
  private var path: ProfilePath
  private var value: Double
  private var distance = 0.0
  /// Whether the quantity has stopped to follow its target.
  private var isBlocked = false

  /// The spring is stiffer than the profile is curved, so that the quantity follows its target, and
  /// not so stiff that rounding of the spring's energy would hide −ln L.
  private static let stiffness = 100.0

  init(
    _ result: FitResult, _ quantity: DerivedQuantity, _ path: ProfilePath, from origin: Double,
    step: Double
  ) {
    (self.result, self.quantity, self.path) = (result, quantity, path)
    (self.origin, value, self.step) = (origin, origin, step)
    steps = result.values.indices.map {
      result.states[$0] == .held ? 0 : 1e-4 * result.scale(of: $0)
    }
  }

  mutating func end(_ level: Double) throws(NumericsError) -> ProfileInterval.End {
    let search = LevelSearch(level: level, limit: .infinity)
    let end = try search.run { distance throws(NumericsError) in
      let rise = try rise(at: distance)
      return isBlocked && rise < level ? nil : rise
    }
    switch end {
    case .crossing(let distance):
      _ = try rise(at: distance)
      return .crossing(value)
    case .limit: return .bound(value)
    case .open: return .open
    }
  }

  /// 2 Δ(−ln L) where the spring pulls to a target this many steps away.
  private mutating func rise(at target: Double) throws(NumericsError) -> Double {
    let drawn = DrawnObjective(
      base: result.fit.objective, quantity: quantity, target: origin + target * step,
      stiffness: Self.stiffness / (step * step), steps: steps)
    let end = try result.fit.replacing(drawn).follow(
      &path, to: target, holding: result.fit.held)
    let point = end.expansion.point
    let reached = try quantity.evaluate(at: point).value
    isBlocked = abs(reached - value) < 1e-3 * abs((target - distance) * step)
    (value, distance) = (reached, target)
    return try result.rise(to: result.fit.objective.value(at: point))
  }
}

extension FitResult {
  /// The interval of a parameter in which its profile lies below a level (MINOS errors).
  ///
  /// All other free parameters, also those at a bound, are fitted again at every value.
  /// Reference: F. James, *Statistical Methods in Experimental Physics* (2nd ed.).
  /// - Parameters:
  ///   - name: A parameter that is not held.
  ///   - level: 2 Δ(−ln L), above zero: 1 for one standard deviation.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a held or unknown parameter or the level,
  ///   ``NumericsError/Kind/notConverged`` when a fit fails or finds a lower minimum.
  public func profileInterval(
    of name: String, level: Double = 1
  ) throws(NumericsError) -> ProfileInterval {
    try checkLevel(level)
    let index = try profiledIndex(of: name)
    return ProfileInterval(
      value: values[index], level: level,
      lower: try end(of: index, level, direction: -1),
      upper: try end(of: index, level, direction: 1))
  }

  private func end(
    of index: Int, _ level: Double, direction: Double
  ) throws(NumericsError) -> ProfileInterval.End {
    let parameter = parameters[index]
    let bound = direction < 0 ? parameter.lower : parameter.upper
    let scale = scale(of: index)
    let limit = abs(bound - values[index]) / scale
    guard limit > 0 else { return .bound(bound) }
    let tangent = drift(with: index).map { direction * scale * $0 }
    var path = ProfilePath(from: values, tangent: tangent)
    func value(at distance: Double) -> Double {
      distance >= limit ? bound : values[index] + direction * distance * scale
    }
    let end = try LevelSearch(level: level, limit: limit).run { distance throws(NumericsError) in
      let held = fit.held.merging([index: value(at: distance)]) { $1 }
      let end = try fit.follow(&path, to: distance, holding: held)
      return try rise(to: end.expansion.value)
    }
    return switch end {
    case .crossing(let distance): .crossing(value(at: distance))
    case .limit: .bound(bound)
    case .open: .open
    }
  }

  /// Standard deviation of a free parameter; at a bound, how far −ln L rises by ½.
  func scale(of index: Int) -> Double {
    if let variance = covariance(index, index) { return variance.squareRoot() }
    let slope = abs(gradient[index])
    let curvature = max(0, hessian[index * values.count + index])
    let scale = 1 / (slope + (slope * slope + curvature).squareRoot())
    return scale.isFinite ? scale : parameters[index].step
  }

  /// How the best values of all parameters change with one of them, at the minimum.
  ///
  /// V_ij / V_ii for a free parameter i; −Σ V_jk H_ki for one that leaves its bound.
  private func drift(with index: Int) -> [Double] {
    let variance = covariance(index, index)
    return values.indices.map { other in
      if other == index { return 1 }
      if let variance { return (covariance(other, index) ?? 0) / variance }
      return values.indices.reduce(0) {
        $0 - (covariance(other, $1) ?? 0) * hessian[$1 * values.count + index]
      }
    }
  }

  func profiledIndex(of name: String) throws(NumericsError) -> Int {
    let index = try parameters.index(of: name)
    guard states[index] != .held else {
      throw NumericsError(
        .invalidInput, "the held parameter '\(name)' has no profile",
        advice: "fit without holding it")
    }
    return index
  }
}

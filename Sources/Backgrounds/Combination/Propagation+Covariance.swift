import Stats

extension Propagation {
  /// The covariance of two estimates, through the factors that they share, in events².
  func covariance(with other: Propagation) -> Double {
    var deviations: [String: Double] = [:]
    for impact in other.impacts { deviations[impact.factor.name] = impact.deviation }
    var sum = CompensatedSum()
    for impact in impacts { sum.add(impact.deviation * (deviations[impact.factor.name] ?? 0)) }
    return sum.value
  }

  /// The linear correlation of two estimates; zero when one of them has no uncertainty.
  func correlation(with other: Propagation) -> Double {
    let scale = uncertainty * other.uncertainty
    return scale > 0 ? min(max(covariance(with: other) / scale, -1), 1) : 0
  }
}

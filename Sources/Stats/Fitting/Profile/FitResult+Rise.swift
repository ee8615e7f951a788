extension FitResult {
  /// 2 Δ(−ln L) between the best point with some values and the minimum.
  ///
  /// - Parameters:
  ///   - values: By index, within the bounds.
  ///   - point: Where to start, and then where the search ended.
  func rise(
    holding values: [Int: Double], from point: inout [Double]
  ) throws(NumericsError) -> Double {
    let end = try fit.refit(from: point, holding: fit.held.merging(values) { $1 })
    point = end.expansion.point
    return try rise(to: end.expansion.value)
  }

  /// 2 Δ(−ln L) of a value above the minimum.
  ///
  /// - Throws: ``NumericsError/Kind/notConverged`` for a value clearly below the minimum.
  func rise(to value: Double) throws(NumericsError) -> Double {
    let rounding = 1e-6 + 1e-12 * abs(minimum)
    guard value >= minimum - rounding else {
      throw NumericsError(
        .notConverged, "a profile of the fit found a minimum below that of the fit",
        advice: "start the fit from other values, or bound its parameters to one minimum")
    }
    return max(0, 2 * (value - minimum))
  }
}

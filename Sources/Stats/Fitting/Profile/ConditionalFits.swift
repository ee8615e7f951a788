/// Fits with some parameters held, each from where the last one ended.
struct ConditionalFits {
  private let result: FitResult
  private let fit: Fit
  private var last: [Double]

  init(_ result: FitResult) {
    self.result = result
    fit = result.fit
    last = result.values
  }

  /// 2 Δ(−ln L) between the best point with these values and the minimum.
  ///
  /// - Parameter values: By index, within the bounds.
  mutating func rise(holding values: [Int: Double]) throws(NumericsError) -> Double {
    let end = try fit.refit(from: last, holding: fit.held.merging(values) { $1 })
    last = end.expansion.point
    return try result.rise(to: end.expansion.value)
  }
}

extension FitResult {
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

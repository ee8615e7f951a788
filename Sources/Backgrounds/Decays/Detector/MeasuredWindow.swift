import Stats

/// The values of a measured quantity that a selection accepts, `lower <= x < upper`.
///
/// Energies and momenta in GeV; infinite ends leave a side open.
public struct MeasuredWindow: Hashable, Sendable {
  public var lower: Double
  public var upper: Double

  public init(from lower: Double, to upper: Double) { (self.lower, self.upper) = (lower, upper) }

  /// `x < cut`.
  public static func below(_ cut: Double) -> MeasuredWindow {
    MeasuredWindow(from: -.infinity, to: cut)
  }

  /// Accepts every value.
  public static let open = MeasuredWindow(from: -.infinity, to: .infinity)

  /// Probability that a true value is measured inside, with a Gaussian error.
  ///
  /// Φ((upper − x)/σ) − Φ((lower − x)/σ), taken on the side of the mean where it keeps its digits.
  func acceptance(of value: Double, deviation: Double) -> Double {
    guard deviation > 0 else { return value >= lower && value < upper ? 1 : 0 }
    let (low, high) = ((lower - value) / deviation, (upper - value) / deviation)
    let probability =
      low > 0
      ? normalCumulative(-low) - normalCumulative(-high)
      : normalCumulative(high) - normalCumulative(low)
    return max(0, probability)
  }
}

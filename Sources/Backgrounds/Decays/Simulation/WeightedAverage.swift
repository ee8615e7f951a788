/// The average of values with weights, Σwv / Σw, and its standard error.
///
/// The error is that of a ratio of two sums, √(Σ w²(v − average)²) / Σw.
/// When every value is zero it is what one value of one would give: a simulation cannot tell less.
/// Reference: W. G. Cochran, *Sampling Techniques* (1977), section 6.3, for large samples.
struct WeightedAverage {
  private var weights = 0.0
  private var values = 0.0
  private var heaviest = 0.0
  private var squares = (plain: 0.0, mixed: 0.0, valued: 0.0)

  /// - Parameter weight: Zero or more.
  mutating func add(_ value: Double, _ weight: Double) {
    weights += weight
    values += weight * value
    heaviest = max(heaviest, weight)
    squares.plain += weight * weight
    squares.mixed += weight * weight * value
    squares.valued += weight * weight * value * value
  }

  /// Zero when nothing was added.
  var result: Estimated {
    guard weights > 0 else { return Estimated(value: 0, error: 0) }
    guard values > 0 else { return Estimated(value: 0, error: heaviest / weights) }
    let average = values / weights
    let spread = squares.valued - 2 * average * squares.mixed + average * average * squares.plain
    return Estimated(value: average, error: max(0, spread).squareRoot() / weights)
  }
}

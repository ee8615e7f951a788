/// Where a nuisance parameter may go, and what its own measurement asks for it.
///
/// Zero itself is left out by 1e-12: no yield can tell, and no derivative is infinite.
extension NuisanceLaw {
  static var smallest: Double { 1e-12 }

  var lowest: Double {
    if case .normal = self { return -.infinity }
    return Self.smallest
  }

  var highest: Double {
    if case .efficiency = self { return 1 - Self.smallest }
    return .infinity
  }

  /// Where to start a fit: at the measurement, but inside the limits.
  func start(_ measurement: Double) -> Double {
    switch self {
    case .normal: measurement
    case .count: max(measurement, 0.5)
    case .efficiency(_, let total): min(max(measurement, 0.5), total - 0.5) / total
    }
  }

  /// −ln L of the measurement above its smallest value.
  @inline(__always)
  func penalty(_ value: Double, _ measurement: Double) -> Double {
    switch self {
    case .normal: return (value - measurement) * (value - measurement) / 2
    case .count: return poissonHalfDeviance(measurement, mean: value)
    case .efficiency(_, let total):
      return poissonHalfDeviance(measurement, mean: total * value)
        + poissonHalfDeviance(total - measurement, mean: total * (1 - value))
    }
  }

  /// First and second derivative of the penalty by the parameter.
  @inline(__always)
  func derivatives(_ value: Double, _ measurement: Double) -> (first: Double, second: Double) {
    switch self {
    case .normal: return (value - measurement, 1)
    case .count: return (1 - measurement / value, measurement / (value * value))
    case .efficiency(_, let total):
      let (passed, failed) = (measurement / value, (total - measurement) / (1 - value))
      return (failed - passed, passed / value + failed / (1 - value))
    }
  }

  /// A step towards a limit that the measurement forbids goes nine tenths of the way at most, since
  /// from next to the limit the way back is long.
  @inline(__always)
  func limited(_ trial: Double, from value: Double, _ measurement: Double) -> Double {
    switch self {
    case .normal: return trial
    case .count: return max(trial, measurement > 0 ? value / 10 : Self.smallest)
    case .efficiency(_, let total):
      let lowest = measurement > 0 ? value / 10 : Self.smallest
      let gap = measurement < total ? (1 - value) / 10 : Self.smallest
      return min(max(trial, lowest), 1 - gap)
    }
  }
}

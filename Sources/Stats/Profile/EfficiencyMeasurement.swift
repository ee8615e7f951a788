/// The measurement that constrains the efficiency factor of a signal, as a factor of the likelihood.
enum EfficiencyMeasurement: Hashable, Sendable {
  /// The factor is one.
  case exact
  /// ln f measured as ln(median), with normal errors.
  case logNormal(median: Double, logWidth: Double)
  /// f measured as `estimate` with normal errors; f itself is zero or more.
  case normal(estimate: Double, width: Double)
  /// f between 0 and 1, measured as k of n.
  case selection(selected: Double, trials: Double)

  /// The best estimate of the factor without the signal box, zero or more.
  var estimate: Double {
    switch self {
    case .exact: 1
    case .logNormal(let median, _): median
    case .normal(let estimate, _): max(0, estimate)
    case .selection(let selected, let trials): selected / trials
    }
  }

  /// −ln L of the measurement at a factor of zero, above that at the estimate.
  var penaltyAtZero: Double {
    switch self {
    case .exact, .logNormal: .infinity
    case .normal(let estimate, let width): estimate > 0 ? squaredHalf(estimate / width) : 0
    case .selection(let selected, _): selected == 0 ? 0 : .infinity
    }
  }

  /// How far a factor may reasonably be from its estimate, in the coordinate of ``factor(at:)``.
  var width: Double {
    switch self {
    case .exact: 0
    case .logNormal(_, let logWidth): logWidth
    case .normal(_, let width): width
    case .selection(let selected, let trials):
      ((selected + 1) * (trials - selected + 1)).squareRoot() / (trials * trials.squareRoot())
    }
  }
}

// Factors are written as a shift d from the estimate, so that a narrow measurement keeps its digits:
// ln(f/median) for a log-normal one, and f − estimate else.
extension EfficiencyMeasurement {
  func factor(at shift: Double) -> Double {
    switch self {
    case .exact: 1
    case .logNormal(let median, _): median * exp(shift)
    case .normal, .selection: max(0, estimate + shift)
    }
  }

  /// df/dd.
  func slope(at shift: Double) -> Double {
    if case .logNormal = self { return factor(at: shift) }
    return 1
  }

  /// d²f/dd².
  func bend(at shift: Double) -> Double {
    if case .logNormal = self { return factor(at: shift) }
    return 0
  }

  /// −ln L of the measurement above that at the estimate.
  func penalty(at shift: Double) -> Double {
    switch self {
    case .exact: return 0
    case .logNormal(_, let logWidth): return squaredHalf(shift / logWidth)
    case .normal(let estimate, let width):
      return squaredHalf(shift / width) - min(0, estimate) / width * (shift / width)
    case .selection(let selected, let trials):
      let rest = trials - selected
      let hits = selected > 0 ? selected * excessOverLogarithm(shift * trials / selected) : 0
      let misses = rest > 0 ? rest * excessOverLogarithm(-shift * trials / rest) : 0
      // The linear terms of the two cancel, unless one of them is missing.
      return hits + misses + (selected > 0 && rest > 0 ? 0 : trials * abs(shift))
    }
  }

  /// The derivative of the penalty by the shift.
  func penaltySlope(at shift: Double) -> Double {
    switch self {
    case .exact: return 0
    case .logNormal(_, let logWidth): return shift / logWidth / logWidth
    case .normal(let estimate, let width): return (shift - min(0, estimate)) / width / width
    case .selection(let selected, let trials):
      if selected == 0 { return trials / (1 - shift) }
      if selected == trials { return -trials / (1 + shift) }
      let efficiency = estimate + shift
      return trials * (shift / efficiency) / (1 - efficiency)
    }
  }

  /// The second derivative of the penalty by the shift.
  func penaltyCurvature(at shift: Double) -> Double {
    switch self {
    case .exact: return 0
    case .logNormal(_, let width), .normal(_, let width): return 1 / width / width
    case .selection(let selected, let trials):
      let (hit, rest) = (estimate + shift, trials - selected)
      let hits = selected > 0 ? selected / (hit * hit) : 0
      return hits + (rest > 0 ? rest / ((1 - hit) * (1 - hit)) : 0)
    }
  }
}

private func squaredHalf(_ x: Double) -> Double { x * x / 2 }

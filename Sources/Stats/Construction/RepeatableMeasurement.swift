/// The measurement of a nuisance parameter as something that can be repeated with another result.
///
/// A result is written in the coordinate in which it spreads: the logarithm for log-normal errors, and
/// a count for a control region or a selection.
protocol RepeatableMeasurement {
  /// Whether the parameter is known exactly, so that there is nothing to repeat.
  var isExact: Bool { get }
  /// The result that gives a parameter as its estimate; may lie outside the possible ones.
  func result(estimating parameter: Double) -> Double
  /// The same measurement with another result.
  func with(result: Double) -> Self
  /// The derivative of −ln L by the result, at a parameter, less that at the estimate.
  func resultSlope(at parameter: Double) -> Double
  /// How results spread for a true parameter.
  func spread(around parameter: Double) throws(NumericsError) -> ResultSpread
}

extension BackgroundMeasurement: RepeatableMeasurement {
  var isExact: Bool {
    if case .exact = self { true } else { false }
  }

  func result(estimating parameter: Double) -> Double {
    switch self {
    case .exact, .normal: parameter
    case .logNormal: log(max(0, parameter))
    case .controlCount(_, let scale): scale * parameter
    }
  }

  func with(result: Double) -> Self {
    switch self {
    case .exact, .normal: with(estimate: result)
    case .logNormal: with(estimate: exp(result))
    case .controlCount(_, let scale): with(estimate: result / scale)
    }
  }

  func resultSlope(at parameter: Double) -> Double {
    switch self {
    case .exact: 0
    case .normal(_, let width): (estimate - parameter) / width / width
    case .logNormal(let median, let logWidth): log(median / parameter) / logWidth / logWidth
    case .controlCount(let estimate, _): log(estimate / parameter)
    }
  }

  func spread(around parameter: Double) throws(NumericsError) -> ResultSpread {
    switch self {
    case .exact: .normal(mean: parameter, width: 0)
    case .normal(_, let width): .normal(mean: parameter, width: width)
    case .logNormal(_, let logWidth): .normal(mean: log(parameter), width: logWidth)
    case .controlCount(_, let scale): try .poisson(mean: scale * parameter)
    }
  }
}

extension EfficiencyMeasurement: RepeatableMeasurement {
  var isExact: Bool {
    if case .exact = self { true } else { false }
  }

  func result(estimating parameter: Double) -> Double {
    switch self {
    case .exact, .normal: parameter
    case .logNormal: log(max(0, parameter))
    case .selection(_, let trials): trials * parameter
    }
  }

  func with(result: Double) -> Self {
    switch self {
    case .exact: .exact
    case .normal(_, let width): .normal(estimate: result, width: width)
    case .logNormal(_, let logWidth): .logNormal(median: exp(result), logWidth: logWidth)
    case .selection(_, let trials): .selection(selected: result, trials: trials)
    }
  }

  func resultSlope(at parameter: Double) -> Double {
    switch self {
    case .exact: 0
    case .normal(_, let width): (estimate - parameter) / width / width
    case .logNormal(let median, let logWidth): log(median / parameter) / logWidth / logWidth
    case .selection: log(estimate * (1 - parameter) / (parameter * (1 - estimate)))
    }
  }

  func spread(around parameter: Double) throws(NumericsError) -> ResultSpread {
    switch self {
    case .exact: .normal(mean: parameter, width: 0)
    case .normal(_, let width): .normal(mean: parameter, width: width)
    case .logNormal(_, let logWidth): .normal(mean: log(parameter), width: logWidth)
    case .selection(_, let trials): try .binomial(trials: trials, probability: parameter)
    }
  }
}

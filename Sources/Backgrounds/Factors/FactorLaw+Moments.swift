import Stats

extension FactorLaw {
  /// What goes into the table: the measurement itself, not the mean of what it leaves possible.
  ///
  /// The peak of a gaussian, the median of a log-normal law, k times the scale for a count, k/n for
  /// a fraction, the middle of a uniform interval.
  public var nominal: Double {
    switch form {
    case .exact(let value): value
    case .gaussian(let law): law.peak
    case .logNormal(let median, _): median
    case .gamma(let count, let scale): count * scale
    case .beta(let passed, let total): passed / total
    case .uniform(let low, let high): low + (high - low) / 2
    }
  }

  /// The mean of the law: (k + 1) times the scale for a count, (k + 1)/(n + 2) for a fraction.
  public var mean: Double {
    switch form {
    case .exact(let value): value
    case .gaussian(let law): law.mean
    case .logNormal(let median, let kappa): median * exp(log(kappa) * log(kappa) / 2)
    case .gamma(let count, let scale): (count + 1) * scale
    case .beta(let passed, let total): (passed + 1) / (total + 2)
    case .uniform: nominal
    }
  }

  /// The standard deviation of the law; √(k + 1) times the scale for a count, so never zero for one.
  public var standardDeviation: Double {
    switch form {
    case .exact: 0
    case .gaussian(let law): law.standardDeviation
    case .logNormal(_, let kappa): mean * expm1(log(kappa) * log(kappa)).squareRoot()
    case .gamma(let count, let scale): (count + 1).squareRoot() * scale
    case .beta(let passed, let total): Self.deviation(passed + 1, total - passed + 1)
    case .uniform(let low, let high): (high - low) / 12.0.squareRoot()
    }
  }

  private static func deviation(_ first: Double, _ second: Double) -> Double {
    let sum = first + second
    return (first / sum * (second / sum) / (sum + 1)).squareRoot()
  }

  /// The interval outside of which the factor cannot be.
  var support: (lower: Double, upper: Double) {
    switch form {
    case .exact(let value): (value, value)
    case .gaussian(let law): (law.bounds.lower, law.bounds.upper)
    case .logNormal, .gamma: (0, .infinity)
    case .beta: (0, 1)
    case .uniform(let low, let high): (low, high)
    }
  }
}

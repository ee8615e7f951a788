/// The measurement that constrains a background mean, as a factor of the likelihood.
///
/// A likelihood has no prior: `gamma` and `gammaOfMean` are the same control count here.
enum BackgroundMeasurement: Hashable, Sendable {
  case exact(mean: Double)
  /// ln(mean) measured as ln(median), with normal errors.
  case logNormal(median: Double, logWidth: Double)
  /// A Poisson count of scale × mean, whose result was scale × estimate.
  case controlCount(estimate: Double, scale: Double)
  /// The mean measured as `estimate`, of any sign, with normal errors; the mean itself is zero or more.
  case normal(estimate: Double, width: Double)

  init(_ background: BackgroundExpectation) {
    let (value, uncertainty) = (background.value, background.uncertainty)
    if case .exact = background.law {
      self = .exact(mean: value)
      return
    }
    switch background.constraint {
    case .none: self = .exact(mean: value)
    case .logNormal: self = .logNormal(median: value, logWidth: log1p(uncertainty / value))
    case .gamma, .gammaOfMean:
      self = .controlCount(estimate: value, scale: value / uncertainty / uncertainty)
    case .gaussian: self = .normal(estimate: value, width: uncertainty)
    }
  }

  /// The best estimate of the mean without the signal box, zero or more.
  var estimate: Double {
    switch self {
    case .exact(let mean): mean
    case .logNormal(let median, _): median
    case .controlCount(let estimate, _): estimate
    case .normal(let estimate, _): max(0, estimate)
    }
  }

  /// The same measurement with another result, as an Asimov data set has it.
  func with(estimate: Double) -> Self {
    switch self {
    case .exact: .exact(mean: estimate)
    case .logNormal(_, let logWidth): .logNormal(median: estimate, logWidth: logWidth)
    case .controlCount(_, let scale): .controlCount(estimate: estimate, scale: scale)
    case .normal(_, let width): .normal(estimate: estimate, width: width)
    }
  }

  /// The background mean that describes a count best beside a signal.
  ///
  /// - Parameters:
  ///   - count: n, zero or more.
  ///   - signal: s, zero or more.
  func profiled(count: Double, signal: Double) -> ProfiledBackground {
    switch self {
    case .exact(let mean): ProfiledBackground(mean: mean, penalty: 0)
    case .logNormal(let median, let logWidth):
      LogNormalProfile(count: count, signal: signal, median: median, logWidth: logWidth).best
    case .controlCount(let estimate, let scale):
      Self.controlCount(count, signal, estimate, scale)
    case .normal(let estimate, let width): Self.normal(count, signal, estimate, width)
    }
  }
}

extension BackgroundMeasurement {
  /// The second derivative of the penalty at a best mean; infinite where the mean cannot move.
  func penaltyCurvature(at mean: Double) -> Double {
    guard mean > 0 else { return .infinity }
    switch self {
    case .exact: return .infinity
    case .logNormal(let median, let logWidth):
      let width = logWidth * mean
      return (1 - log(mean / median)) / width / width
    case .controlCount(let estimate, let scale): return scale * estimate / mean / mean
    case .normal(_, let width): return 1 / width / width
    }
  }
}

/// A background mean with the price that its own measurement asks for it.
struct ProfiledBackground {
  let mean: Double
  /// −ln L of the measurement of the background, above its minimum over all means.
  let penalty: Double
}

extension BackgroundMeasurement {
  /// 1 − n/(s + b′) + τ (1 − b/b′) = 0 as a quadratic equation for x = b′/b − 1.
  ///
  /// Written for x, since a narrow constraint (large τ) leaves b′ = b (1 + x) without digits for x,
  /// and divided by 1 + τ, which may be as large as a number can be.
  private static func controlCount(
    _ count: Double, _ signal: Double, _ estimate: Double, _ scale: Double
  ) -> ProfiledBackground {
    guard estimate > 0 else {
      let mean = max(0, count / (1 + scale) - signal)
      return ProfiledBackground(mean: mean, penalty: scale * mean)
    }
    let share = scale / (1 + scale)
    let excess = (count - (signal + estimate)) / (1 + scale)
    let balance = count / (1 + scale) + share * estimate - signal
    let rootTerm = hypotenuse(balance, 2 * (share * estimate).squareRoot() * signal.squareRoot())
    let linear = share * (signal + estimate) + estimate / (1 + scale) - excess
    let shift =
      linear > 0 ? 2 * excess / (linear + rootTerm) : (rootTerm - linear) / (2 * estimate)
    if shift > -0.5 {
      return ProfiledBackground(
        mean: estimate * (1 + shift),
        penalty: scale * estimate * excessOverLogarithm(shift))
    }
    let mean =
      balance < 0
      ? 2 * share * estimate * signal / (rootTerm - balance) : (balance + rootTerm) / 2
    return ProfiledBackground(
      mean: mean, penalty: poissonHalfDeviance(scale * estimate, mean: scale * mean))
  }

  /// (x² + y²)^½ without overflow or underflow of the squares.
  private static func hypotenuse(_ x: Double, _ y: Double) -> Double {
    let larger = max(abs(x), abs(y))
    guard larger > 0 else { return 0 }
    let (first, second) = (x / larger, y / larger)
    return larger * (first * first + second * second).squareRoot()
  }

  /// 1 − n/(s + b′) + (b′ − b)/σ² = 0 as a quadratic equation for δ = b′ − b, cut off at b′ = 0.
  private static func normal(
    _ count: Double, _ signal: Double, _ estimate: Double, _ width: Double
  ) -> ProfiledBackground {
    let (mean, variance) = (signal + estimate, width * width)
    let difference = mean - variance
    let rootTerm = (difference * difference + 4 * count * variance).squareRoot()
    guard estimate >= 0 else {
      // Such a result describes no mean: the penalty counts from that of a mean of zero.
      let best = max(0, (rootTerm - (signal - estimate) - variance) / 2)
      let pull = best / width
      return ProfiledBackground(mean: best, penalty: pull * (pull / 2 - estimate / width))
    }
    let free = 2 * variance * (count - mean) / (mean + variance + rootTerm)
    let shift = max(free, -estimate)
    let pull = shift / width
    return ProfiledBackground(mean: estimate + shift, penalty: pull * pull / 2)
  }
}

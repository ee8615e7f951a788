/// q̃(s) of every outcome (n, m): a count with the result of the measurement of its background.
///
/// Equal outcomes have equal q̃ to the last bit, and so have outcomes that cannot differ: for n = 0
/// q̃ is 2s for every m, the largest value there is, since both fits have the same background; and
/// a normal measurement below zero acts as one of zero, since the mean is zero in both fits.
/// At a fixed m q̃ falls with n, at a fixed n it rises with m.
struct TestedSignal: Sendable {
  /// s, above zero.
  let signal: Double
  let measurement: BackgroundMeasurement

  /// - Parameters:
  ///   - count: n, zero or more.
  ///   - estimate: m, as an estimate of the background mean.
  func statistic(count: Double, estimate: Double) -> Double {
    if count == 0 { return 2 * signal }
    if estimate <= 0 { return lowestStatistic(count: count) }
    return likelihood(count, estimate).upperLimitStatistic(ofTested: signal)
  }

  /// q̃ for a measurement of zero, or its limit there: no background in either fit.
  func lowestStatistic(count: Double) -> Double {
    count < signal ? 2 * poissonHalfDeviance(count, mean: signal) : 0
  }

  /// The derivative of q̃ by m: only the penalties depend on m, since both fits are at a minimum.
  func slope(count: Double, estimate: Double) -> Double {
    guard count > 0, estimate > 0 else { return 0 }
    let likelihood = likelihood(count, estimate)
    guard signal > likelihood.bestSignal else { return 0 }
    let measurement = likelihood.measurement
    let tested = measurement.profiled(count: count, signal: signal).mean
    if count >= estimate { return 2 * measurement.pull(on: tested) }
    let free = measurement.profiled(count: count, signal: 0).mean
    return 2 * (measurement.pull(on: tested) - measurement.pull(on: free))
  }

  private func likelihood(_ count: Double, _ estimate: Double) -> ProfileLikelihood {
    ProfileLikelihood(count: count, measurement: measurement.with(estimate: estimate))
  }
}

extension ProfileLikelihood {
  /// q̃ of a signal that is known to be above zero and finite.
  func upperLimitStatistic(ofTested signal: Double) -> Double {
    signal <= bestSignal ? 0 : uncheckedDeviance(signal, .bounded)
  }
}

extension BackgroundMeasurement {
  /// The derivative of the penalty of a mean by the result of the measurement.
  fileprivate func pull(on mean: Double) -> Double {
    switch self {
    case .exact: 0
    case .logNormal(let median, let logWidth): log(median / mean) / (logWidth * logWidth * median)
    case .controlCount(let estimate, let scale): scale * log(estimate / mean)
    case .normal(let estimate, let width): (estimate - mean) / (width * width)
    }
  }
}

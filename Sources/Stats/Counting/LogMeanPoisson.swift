/// ln Pois(n; μ) as a function of ln μ, for integration over the mean.
struct LogMeanPoisson {
  let count: Double
  private let logCount: Double
  private let offset: Double

  /// - Parameter count: Zero or more.
  init(_ count: Int) {
    self.count = Double(count)
    logCount = log(self.count)
    offset = count == 0 ? 0 : stirlingError(count) + halfLogTwoPi + logCount / 2
  }

  func callAsFunction(logMean: Double) -> Double {
    guard count > 0 else { return -exp(logMean) }
    let distance = logMean - logCount
    return -count * (expm1(distance) - distance) - offset
  }
}

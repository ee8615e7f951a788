/// The total count of all channels, averaged over drawn nuisance parameters.
struct SampledTotal {
  private let signal: [Double]
  private let background: [Double]
  private let nominalSignal: Double

  init(_ yields: SampledYields, nominalSignal: Double) {
    func sum(_ channels: [[Double]]) -> [Double] {
      channels.dropFirst().reduce(channels[0]) { zip($0, $1).map(+) }
    }
    (signal, background) = (sum(yields.signal), sum(yields.background))
    self.nominalSignal = nominalSignal
  }

  /// The μ at which ln P(N ≤ n; μ), or with `relative` that above ln P(N ≤ n; 0), is `logTarget`.
  func end(
    atMost count: Int, logTarget: Double, relative: Bool
  ) throws(NumericsError) -> SampledEnd {
    let value = try StrengthSearch(
      nominalSignal: nominalSignal, logTarget: logTarget, relative: relative
    ).strength(from: nil) { (strength) throws(NumericsError) in
      try average(count, strength).logMean
    }
    guard value > 0 else { return .zero }
    var logs = try average(count, value).logMeansWithoutOne
    if relative {
      logs = zip(logs, try average(count, 0).logMeansWithoutOne).map { $0 - $1 }
    }
    let step = 1e-4 * value
    let slope =
      try (average(count, value - step).logMean - average(count, value + step).logMean) / (2 * step)
    return SampledEnd(value: value, error: BlockAverage.error(logs) / slope)
  }

  private func average(_ count: Int, _ strength: Double) throws(NumericsError) -> BlockAverage {
    BlockAverage(
      try signal.indices.map { (draw) throws(NumericsError) in
        try logPoissonAtMost(count, mean: strength * signal[draw] + background[draw])
      })
  }

  /// P(N = 0), P(N = 1), … without signal, as far as 1e-6 of the probability reaches.
  ///
  /// - Throws: ``NumericsError/Kind/tooLarge`` beyond 2000 events.
  func probabilitiesWithoutSignal() throws(NumericsError) -> [Double] {
    var (probabilities, sum) = ([Double](), 0.0)
    while sum < 1 - 1e-6 {
      let count = Double(probabilities.count)
      guard count <= 2000 else {
        throw NumericsError(
          .tooLarge, "the expected band from drawn nuisance parameters reaches above 2000 events",
          advice: "use the method 'asymptotic' for so large a background")
      }
      let next =
        background.reduce(0) { $0 + exp(logPoisson(count, mean: $1)) } / Double(background.count)
      probabilities.append(next)
      sum += next
    }
    return probabilities
  }
}

/// ln P(N ≤ n) of a Poisson count, without a table of all counts.
///
/// Above n the sum of terms falls from its last one at least as a geometric series.
func logPoissonAtMost(_ count: Int, mean: Double) throws(NumericsError) -> Double {
  guard mean > Double(count) + 1 else { return log(try gammaQ(shape: Double(count) + 1, mean)) }
  var (term, sum, left) = (1.0, 1.0, Double(count))
  while left > 0, term > 1e-17 * sum {
    term *= left / mean
    sum += term
    left -= 1
  }
  return logPoisson(Double(count), mean: mean) + log(sum)
}

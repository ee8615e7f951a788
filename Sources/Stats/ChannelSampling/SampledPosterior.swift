/// The likelihood of all channel counts, averaged over drawn nuisance parameters.
struct SampledPosterior {
  let yields: SampledYields
  let posterior: StrengthPosterior
  let observed: [Int]

  /// The strength with a given posterior probability below it.
  func end(_ probability: Double) throws(NumericsError) -> SampledEnd {
    let quantiles = try posterior.quantiles(
      probability,
      guidedBy: { (strength) throws(NumericsError) in average(strength).logMean },
      of: { (strength) throws(NumericsError) in
        let average = average(strength)
        return [average.logMean] + average.logMeansWithoutOne
      })
    return SampledEnd(
      value: quantiles[0], error: BlockAverage.error(Array(quantiles.dropFirst())))
  }

  private func average(_ strength: Double) -> BlockAverage {
    var logs = Array(repeating: 0.0, count: yields.draws)
    for (channel, count) in observed.enumerated() {
      let (signal, background) = (yields.signal[channel], yields.background[channel])
      for draw in logs.indices {
        let mean = strength * signal[draw] + background[draw]
        logs[draw] -= mean
        if count > 0 { logs[draw] += Double(count) * log(mean) }
      }
    }
    return BlockAverage(logs)
  }
}

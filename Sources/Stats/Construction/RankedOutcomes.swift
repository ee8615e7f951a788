/// The outcomes of an experiment that rank above the observed one, for one signal.
///
/// An outcome ranks by −2 ln λ(s) of its own count and results; smaller is higher. For one count this
/// is smallest for the result that describes the count exactly, and rises on both sides: its
/// derivative by the result has the sign of the pull beside the signal minus that of the best fit. So
/// the results that rank above the observed outcome are one range for each count.
///
/// Results that differ less than one event would are not told apart: an outcome with the observed
/// count ranks above only if it ranks above the observed results with one event closer to the signal,
/// and they above the observed outcome. Otherwise a measurement with a tiny uncertainty would break
/// the tie of equal counts at random, and the interval would jump when an uncertainty goes to zero.
struct RankedOutcomes: ConstructionPoint {
  let signal: Double
  private let counts: CountDistribution
  private let inside: ResultSpread
  private let weights: [Double]
  /// For each result of the measurement outside, the range of each count.
  private let ranges: [[ResultRange]]

  /// - Parameter outside: Results of the measurement outside, at equal distances; empty if it is exact.
  init(
    _ experiment: RepeatedExperiment, signal: Double, outside: [Double]
  ) throws(NumericsError) {
    let spreads = try experiment.spreads(signal: signal)
    let law = MeanLaw.exact(try Poisson(mean: spreads.mean))
    let counts = try CountDistribution(of: law, upTo: nil)
    let weights = outside.isEmpty ? [1] : outside.map(spreads.outside.density)
    let likely = experiment.precision * (weights.max() ?? 0)
    let finder = RangeFinder(experiment, signal: signal, spread: spreads.inside)
    var ranges: [[ResultRange]] = []
    for (position, weight) in weights.enumerated() {
      let last = ranges.last
      ranges.append(
        counts.relative.enumerated().map { index, term in
          guard term > experiment.precision, weight > likely else { return .nothing }
          let near = last.flatMap { $0[index].low <= $0[index].high ? $0[index] : nil }
          return finder.range(
            count: counts.lowest + index, outside: outside.isEmpty ? nil : outside[position],
            near: near) ?? .nothing
        })
    }
    self.signal = signal
    self.counts = counts
    inside = spreads.inside
    (self.weights, self.ranges) = (weights, ranges)
  }

  /// The probability of the outcomes.
  var probability: Double { probability(sharedWith: self) }

  /// The probability, with the parameters of this signal, of the outcomes that two signals share.
  func probability(sharedWith other: Self) -> Double {
    var (sum, whole) = (CompensatedSum(), CompensatedSum())
    for (index, weight) in weights.enumerated() where weight > 0 {
      whole.add(weight)
      sum.add(weight * probability(sharedWith: other, index))
    }
    return sum.value / whole.value * exp(counts.logReference)
  }

  private func probability(sharedWith other: Self, _ index: Int) -> Double {
    let shift = counts.lowest - other.counts.lowest
    let (own, others) = (ranges[index], other.ranges[index])
    var sum = CompensatedSum()
    for (position, term) in counts.relative.enumerated() {
      let otherPosition = position + shift
      guard others.indices.contains(otherPosition) else { continue }
      let (first, second) = (own[position], others[otherPosition])
      let (low, high) = (max(first.low, second.low), min(first.high, second.high))
      if low <= high { sum.add(term * inside.probability(from: low, to: high)) }
    }
    return sum.value
  }
}

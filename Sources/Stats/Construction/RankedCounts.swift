/// All sets of counts that matter for any strength up to the highest one, each with its best fit.
struct RankedCounts {
  private let yields: MergedYields
  private let ranges: [ClosedRange<Int>]
  /// By outcome, in the order of ``ranges``: the largest ln L over all strengths of zero or more.
  private let bestLogs: [Double]
  private let observed: [Int]
  private let observedBest: Double
  /// The strength that fits the observed counts best.
  let best: Double
  /// Beyond this strength nothing is accepted.
  let highest: Double

  private static var largest: Int { 200_000 }

  /// How many outcomes are listed.
  var count: Int { bestLogs.count }

  /// - Parameter observed: Counts of the joined channels.
  init(yields: MergedYields, observed: [Int], complement: Double) throws(NumericsError) {
    (self.yields, self.observed) = (yields, observed)
    best = yields.bestStrength(self.observed)
    observedBest = yields.logLikelihood(self.observed, strength: best)
    highest = Self.highest(yields, self.observed, best, complement)
    ranges = yields.signal.indices.map { [highest] index in
      Self.range(yields.background[index], highest * yields.signal[index])
    }
    let count = ranges.reduce(1.0) { $0 * Double($1.count) }
    guard count <= Double(Self.largest) else {
      throw NumericsError(
        .tooLarge, "the Feldman-Cousins construction would list more than \(Self.largest) outcomes",
        advice: "draw them: --toys N --seed S")
    }
    var bestLogs: [Double] = []
    bestLogs.reserveCapacity(Int(count))
    Self.forEach(ranges) { counts in
      bestLogs.append(
        yields.logLikelihood(counts, strength: yields.bestStrength(counts)))
    }
    self.bestLogs = bestLogs
  }

  /// Where −2 ln λ is far above any quantile that CL may ask for.
  private static func highest(
    _ yields: MergedYields, _ observed: [Int], _ best: Double, _ complement: Double
  ) -> Double {
    let top = yields.logLikelihood(observed, strength: best)
    let height = log(2 / complement) + 3
    var step = 1 / yields.signal.reduce(0, +)
    while top - yields.logLikelihood(observed, strength: best + step) < height { step *= 2 }
    return best + step
  }

  /// All counts but those with a probability below 1e-13 for every mean from b to b + s.
  private static func range(_ background: Double, _ signal: Double) -> ClosedRange<Int> {
    let high = background + signal
    let lowest = max(0, Int(background - 8 * background.squareRoot() - 8))
    return lowest...Int(high + 8 * high.squareRoot() + 20)
  }

  /// Every set of counts, the last channel running fastest.
  private static func forEach(_ ranges: [ClosedRange<Int>], _ body: ([Int]) -> Void) {
    var counts = ranges.map(\.lowerBound)
    while true {
      body(counts)
      guard let next = counts.indices.last(where: { counts[$0] < ranges[$0].upperBound }) else {
        return
      }
      counts[next] += 1
      for later in counts.indices where later > next { counts[later] = ranges[later].lowerBound }
    }
  }
}

extension RankedCounts {
  struct Point: ConstructionPoint {
    let signal: Double
    /// By outcome; zero for those that do not rank above.
    fileprivate let probabilities: [Double]
    let probability: Double

    func probability(sharedWith other: Self) -> Double {
      var sum = CompensatedSum()
      for (own, others) in zip(probabilities, other.probabilities) where others > 0 { sum.add(own) }
      return sum.value
    }
  }

  /// The outcomes that rank above the observed one for a strength.
  func point(_ strength: Double) throws(NumericsError) -> Point {
    let observedLog = yields.logLikelihood(observed, strength: strength) - observedBest
    // What differs by rounding only ties.
    let threshold =
      max(observedLog, -.greatestFiniteMagnitude)
      + 1e-11 * (1 + min(abs(observedLog), 1e6))
    let tables = try ranges.indices.map { (index) throws(NumericsError) in
      try CountTable(
        mean: strength * yields.signal[index] + yields.background[index], counts: ranges[index])
    }
    var (probabilities, sum) = ([Double](), CompensatedSum())
    probabilities.reserveCapacity(bestLogs.count)
    Self.forEach(ranges) { counts in
      var (logValue, probability) = (-bestLogs[probabilities.count], 1.0)
      for (index, table) in tables.enumerated() {
        let entry = table.entries[counts[index] - ranges[index].lowerBound]
        logValue += entry.log
        probability *= entry.probability
      }
      let isAbove = logValue > threshold
      probabilities.append(isAbove ? probability : 0)
      if isAbove { sum.add(probability) }
    }
    return Point(signal: strength, probabilities: probabilities, probability: sum.value)
  }
}

/// n ln ν − ν and P(n; ν) for a range of counts.
private struct CountTable {
  let entries: [(log: Double, probability: Double)]

  init(mean: Double, counts: ClosedRange<Int>) throws(NumericsError) {
    let poisson = try Poisson(mean: mean)
    entries = counts.map { count in
      (
        log: count == 0 ? -mean : Double(count) * log(mean) - mean,
        probability: poisson.probability(count)
      )
    }
  }
}

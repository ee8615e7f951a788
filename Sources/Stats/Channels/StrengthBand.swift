/// Upper ends to expect without signal.
public struct StrengthBand: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// z, in standard deviations of a normal distribution: −2, −1, 0, 1 or 2.
    public let deviation: Int
    /// The total count it belongs to, where the method knows the total count only.
    public let count: Int?
    public let upper: Double
    /// Standard deviation of ``upper`` by random draws, where there were any.
    public let monteCarloError: Double?

    init(deviation: Int, count: Int?, upper: Double, monteCarloError: Double? = nil) {
      (self.deviation, self.count) = (deviation, count)
      (self.upper, self.monteCarloError) = (upper, monteCarloError)
    }
  }

  /// For z = −2, −1, 0, 1, 2, in this order.
  public let entries: [Entry]
  /// The mean upper end, where outcomes are enumerated.
  public let mean: Double?
}

extension StrengthBand {
  /// - Parameters:
  ///   - totalCounts: Probabilities of the total counts 0, 1, … without signal.
  ///   - uppers: The upper end that each of them gives; does not fall.
  init(totalCounts: [Double], uppers: [Double]) {
    let cumulative = Self.cumulative(totalCounts)
    entries = Self.deviations.map { deviation in
      let count = Self.quantile(deviation, cumulative)
      return Entry(deviation: deviation, count: count, upper: uppers[count])
    }
    mean = Self.mean(totalCounts, uppers)
  }

  /// - Parameters:
  ///   - probabilities: Of outcomes in any order.
  ///   - uppers: The upper end that each of them gives.
  init(probabilities: [Double], uppers: [Double]) {
    let order = uppers.indices.sorted { uppers[$0] < uppers[$1] }
    let cumulative = Self.cumulative(order.map { probabilities[$0] })
    entries = Self.deviations.map { deviation in
      let position = Self.quantile(deviation, cumulative)
      return Entry(deviation: deviation, count: nil, upper: uppers[order[position]])
    }
    mean = Self.mean(probabilities, uppers)
  }

  /// - Parameters:
  ///   - totalCounts: Probabilities of the total counts 0, 1, … without signal.
  ///   - upper: The upper end that a count gives, which does not fall.
  init(
    totalCounts: [Double], upper: (Int) throws(NumericsError) -> SampledEnd
  ) throws(NumericsError) {
    let cumulative = Self.cumulative(totalCounts)
    var known: [Int: SampledEnd] = [:]
    entries = try Self.deviations.map { (deviation) throws(NumericsError) in
      let count = Self.quantile(deviation, cumulative)
      let end: SampledEnd
      if let before = known[count] { end = before } else { end = try upper(count) }
      known[count] = end
      return Entry(
        deviation: deviation, count: count, upper: end.value, monteCarloError: end.error)
    }
    mean = nil
  }

  /// - Parameters:
  ///   - probabilities: Of the likeliest outcomes; the rest is taken to have larger upper ends.
  ///   - uppers: The upper end that each of them gives, with its error.
  init(probabilities: [Double], uppers: [SampledEnd]) {
    let order = uppers.indices.sorted { uppers[$0].value < uppers[$1].value }
    let cumulative = Self.cumulative(order.map { probabilities[$0] })
    entries = Self.deviations.map { deviation in
      let target = normalCumulative(Double(deviation))
      let position = cumulative.firstIndex { $0 >= target } ?? cumulative.count - 1
      let end = uppers[order[position]]
      return Entry(
        deviation: deviation, count: nil, upper: end.value, monteCarloError: end.error)
    }
    mean = nil
  }

  /// The largest relative distance of an entry, or of the mean, from another band.
  func largestChange(from other: Self) -> Double {
    let entries = zip(entries, other.entries).map { abs($0.upper / $1.upper - 1) }
    guard let mean, let otherMean = other.mean else { return entries.max() ?? 0 }
    return max(entries.max() ?? 0, abs(mean / otherMean - 1))
  }

  private static let deviations = [-2, -1, 0, 1, 2]

  private static func cumulative(_ probabilities: [Double]) -> [Double] {
    var sum = CompensatedSum()
    return probabilities.map { probability in
      sum.add(probability)
      return sum.value
    }
  }

  /// The first outcome with P(up to it) ≥ Φ(z).
  private static func quantile(_ deviation: Int, _ cumulative: [Double]) -> Int {
    let target = normalCumulative(Double(deviation)) * (cumulative.last ?? 1)
    return cumulative.firstIndex { $0 >= target } ?? cumulative.count - 1
  }

  private static func mean(_ probabilities: [Double], _ uppers: [Double]) -> Double {
    zip(probabilities, uppers).map { $0 * $1 }.reduce(0, +) / probabilities.reduce(0, +)
  }
}

/// The probabilities of the counts 0…n of a mixture of Poisson distributions, up to a common factor.
struct CountProbabilities: Sendable {
  /// p(0), p(1), …, p(n), divided by exp(``logScale``).
  private(set) var relative: [Double]
  private(set) var logScale: Double

  /// Certainly no event.
  static func none(upTo highest: Int) -> Self {
    Self(relative: [1] + Array(repeating: 0, count: highest), logScale: 0)
  }

  private init(relative: [Double], logScale: Double) {
    (self.relative, self.logScale) = (relative, logScale)
  }

  /// Σ_i weights[i] Pois(j; means[i]).
  ///
  /// - Parameters:
  ///   - means: Zero or more; an infinite mean gives no finite count.
  ///   - weights: Above zero, as many as there are means.
  init(means: [Double], weights: [Double], upTo highest: Int) throws(NumericsError) {
    (relative, logScale) = (Array(repeating: 0, count: highest + 1), 0)
    if means.allSatisfy({ $0 < Self.largestPlainMean }) {
      for (mean, weight) in zip(means, weights) { addPlain(mean, weight) }
    } else {
      try addScaled(means, weights)
    }
  }

  /// Below it no Poisson probability that matters underflows.
  private static var largestPlainMean: Double { 500 }

  private mutating func addPlain(_ mean: Double, _ weight: Double) {
    var term = weight * exp(-mean)
    relative[0] += term
    for count in relative.indices.dropFirst() {
      term *= mean / Double(count)
      relative[count] += term
    }
  }

  /// Starts at the largest term of each mean, and takes the largest of all as the common factor.
  private mutating func addScaled(_ means: [Double], _ weights: [Double]) throws(NumericsError) {
    let highest = relative.count - 1
    var starts: [(count: Int, log: Double)] = []
    for (mean, weight) in zip(means, weights) {
      guard mean < .infinity else {
        starts.append((highest, -.infinity))
        continue
      }
      let count = mean < Double(highest) ? Int(mean) : highest
      starts.append((count, log(weight) + (try Poisson(mean: mean)).logProbability(count)))
    }
    logScale = starts.map(\.log).max() ?? -.infinity
    guard logScale > -.infinity else { return }
    for (mean, start) in zip(means, starts) where start.log > logScale - 100 {
      add(mean, exp(start.log - logScale), from: start.count)
    }
  }

  /// Both ways from the start, where the terms are largest, until they no longer count.
  private mutating func add(_ mean: Double, _ probability: Double, from start: Int) {
    var (term, count) = (probability, start)
    while term > 1e-40, count >= 0 {
      relative[count] += term
      term *= Double(count) / mean
      count -= 1
    }
    (term, count) = (probability * mean / Double(start + 1), start + 1)
    while term > 1e-40, count < relative.count {
      relative[count] += term
      count += 1
      term *= mean / Double(count)
    }
  }

  /// The distribution of the sum of two independent counts, for counts up to the same one.
  func convolved(with other: Self) -> Self {
    var sums = Array(repeating: 0.0, count: relative.count)
    let support = other.support
    for (first, weight) in relative.enumerated() where weight > 0 {
      let end = min(support.upperBound, relative.count - first)
      for second in support.lowerBound..<max(end, support.lowerBound) {
        sums[first + second] += weight * other.relative[second]
      }
    }
    return Self(relative: sums, logScale: logScale + other.logScale).rescaled
  }

  /// P(N = n) of the sum of this count and another, as a logarithm.
  func logProbability(ofSum count: Int, with other: Self) -> Double {
    var sum = 0.0
    for first in 0...count { sum += relative[first] * other.relative[count - first] }
    return log(sum) + logScale + other.logScale
  }

  /// P(N ≤ 0), P(N ≤ 1), …, with the same common factor.
  var cumulative: Self {
    var (sum, sums) = (0.0, relative)
    for index in sums.indices {
      sum += sums[index]
      sums[index] = sum
    }
    return Self(relative: sums, logScale: logScale)
  }

  /// The counts outside of which every probability is zero.
  private var support: Range<Int> {
    guard let first = relative.firstIndex(where: { $0 > 0 }),
      let last = relative.lastIndex(where: { $0 > 0 })
    else { return 0..<0 }
    return first..<(last + 1)
  }

  /// Keeps the largest element near one, so that many convolutions neither over- nor underflow.
  private var rescaled: Self {
    let largest = relative.max() ?? 0
    guard largest > 0 else { return self }
    return Self(relative: relative.map { $0 / largest }, logScale: logScale + log(largest))
  }
}

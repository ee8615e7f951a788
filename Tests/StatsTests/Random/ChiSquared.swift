import Testing

@testable import Stats

/// How often each of a number of cells was hit, compared with its probability.
///
/// The seed is fixed, so a test passes or fails for ever. The smallest p-value that passes is 1e-6:
/// among a hundred tests a right generator fails with probability 1e-4, while with 1e5 draws in
/// 30 cells a relative error of 5 % in a cell of probability 1/30 is found nearly always.
struct ChiSquared {
  private var hits: [Int]
  private let probabilities: [Double]
  static let smallestProbability = 1e-6

  init(_ probabilities: [Double]) {
    self.probabilities = probabilities
    hits = Array(repeating: 0, count: probabilities.count)
  }

  mutating func add(_ cell: Int) { hits[cell] += 1 }

  func expectAgreement(_ comment: Comment, sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    let total = Double(hits.reduce(0, +))
    var statistic = 0.0
    for (hits, probability) in zip(hits, probabilities) {
      let expected = total * probability
      statistic += (Double(hits) - expected) * (Double(hits) - expected) / expected
    }
    let tail = try gammaQ(shape: Double(hits.count - 1) / 2, statistic / 2)
    #expect(
      tail > Self.smallestProbability,
      "\(comment): chi-squared \(statistic) in \(hits.count) cells", sourceLocation: sourceLocation)
  }
}

/// Cells of whole numbers, each with a probability of at least 0.5 %, from a cumulative distribution.
struct CountCells {
  /// The highest count of each cell but the last, which has no end.
  private let ends: [Double]
  let probabilities: [Double]

  init(
    from low: Int, through high: Int, step: Int, cumulative: (Int) throws -> Double
  ) rethrows {
    var (ends, probabilities, before) = ([Double](), [Double](), 0.0)
    for count in stride(from: low, through: high, by: step) {
      let here = try cumulative(count)
      guard here - before >= 0.005, 1 - here >= 0.005 else { continue }
      ends.append(Double(count))
      probabilities.append(here - before)
      before = here
    }
    self.ends = ends
    self.probabilities = probabilities + [1 - before]
  }

  func index(of count: Double) -> Int { ends.firstIndex { count <= $0 } ?? ends.count }
}

/// Sample mean and variance against the true ones, to five standard errors.
struct Moments {
  private var (count, sum, squares) = (0.0, 0.0, 0.0)
  private let mean: Double

  /// - Parameter mean: The true mean: deviations are taken from it.
  init(around mean: Double) { self.mean = mean }

  mutating func add(_ value: Double) {
    count += 1
    sum += value - mean
    squares += (value - mean) * (value - mean)
  }

  /// - Parameter excess: The excess kurtosis of the distribution.
  func expect(variance: Double, excess: Double, _ comment: Comment) {
    expectClose(sum / count, 0, absolute: 5 * (variance / count).squareRoot(), comment)
    let error = variance * ((2 + excess) / count).squareRoot()
    expectClose(squares / count, variance, absolute: 5 * error, comment)
  }
}

/// Draws counts of one Poisson distribution many times.
///
/// Up to a mean of 10⁴ it inverts a table of cumulative probabilities: one uniform number and about
/// two comparisons for a count. Above it uses transformed rejection.
struct PoissonSampler: Hashable, Sendable {
  private enum Method: Hashable, Sendable {
    case table(CumulativeTable)
    case rejection(PoissonRejection)
  }

  private let method: Method
  /// Counts that are drawn nearly always: within five standard deviations.
  let bulk: Range<Int>

  /// - Parameter mean: Zero to 1e15: above it a count has no digit for every event.
  /// - Throws: ``NumericsError/Kind/invalidInput`` outside this range.
  init(mean: Double) throws(NumericsError) {
    guard mean >= 0, mean <= 1e15 else {
      throw NumericsError(
        .invalidInput, "toy experiments need a mean of zero to 1e15, not \(mean)",
        advice: "give expected events")
    }
    let spread = 5 * mean.squareRoot() + 10
    bulk = Int(max(0, mean - spread))..<Int(mean + spread)
    method =
      mean <= 1e4
      ? .table(CumulativeTable(try Poisson(mean: mean))) : .rejection(PoissonRejection(mean: mean))
  }

  @inline(__always)
  func draw(_ stream: inout RandomStream) -> Int {
    switch method {
    case .table(let table): table.count(below: stream.uniform())
    case .rejection(let rejection): Int(rejection.draw(&stream))
    }
  }
}

/// The cumulative probabilities of a Poisson count with a guide to where each is crossed.
///
/// Reference: H. C. Chen and Y. Asau, AIIE Transactions 6 (1974) 163.
private struct CumulativeTable: Hashable, Sendable {
  /// The count of the first entry.
  private let lowest: Int
  /// P(N ≤ lowest + i); the last entry is infinite, so that every search ends inside the table.
  private let cumulative: [Double]
  /// For each interval [j, j + 1) / size, the first entry that u in it may cross.
  private let guide: [Int32]

  init(_ poisson: Poisson) {
    let mode = Int(poisson.mean)
    var below: [Double] = []
    var (count, term) = (mode, poisson.probability(mode))
    let top = term
    while count > 0, term > 1e-18 * top {
      term *= Double(count) / poisson.mean
      count -= 1
      below.append(term)
    }
    lowest = count
    var terms = below.reversed() + [top]
    (count, term) = (mode, top)
    while term > 1e-18 * top {
      count += 1
      term *= poisson.mean / Double(count)
      terms.append(term)
    }
    cumulative = Self.sums(terms)
    guide = Self.guide(cumulative)
  }

  private static func sums(_ terms: [Double]) -> [Double] {
    var sum = CompensatedSum()
    var sums = terms.map { term in
      sum.add(term)
      return sum.value
    }
    sums[sums.count - 1] = .infinity
    return sums
  }

  private static func guide(_ cumulative: [Double]) -> [Int32] {
    let size = 2 * cumulative.count
    var entry = 0
    return (0..<size).map { interval in
      while cumulative[entry] < Double(interval) / Double(size) { entry += 1 }
      return Int32(entry)
    }
  }

  /// The smallest n with u ≤ P(N ≤ n).
  @inline(__always)
  func count(below uniform: Double) -> Int {
    var entry = Int(guide[Int(uniform * Double(guide.count))])
    while uniform > cumulative[entry] { entry += 1 }
    return lowest + entry
  }
}

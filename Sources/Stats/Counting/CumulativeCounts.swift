/// P(N ≤ n) of a mixture, up to a common factor.
struct CumulativeCounts {
  /// Below this count the probability is negligible.
  let lowest: Int
  private let cumulative: [Double]

  init(_ counts: CountDistribution) {
    lowest = counts.lowest
    var sum = CompensatedSum()
    cumulative = counts.relative.map { term in
      sum.add(term)
      return sum.value
    }
  }

  /// Above this count the probability is negligible or was left out.
  var highest: Int { lowest + cumulative.count - 1 }

  var total: Double { cumulative[cumulative.count - 1] }

  func atMost(_ count: Int) -> Double {
    guard count >= lowest else { return 0 }
    return cumulative[min(count - lowest, cumulative.count - 1)]
  }

  /// P(low < N ≤ high), as a fraction of the total.
  func fraction(above low: Int, upTo high: Int) -> Double {
    (atMost(high) - atMost(low)) / total
  }

  /// The smallest count with P(N ≤ count) ≥ probability.
  func quantile(_ probability: Double) -> Int {
    var (low, high) = (lowest, highest)
    while low < high {
      let middle = low + (high - low) / 2
      if atMost(middle) >= probability * total { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// The order in which Feldman and Cousins take counts into the belt, for a background b.
///
/// A count k ranks by R(k; μ) = P(k; μ) / P(k; β) with β = max(k, b), its best mean. Since
/// ln R = k ln μ − μ − h(k) with h(k) = k ln β − β convex in k, two counts j < k tie where ln μ is
/// the slope of h between them, and k ranks above j for every larger μ. So the counts that rank
/// above n are its neighbours n + 1 … K for large μ, or L … n − 1 for small μ.
struct LikelihoodOrdering {
  let background: Double

  /// The mean at which counts j < k tie: exp of the slope of h between them.
  func tie(_ low: Int, _ high: Int) -> Double { max(background, exp(slope(low, high))) }

  /// Written so that neighbouring large counts do not cancel.
  private func slope(_ low: Int, _ high: Int) -> Double {
    let (j, k) = (Double(low), Double(high))
    let best = max(j, background)
    guard k > best else { return log(background) }
    if k > 2 * best {
      let logBest = low == 0 ? 0 : j * log(best)
      return (k * log(k) - k - (logBest - best)) / (k - j)
    }
    return log(best) + (k * log1p((k - best) / best) - (k - best)) / (k - j)
  }

  /// The largest k > n that ranks above n at a mean; n if there is none.
  func highestAbove(_ count: Int, mean: Double) -> Int {
    var width = 1
    while tie(count, count + width) < mean { width *= 2 }
    var (low, high) = (count + width / 2, count + width)
    if width == 1 { return count }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if tie(count, middle) < mean { low = middle } else { high = middle }
    }
    return low
  }

  /// The smallest k < n that ranks above n at a mean; n if there is none.
  func lowestAbove(_ count: Int, mean: Double) -> Int {
    guard count > 0, tie(count - 1, count) > mean else { return count }
    var (low, high) = (-1, count - 1)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if tie(middle, count) > mean { high = middle } else { low = middle }
    }
    return high
  }

  /// Up to this count P(N ≤ k; μ) is below exp(−50) for every signal.
  ///
  /// Pieces that differ by such counts only are one. With a large background there are very many:
  /// every count below b ranks above a count over b until there is some signal.
  var negligibleCount: Int { Int(background - 10 * background.squareRoot()) }

  /// Every mean above this ranks n so low that it is not accepted: 2 R(n; μ) ≤ 1 − CL.
  ///
  /// The tails outside the counts that rank above n are at most R(n; μ) each (Chernoff); and
  /// −ln R(n; μ) is at least (μ − β)² / 2μ and, for n < b, at least (μ − b)(1 − n/b).
  func highestMean(_ count: Int, complement: Double) -> Double {
    let (number, depth) = (Double(count), log(2 / complement))
    let best = max(number, background)
    let bound = best + depth + (depth * depth + 2 * depth * best).squareRoot()
    guard number < background else { return bound }
    return min(bound, background + depth / (1 - number / background))
  }

  /// Every mean below this ranks n so low that it is not accepted.
  ///
  /// For μ < n, −ln R(n; μ) is at least x² / 2(μ + x/3) with x = n − μ.
  func lowestMean(_ count: Int, complement: Double) -> Double {
    let (number, depth) = (Double(count), log(2 / complement))
    let third = 2 * depth / 3
    let distance = (third * third + 2 * depth * number).squareRoot() - third
    return max(background, number - distance)
  }
}

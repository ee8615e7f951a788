/// The edges of the belt of Feldman and Cousins for one count, as means μ = s + b.
///
/// A count is accepted at μ if the counts that rank strictly above it have a probability below CL.
/// These are n + 1 … K, or L … n − 1, with K and L constant between neighbouring ties; on such a
/// piece their probability rises, then falls, so that both edges are found piece by piece exactly.
struct FeldmanCousinsBelt {
  let ordering: LikelihoodOrdering
  let complement: Double

  /// The largest accepted mean: the belt may have gaps below it.
  func highestMean(_ count: Int) throws(NumericsError) -> Double {
    var right = ordering.highestMean(count, complement: complement)
    var last = ordering.highestAbove(count, mean: right)
    while last > count {
      let left = ordering.tie(count, last)
      if left < right, mayAccept(count, last + 1, left, right),
        let edge = try highest(count, last, left, right)
      {
        return edge
      }
      (last, right) = (last - 1, min(left, right))
    }
    return right
  }

  /// The smallest accepted mean that is at least b: the belt may have gaps above it.
  func lowestMean(_ count: Int) throws(NumericsError) -> Double {
    var left = ordering.lowestMean(count, complement: complement)
    var first = ordering.lowestAbove(count, mean: left)
    if first < count { first = max(first, min(count - 1, ordering.negligibleCount)) }
    while first < count {
      let right = ordering.tie(first, count)
      if left < right, mayAccept(first - 1, count, left, right),
        let edge = try lowest(count, first, left, right)
      {
        return edge
      }
      (first, left) = (first + 1, max(left, right))
    }
    return left
  }

  /// In (left, right], where n + 1 … `last` rank above the count.
  private func highest(
    _ count: Int, _ last: Int, _ left: Double, _ right: Double
  ) throws(NumericsError) -> Double? {
    func excess(_ mean: Double) throws(NumericsError) -> Double {
      try outside(count + 1, last, mean) - complement
    }
    if try excess(right) > 0 { return right }
    guard try excess(left) > 0 else { return nil }
    return try root(from: left, to: right, of: excess)
  }

  /// In [left, right), where `first` … n − 1 rank above the count.
  private func lowest(
    _ count: Int, _ first: Int, _ left: Double, _ right: Double
  ) throws(NumericsError) -> Double? {
    func excess(_ mean: Double) throws(NumericsError) -> Double {
      try outside(first, count - 1, mean) - complement
    }
    if try excess(left) > 0 { return left }
    guard try excess(right) > 0 else { return nil }
    return try root(from: left, to: right, of: excess)
  }

  /// Whether a quick bound allows P(N ≤ low or N ≥ high) above 1 − CL at an end of a piece.
  ///
  /// The terms of a tail fall at least as a geometric series from its first one.
  private func mayAccept(_ low: Int, _ high: Int, _ left: Double, _ right: Double) -> Bool {
    [left, right].contains { mean in
      guard let poisson = try? Poisson(mean: mean), Double(low) < mean, mean < Double(high) else {
        return true
      }
      let below = poisson.probability(low) / (1 - Double(low) / mean)
      let above = poisson.probability(high) / (1 - mean / (Double(high) + 1))
      return below + above >= complement
    }
  }

  /// P(N < low or N > high; μ).
  private func outside(_ low: Int, _ high: Int, _ mean: Double) throws(NumericsError) -> Double {
    let below = low > 0 ? try gammaQ(shape: Double(low), mean) : 0
    return try below + gammaP(shape: Double(high) + 1, mean)
  }
}

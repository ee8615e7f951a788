/// A bin with its count.
struct FitBin: Hashable, Sendable {
  let range: ValueRange
  let count: Double

  /// μ − n + n ln(n/μ) with μ = ν s; also where μ underflows.
  func halfDeviance(yield: Double, logShare: Double) -> Double {
    guard count > 0 else { return yield * exp(logShare) }
    // ln(μ/n) = e leaves n (exp(e) − 1 − e).
    let excess = log(yield / count) + logShare
    return count
      * (abs(excess) < 0.4 ? excessOverLogarithm(expm1(excess)) : expm1(excess) - excess)
  }
}

/// The bins of a fit, where neighbours without events are joined: only their sum matters.
struct FitHistogram: Sendable {
  let bins: [FitBin]
  /// Before joining.
  let binCount: Int

  var isEmpty: Bool { bins.allSatisfy { $0.count == 0 } }

  init(edges: [Double], counts: [Double], in ranges: [ValueRange]) throws(NumericsError) {
    guard edges.count == counts.count + 1, counts.allSatisfy({ $0 >= 0 }),
      counts.reduce(0, +) < .infinity
    else {
      throw NumericsError(
        .invalidInput, "a histogram needs finite counts, zero or more, and one edge more",
        advice: "give the edges of every bin")
    }
    var (bins, binCount) = ([FitBin](), 0)
    for (index, count) in counts.enumerated() {
      let bin = FitBin(
        range: try ValueRange(from: edges[index], to: edges[index + 1]), count: count)
      guard try bin.isInside(ranges) else { continue }
      binCount += 1
      if let joined = try bins.last?.joined(with: bin) {
        bins[bins.count - 1] = joined
      } else {
        bins.append(bin)
      }
    }
    guard !bins.isEmpty else { throw .noBins }
    (self.bins, self.binCount) = (bins, binCount)
  }
}

extension FitBin {
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a bin that a range cuts.
  fileprivate func isInside(_ ranges: [ValueRange]) throws(NumericsError) -> Bool {
    for fitRange in ranges {
      if range.lower >= fitRange.lower, range.upper <= fitRange.upper { return true }
      if range.lower < fitRange.upper, range.upper > fitRange.lower {
        throw NumericsError(
          .invalidInput, "a bin of the histogram crosses the end of a fit range",
          advice: "let the fit ranges begin and end at edges of bins")
      }
    }
    return false
  }

  /// One bin for two without events that touch; `nil` for others.
  fileprivate func joined(with next: Self) throws(NumericsError) -> Self? {
    guard count == 0, next.count == 0, range.upper == next.range.lower else { return nil }
    return Self(range: try ValueRange(from: range.lower, to: next.range.upper), count: 0)
  }
}

extension NumericsError {
  fileprivate static var noBins: Self {
    Self(
      .invalidInput, "no bin of the histogram lies inside the fit ranges",
      advice: "compare the edges of the bins with the ranges")
  }
}

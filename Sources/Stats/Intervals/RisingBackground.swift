/// The upper ends of a Feldman–Cousins count n as its background rises.
///
/// For b below n the upper end falls with b. Above, it falls too, but for upward jumps: one where the
/// tie of n and K + 1 reaches the mean σ at which P(n < N ≤ K; σ) has fallen back to CL. It jumps to
/// σ − b there. These peaks fall as K and b rise, so the first one above a background is the highest.
struct RisingBackground {
  let count: Int
  let complement: Double

  /// The largest upper end that is approached with a background above `lowest`; zero without one.
  ///
  /// - Parameter edge: The highest mean of the raw belt at `lowest`.
  func highestPeak(above lowest: Double, edge: Double) throws(NumericsError) -> Double {
    let ordering = LikelihoodOrdering(background: max(lowest, Double(count)))
    let first = max(count + 1, ordering.highestAbove(count, mean: edge) - 1)
    var (highest, found) = (0.0, 0)
    // Some more than one guard against rounding; below CL of about one half there may be none.
    for last in first..<(first + Self.candidates) where found < 3 {
      guard let mean = try fallingMean(last) else { continue }
      guard let background = try background(tying: last + 1, at: mean) else { continue }
      guard background >= lowest else { continue }
      (highest, found) = (max(highest, mean - background), found + 1)
    }
    return highest
  }

  private static var candidates: Int { 64 }

  /// The mean σ, on the falling side, with P(n < N ≤ last; σ) = CL; `nil` if CL is never reached.
  private func fallingMean(_ last: Int) throws(NumericsError) -> Double? {
    let (number, highest) = (Double(count), Double(last))
    func excess(_ mean: Double) throws(NumericsError) -> Double {
      try gammaQ(shape: number + 1, mean) + gammaP(shape: highest + 1, mean) - complement
    }
    let peak = exp(try (logGamma(highest + 1) - logGamma(number + 1)) / (highest - number))
    guard try excess(peak) < 0 else { return nil }
    var right = 2 * peak
    while try excess(right) < 0 { right *= 2 }
    return try root(from: peak, to: right, of: excess)
  }

  /// The background above n for which n and a higher count tie at a mean; `nil` without one.
  private func background(tying higher: Int, at mean: Double) throws(NumericsError) -> Double? {
    func excess(_ background: Double) -> Double {
      LikelihoodOrdering(background: background).tie(count, higher) - mean
    }
    let (lowest, highest) = (Double(count), min(mean, Double(higher)))
    guard lowest < highest, excess(lowest) < 0, excess(highest) > 0 else { return nil }
    return try root(from: lowest, to: highest) { (background) in excess(background) }
  }
}

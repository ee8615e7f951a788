import Stats

/// A density of any number of parameters, fitted to events or to their histogram.
struct FittedFunction {
  let likelihood: any ExtendedLikelihood
  let result: FitResult

  /// - Parameter bins: Of equal width over the range; nil for an unbinned fit.
  /// - Throws: `NumericsError` for too few events, and for a fit that did not converge.
  init(
    _ density: ParametricDensity, to events: [Double], in range: Stats.ValueRange, bins: Int?
  ) throws(NumericsError) {
    // One event more than shape parameters, and never fewer than the simplest tail needs.
    let needed = max(TailFit.minimumEvents, density.parameters.count + 2)
    guard events.count >= needed else {
      throw .tooFewEvents(events.count, needed: needed)
    }
    likelihood =
      if let bins {
        try BinnedLikelihood(
          density, edges: Self.edges(bins, of: range), counts: Self.counts(bins, events, range),
          in: [range])
      } else { try UnbinnedLikelihood(density, events: events, in: [range]) }
    result = try Fit(likelihood).minimum()
  }

  /// The expectation in a range as a function of the parameters.
  func events(in target: Stats.ValueRange) -> DerivedQuantity {
    let likelihood = likelihood
    return DerivedQuantity("expected events") { point throws(NumericsError) in
      let expectation = try likelihood.expectation(in: target, at: point)
      return (expectation.value, expectation.gradient)
    }
  }

  /// The last edge is that of the range to the last digit.
  private static func edges(_ bins: Int, of range: Stats.ValueRange) -> [Double] {
    (0..<bins).map { range.lower + (range.upper - range.lower) * (Double($0) / Double(bins)) }
      + [range.upper]
  }

  /// The upper edge of the range belongs to the last bin, other edges to the bin above.
  private static func counts(
    _ bins: Int, _ events: [Double], _ range: Stats.ValueRange
  ) throws(NumericsError) -> [Double] {
    var counts = Array(repeating: 0.0, count: bins)
    for event in events {
      let place = (event - range.lower) / (range.upper - range.lower) * Double(bins)
      guard let bin = Int(exactly: place.rounded(.down)) else { throw .notFinite }
      counts[min(max(bin, 0), bins - 1)] += 1
    }
    return counts
  }
}

extension NumericsError {
  fileprivate static func tooFewEvents(_ count: Int, needed: Int) -> Self {
    Self(
      .tooFewEvents,
      "the fit range holds \(count) \(count == 1 ? "event" : "events"), and a fit of this function "
        + "needs at least \(needed)",
      advice: "widen the side band, choose a function with fewer parameters, or declare an upper "
        + "limit on this background")
  }

  fileprivate static var notFinite: Self {
    Self(
      .invalidInput, "a value of the fitted variable is not finite",
      advice: "require finite values in the selection")
  }
}

/// The outcomes (n, m) with q̃ at or above that of one outcome, as the smallest m for each n.
///
/// Since q̃ rises with m, the point where it crosses the observed value says all; nothing is compared
/// twice, and the observed outcome itself is in by construction.
struct CriticalResults: Sendable {
  let tested: TestedSignal
  let count: Int
  /// m of the observed outcome.
  let estimate: Double
  /// q̃ of the observed outcome, above zero.
  let observed: Double

  /// - Returns: `nil` when q̃ of the outcome is zero: every outcome reaches it.
  init?(_ tested: TestedSignal, count: Int, estimate: Double) {
    let observed = tested.statistic(count: Double(count), estimate: estimate)
    guard observed > 0 else { return nil }
    (self.tested, self.count, self.estimate) = (tested, count, estimate)
    self.observed = observed
  }

  /// The smallest result that reaches the observed q̃ beside a count: zero for every result, infinite
  /// for none.
  ///
  /// - Parameter neighbour: What ``result(for:near:)`` gave for a neighbouring count, if known.
  func result(for count: Int, near neighbour: Double?) throws(NumericsError) -> Double {
    if count == 0 { return 0 }
    if self.count == 0 { return .infinity }
    if case .exact = tested.measurement { return count <= self.count ? 0 : .infinity }
    if count == self.count { return attainable(estimate) }
    if reaches(Double(count), 0) { return 0 }
    return attainable(try crossing(Double(count), near: neighbour ?? estimate), beside: count)
  }

  private func reaches(_ count: Double, _ result: Double) -> Bool {
    tested.statistic(count: count, estimate: result) >= observed
  }
}

extension CriticalResults {
  /// The smallest control count is a whole number; every other measurement is continuous.
  private func attainable(_ result: Double) -> Double {
    guard case .controlCount(_, let scale) = tested.measurement else { return result }
    let events = scale * result
    // (b/σ)² of a measurement that was a count is whole up to rounding.
    let whole = events.rounded()
    return (abs(events - whole) <= 1e-9 * whole ? whole : events.rounded(.up)) / scale
  }

  /// As above; a crossing that is whole up to rounding is decided by q̃ itself.
  private func attainable(_ result: Double, beside count: Int) -> Double {
    guard case .controlCount(_, let scale) = tested.measurement else { return result }
    let whole = (scale * result).rounded()
    guard abs(scale * result - whole) <= 1e-9 * whole else {
      return (scale * result).rounded(.up) / scale
    }
    return reaches(Double(count), whole / scale) ? whole / scale : (whole + 1) / scale
  }

  /// Where q̃ crosses the observed value: Newton's method, which bisects when it leaves the bracket
  /// and at every fourth step.
  private func crossing(_ count: Double, near start: Double) throws(NumericsError) -> Double {
    var (low, high, result) = (0.0, Double.infinity, start)
    for step in 1...400 {
      let excess = tested.statistic(count: count, estimate: result) - observed
      if excess == 0 { return result }
      if excess > 0 { high = result } else { low = result }
      var next = result - excess / tested.slope(count: count, estimate: result)
      if !(next > low && next < high) || step % 4 == 0 {
        next = high < .infinity ? low + (high - low) / 2 : 2 * low + tested.signal
      }
      if abs(next - result) <= 1e-13 * result || next == low || next == high { return next }
      result = next
    }
    throw NumericsError(
      .notConverged, "a likelihood ratio reaches its observed value at no measurement",
      advice: "choose a smaller uncertainty or the count as statistic")
  }
}

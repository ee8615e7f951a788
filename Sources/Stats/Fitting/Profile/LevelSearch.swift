/// Finds where a function that rises from zero like a parabola reaches a level.
///
/// The unknown is a distance from the minimum in standard deviations, in which the square root of
/// the function is nearly a straight line.
struct LevelSearch {
  let level: Double
  /// The greatest distance that the bounds allow; may be infinite.
  let limit: Double

  enum End: Hashable {
    case crossing(Double)
    case limit
    case open
  }

  /// A function that has not risen at this many standard deviations is flat.
  private static let horizon = 1e9

  /// - Parameter rise: The function at a distance above zero, zero or more; nil where it is below
  ///   the level and no greater distance can be reached.
  func run(
    _ rise: (Double) throws(NumericsError) -> Double?
  ) throws(NumericsError) -> End {
    var inner = 0.0
    var outer = min(level.squareRoot(), limit)
    while outer <= Self.horizon {
      guard let height = try rise(outer) else { return .limit }
      if height >= level { return .crossing(try crossing(from: inner, to: outer, rise)) }
      if outer >= limit { return .limit }
      inner = outer
      outer = min(outer * Self.stretch(height / level), limit)
    }
    return .open
  }

  /// What would reach the level on a parabola and a little more, at most three times as far.
  private static func stretch(_ share: Double) -> Double {
    share > 1.0 / 9 ? max(1.05, 1.02 / share.squareRoot()) : 3
  }

  private func crossing(
    from inner: Double, to outer: Double, _ rise: (Double) throws(NumericsError) -> Double?
  ) throws(NumericsError) -> Double {
    try root(from: inner, to: outer, relativeTolerance: 1e-10) { distance throws(NumericsError) in
      // At the minimum itself, where the ends of the search may lie, there is nothing to compute.
      guard distance > 0 else { return -level.squareRoot() }
      return try (rise(distance) ?? 0).squareRoot() - level.squareRoot()
    }
  }
}

/// - Throws: ``NumericsError/Kind/invalidInput`` unless the level is above zero and finite.
func checkLevel(_ level: Double) throws(NumericsError) {
  guard level > 0, level < .infinity else {
    throw NumericsError(
      .invalidInput, "a profile interval needs a level of 2 Δ(−ln L) above zero",
      advice: "take 1 for one standard deviation, 3.84 for 95 %")
  }
}

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

  /// A distance with the square root of the function there, less that of the level.
  private typealias Point = (distance: Double, excess: Double)

  /// A function that has not risen at this many standard deviations is flat.
  private static let horizon = 1e9
  /// Of the crossing in standard deviations, and of the square root of the function.
  private static let tolerance = 1e-10
  /// How often a fit may be found to have ended in another minimum before the search gives up.
  private static let allowedJumps = 10

  /// - Parameter rise: The function at a distance above zero, zero or more; nil where it is below
  ///   the level and no greater distance can be reached.
  /// - Throws: ``NumericsError/Kind/notConverged`` when the function jumps again and again, and what
  ///   the function throws.
  func run(
    _ rise: (Double) throws(NumericsError) -> Double?
  ) throws(NumericsError) -> End {
    let root = level.squareRoot()
    var inner: Point = (0, -root)
    var (distance, jumps) = (min(root, limit), 0)
    while distance <= Self.horizon {
      guard let height = try rise(distance) else { return .limit }
      let point: Point = (distance, height.squareRoot() - root)
      guard point.excess >= 0 else {
        if distance >= limit { return .limit }
        inner = point
        distance = min(distance * Self.stretch(height / level), limit)
        continue
      }
      let end = try crossing(from: inner, to: point, rise)
      if end.excess >= -Self.tolerance { return .crossing(end.distance) }
      (inner, jumps) = (end, jumps + 1)
      if jumps > Self.allowedJumps { throw .jumpingProfile }
    }
    return .open
  }

  /// What would reach the level on a parabola and a little more, at most three times as far.
  private static func stretch(_ share: Double) -> Double {
    share > 1.0 / 9 ? max(1.05, 1.02 / share.squareRoot()) : 3
  }

  /// Regula falsi with halved ends (Illinois), and every third time the middle.
  ///
  /// Every point costs a fit, and a fit from far away may end in another minimum: the method must
  /// not creep where the function jumps, and looks again, from close by, at a jump it has found.
  private func crossing(
    from inner: Point, to outer: Point, _ rise: (Double) throws(NumericsError) -> Double?
  ) throws(NumericsError) -> Point {
    func point(_ distance: Double) throws(NumericsError) -> Point {
      (distance, (try rise(distance) ?? 0).squareRoot() - level.squareRoot())
    }
    var (low, high) = (inner, outer)
    for step in 1...150 where high.distance - low.distance > Self.tolerance * high.distance {
      let share = step % 3 == 0 ? 0.5 : low.excess / (low.excess - high.excess)
      let next = try point(low.distance + (high.distance - low.distance) * share)
      if abs(next.excess) <= Self.tolerance { return next }
      if next.excess < 0 {
        low = next
        high.excess /= 2
      } else {
        high = next
        low.excess /= 2
      }
    }
    return try point(high.distance)
  }
}

extension NumericsError {
  fileprivate static var jumpingProfile: Self {
    Self(
      .notConverged, "a profile of the fit jumps between several minima",
      advice: "bound the parameters to one minimum, or choose a simpler function")
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

/// The doubles as whole numbers in order: neighbours differ by one, −0 and 0 share a place.
///
/// Proofs about regions work on these places, so that they hold for the very numbers that are
/// compared, and not only for the real numbers that they stand for.
enum DoubleOrder {
  static let first = place(of: -.infinity)
  static let last = place(of: .infinity)

  /// - Parameter value: Anything but NaN, which has no place.
  static func place(of value: Double) -> Int64 {
    let magnitude = Int64(bitPattern: value.magnitude.bitPattern)
    return value.sign == .minus ? -magnitude : magnitude
  }

  /// The double at a place; places beyond infinity are moved to it.
  static func value(at place: Int64) -> Double {
    let inside = Swift.min(Swift.max(place, first), last)
    let magnitude = Double(bitPattern: UInt64(inside.magnitude))
    return inside < 0 ? -magnitude : magnitude
  }

  /// The first place from `lowest` on for which a monotone condition holds; `last + 1` if none.
  static func firstPlace(
    from lowest: Int64 = first, where holds: (Double) -> Bool
  ) -> Int64 {
    var (low, high) = (lowest, last + 1)
    while low < high {
      // The average, rounded down, without the sum or difference that could overflow.
      let middle = (low & high) + ((low ^ high) >> 1)
      if holds(value(at: middle)) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

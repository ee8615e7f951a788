/// Where the profile of −ln L has risen to a level, on both sides of the minimum (MINOS errors).
public struct ProfileInterval: Hashable, Sendable {
  /// One end of a profile interval.
  public enum End: Hashable, Sendable {
    /// The profile has the level at this value.
    case crossing(Double)
    /// The profile is still below the level at this value, beyond which the bounds do not let it go.
    case bound(Double)
    /// The profile stays below the level as far as double precision goes.
    case open
  }

  /// At the minimum.
  public let value: Double
  /// 2 Δ(−ln L) at the ends.
  public let level: Double
  public let lower: End
  public let upper: End

  /// Distance from the value to the lower end, zero or more; nil unless the profile crosses there.
  public var lowerError: Double? { lower.crossing.map { value - $0 } }

  /// Distance from the value to the upper end, zero or more; nil unless the profile crosses there.
  public var upperError: Double? { upper.crossing.map { $0 - value } }
}

extension ProfileInterval.End {
  /// The value at the level, if there is one.
  public var crossing: Double? {
    if case .crossing(let value) = self { value } else { nil }
  }
}

/// The range outside of which a factor makes no sense.
public enum PhysicalBounds: String, Hashable, Sendable, CaseIterable {
  /// A count, a rate, a length.
  case nonNegative
  /// An efficiency or a fraction.
  case probability
  /// A shift, which may have either sign.
  case none

  var lower: Double { self == .none ? -.infinity : 0 }
  var upper: Double { self == .probability ? 1 : .infinity }
}

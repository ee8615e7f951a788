/// On which sides an interval leaves probability out.
public enum IntervalSides: String, Hashable, Sendable, CaseIterable {
  /// From zero to an upper limit: 1 − CL is left out above.
  case upperLimit = "upper-limit"
  /// (1 − CL)/2 is left out on each side.
  case central
}

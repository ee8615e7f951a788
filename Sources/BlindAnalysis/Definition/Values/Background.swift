/// One line of the background table.
public struct Background: Hashable, Sendable {
  public let name: String
  public let model: Model
  public let span: SourceSpan

  /// How the expectation in the signal box is found.
  public enum Model: Hashable, Sendable {
    case sideBandExtrapolation(SideBandExtrapolation)
    /// A number from elsewhere, in events, zero or more.
    case declared(DeclaredNumber)
    case upperLimit(DeclaredUpperLimit)
    case factors(FactorBackground)
    case decayInFlight(DeclaredDecays)
  }
}

/// A background that is only known to be small.
public struct DeclaredUpperLimit: Hashable, Sendable {
  /// In events, zero or more.
  public let value: Double
  /// Between 0 and 1, as a fraction.
  public let confidence: Double
  public let source: String?
}

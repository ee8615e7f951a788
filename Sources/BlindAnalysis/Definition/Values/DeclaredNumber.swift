/// A number that the analysis file states, with its uncertainty and where it comes from.
public struct DeclaredNumber: Hashable, Sendable {
  public let value: Double
  /// One standard deviation, absolute, zero or more.
  public let uncertainty: Double
  /// Nil when the file names none, which it is warned about.
  public let source: String?

  /// Zero when the value is.
  public var relativeUncertainty: Double { value == 0 ? 0 : uncertainty / abs(value) }
}

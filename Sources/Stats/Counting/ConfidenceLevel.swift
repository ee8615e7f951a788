/// How often a stated limit must hold, such as 0.9; chosen by the analyst, never by default.
public struct ConfidenceLevel: Hashable, Sendable {
  /// In the open interval (0, 1).
  public let value: Double

  /// 1 − CL, the probability that a limit may fail.
  public var complement: Double { 1 - value }

  /// - Parameter value: A fraction, not a percentage.
  /// - Throws: ``NumericsError/Kind/invalidInput`` outside the open interval (0, 1).
  public init(_ value: Double) throws(NumericsError) {
    guard value > 0, value < 1, 1 - value < 1 else {
      throw NumericsError(
        .invalidInput, "a confidence level must lie above 0 and below 1",
        advice: "write 90 % as 0.9")
    }
    self.value = value
  }
}

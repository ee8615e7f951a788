/// How the limit is computed; nothing here has a default.
public struct LimitSettings: Hashable, Sendable {
  /// Between 0 and 1, as a fraction.
  public let confidence: Double
  public let method: Method
  public let statistic: Statistic
  public let backgroundPrior: BackgroundPrior
  public let upperLimits: UpperLimits

  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// Modified frequentist: CLs+b / CLb.
    case cls = "CLs"
  }

  public enum Statistic: String, Hashable, Sendable, CaseIterable {
    /// The number of events in the signal box.
    case count
  }

  /// What a background that is an upper limit adds to the sum.
  public enum UpperLimits: String, Hashable, Sendable, CaseIterable {
    /// Nothing; so it is if the file does not say.
    case listed
    /// Anything from zero to the limit, equally likely.
    case uniform
    /// What a count of zero events with that limit would add.
    case zeroCount = "zero count"
    /// The limit itself, without uncertainty.
    case full
  }

  /// The constraint on the expected background.
  public enum BackgroundPrior: String, Hashable, Sendable, CaseIterable {
    case logNormal = "log-normal"
    case gamma
    /// Truncated at zero.
    case gaussian
    /// The background is taken as exact.
    case none
  }
}

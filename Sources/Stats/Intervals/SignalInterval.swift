/// The signals, in events, that a method allows after a count.
public struct SignalInterval: Hashable, Sendable {
  /// Zero or more; zero for an upper limit, and where the method excludes no small signal.
  public let lower: Double
  /// At least ``lower``.
  ///
  /// Zero means that the method excludes every signal above zero: the count lies so far below the
  /// background that a known background alone is excluded too. Bayesian intervals, CLs and
  /// Feldman–Cousins never give it.
  public let upper: Double

  public init(lower: Double, upper: Double) { (self.lower, self.upper) = (lower, upper) }

  /// Both ends belong to the interval.
  public func contains(_ signal: Double) -> Bool { lower <= signal && signal <= upper }
}

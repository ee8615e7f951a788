public import Stats

/// A limit with what was asked and the band expected without signal.
public struct LimitAnswer: Hashable, Sendable {
  public let question: LimitQuestion
  /// In signal events; zero for an upper limit.
  public let lower: Double
  /// In signal events.
  public let upper: Double
  /// Nil where the band would take too long.
  public let expected: LimitBand?
  /// For an approximate limit: (limit − exact CLs limit) / exact, below zero where it claims too much.
  public let distanceToExact: Double?
  /// How surprising the count is if there is background alone, by exact sums.
  public let discovery: Significance

  init(
    _ question: LimitQuestion, lower: Double, upper: Double, expected: LimitBand?,
    distanceToExact: Double? = nil
  ) throws(NumericsError) {
    (self.question, self.lower, self.upper) = (question, lower, upper)
    (self.expected, self.distanceToExact) = (expected, distanceToExact)
    discovery = try Discovery(background: question.background)
      .significance(observed: question.observed)
  }
}

/// The upper ends to expect from background alone.
public struct LimitBand: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// −2 … +2 standard deviations.
    public let deviation: Int
    /// The count it belongs to; nil for a method that knows no counts.
    public let count: Int?
    /// In signal events.
    public let limit: Double
  }

  public let entries: [Entry]
  /// The mean upper end, where the method is enumerated.
  public let mean: Double?
}

extension LimitBand {
  init(_ band: ExpectedBand) {
    self.init(
      entries: band.quantiles.map {
        Entry(deviation: $0.deviation, count: $0.count, limit: $0.limit)
      }, mean: band.mean)
  }
}

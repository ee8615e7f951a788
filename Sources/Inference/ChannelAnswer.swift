public import Stats

/// A limit on the signal strength with the band expected without signal.
public struct ChannelAnswer: Sendable {
  public let question: ChannelQuestion
  public let interval: StrengthInterval
  /// Nil for a method without a band, and where it would take too long.
  public let expected: StrengthBand?
  /// Of the upper end, where toys made it.
  public let monteCarloError: Double?
  /// Of the lower end, where toys made it and it is not zero.
  public let lowerMonteCarloError: Double?
  /// Sets of nuisance parameters over which was averaged, or toys at the limit itself.
  public let draws: Int?
  /// For an approximate limit: (limit − exact) / exact, with the exact CLs limit of the total count.
  public let distanceToExact: Double?

  init(
    question: ChannelQuestion, interval: StrengthInterval, expected: StrengthBand? = nil,
    monteCarloError: Double? = nil, lowerMonteCarloError: Double? = nil, draws: Int? = nil,
    distanceToExact: Double? = nil
  ) {
    (self.question, self.interval, self.expected) = (question, interval, expected)
    (self.monteCarloError, self.lowerMonteCarloError) = (monteCarloError, lowerMonteCarloError)
    (self.draws, self.distanceToExact) = (draws, distanceToExact)
  }
}

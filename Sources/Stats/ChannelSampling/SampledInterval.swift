/// Signal strengths that a method allows, from averages over drawn nuisance parameters.
public struct SampledInterval: Hashable, Sendable {
  public let interval: StrengthInterval
  /// Standard deviations of both ends by the draws; zero for an end that is zero by definition.
  public let lowerError: Double
  public let upperError: Double
  /// How many sets of nuisance parameters were drawn.
  public let draws: Int
}

/// One end of an interval with its Monte Carlo error.
struct SampledEnd {
  let value: Double
  let error: Double

  static let zero = SampledEnd(value: 0, error: 0)
}

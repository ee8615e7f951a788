public import BlindAnalysis

/// An upper limit in signal events, and on the signal's parameter where the analysis has one.
public struct UpperLimit: Hashable, Sendable {
  /// Signal events in the box, without the uncertainty of the signal yield.
  public let events: Double
  /// The coupling or branching ratio, with the uncertainty of the signal yield marginalised.
  public let parameter: Double?
}

/// One point of the expected band.
public struct LimitQuantile: Hashable, Sendable {
  /// Standard deviations: −2 … +2.
  public let sigma: Int
  /// The smallest count `n` with `P(N ≤ n) ≥ Φ(sigma)` under background only.
  public let observed: Int
  public let limit: UpperLimit
}

/// The limits that background alone would give; made without any box.
public struct ExpectedLimits: Hashable, Sendable {
  /// From −2 to +2 standard deviations.
  public let quantiles: [LimitQuantile]
  /// The mean of the expected limit, in events.
  public let mean: Double
}

/// The limit from the opened box, with the label of the opening.
public struct ObservedLimit: Hashable, Sendable {
  public let observed: Int
  public let label: ObservationLabel
  public let limit: UpperLimit
}

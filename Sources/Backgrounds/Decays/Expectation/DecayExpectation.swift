/// Expected events in the signal box from one way to decay in one segment.
public struct DecayContribution: Hashable, Sendable {
  public let mode: DecayMode
  /// Where the decay that makes the visible particles happens.
  public let segment: String
  /// Where the muon of a cascade is born; nil for a decay in one step.
  public let birthSegment: String?
  /// Events.
  public let expected: Double
  /// Numerical error of `expected`: of the quadrature, or one standard error of the simulation.
  public let error: Double
  /// Probability that such a decay has its products in the box, before tag, veto and selection; for
  /// a cascade it includes that the muon decays there.
  public let acceptance: Double
}

/// Expected events in the signal box from all decays in flight.
public struct DecayExpectation: Hashable, Sendable {
  /// How it was computed.
  public enum Method: String, Hashable, Sendable {
    case quadrature
    case simulation
  }

  public let method: Method
  /// In the order of ``DecayMode`` and of the segments.
  public let contributions: [DecayContribution]

  /// Events.
  public var total: Double { contributions.reduce(0) { $0 + $1.expected } }

  /// Numerical error of the total: the contributions are computed independently.
  public var error: Double {
    contributions.reduce(0) { $0 + $1.error * $1.error }.squareRoot()
  }
}

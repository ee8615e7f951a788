import Stats

/// A stretch of the beam line in which a particle may decay.
public struct BeamLineSegment: Hashable, Sendable {
  public var name: String
  /// Both ends in metres along the beam, counted from where the contamination is declared.
  public var from: Double
  public var to: Double
  /// Probability that the synchrotron tag takes an event that decays here for a positron of the
  /// beam, between 0 and 1: its mis-identification of hadrons, or more when the product radiates too.
  public var tagEfficiency: Double
  /// Probability that counters discard a decay here whatever its products do, between 0 and 1.
  public var vetoEfficiency: Double
  public var track: TrackMeasurement

  public init(
    name: String, from: Double, to: Double, tagEfficiency: Double, vetoEfficiency: Double,
    track: TrackMeasurement
  ) {
    (self.name, self.from, self.to) = (name, from, to)
    self.tagEfficiency = tagEfficiency
    self.vetoEfficiency = vetoEfficiency
    self.track = track
  }

  /// Probability to decay here, exp(−from/λ) − exp(−to/λ), precise for a short segment.
  ///
  /// - Parameter decayLength: λ in metres, above zero.
  public func decayProbability(decayLength: Double) -> Double {
    survivalToDecay(from, to, decayLength)
  }
}

/// exp(−from/λ) − exp(−to/λ) as exp(−from/λ)(1 − exp(−(to − from)/λ)).
func survivalToDecay(_ from: Double, _ to: Double, _ decayLength: Double) -> Double {
  -exp(-from / decayLength) * expm1(-(to - from) / decayLength)
}

public import Stats

/// Pions, kaons and muons of the beam that decay in flight and fake missing energy.
///
/// Expects, for each particle h, mode and segment,
/// N_OT · f_h · (e^(−from/λ) − e^(−to/λ)) · BR · ε_tag · (1 − ε_veto) · ε_selection · A
/// with λ = cτ p / m, and A the probability that the products of the decay end in the signal box:
/// their visible energy measured inside it, their track accepted, nothing noticed by a veto. A muon
/// from a decay may decay in its turn in the same or a later segment: the place of both decays is
/// then averaged over, and the tag, the veto and the track are those of the segment where the muon
/// decays, which is where the event gets its electron.
/// Neglects magnetic fields, the size and divergence of the beam, matter in the way, energy loss,
/// and what ``DecayMode`` leaves out; an electron outside the track window counts as lost.
/// Kinematics and constants: PDG, *Review of Particle Physics*, ``ParticleData/edition``.
public struct DecaysInFlight: Hashable, Sendable {
  public var particlesOnTarget: Double
  /// In GeV; above the mass of each particle with a contamination above zero.
  public var beamMomentum: Double
  public var contamination: BeamContamination
  /// Along the beam, each after the one before, with distinct names.
  public var segments: [BeamLineSegment]
  public var calorimeter: Calorimeter
  public var vetoes: ParticleVetoes
  /// Probability that an event in the box passes the cuts not described here, between 0 and 1.
  public var selectionEfficiency: Double
  public var branchingFractions: BranchingFractions
  public var formFactors: KaonFormFactors

  public init(
    particlesOnTarget: Double, beamMomentum: Double, contamination: BeamContamination,
    segments: [BeamLineSegment], calorimeter: Calorimeter, vetoes: ParticleVetoes,
    selectionEfficiency: Double, branchingFractions: BranchingFractions = .particleDataGroup,
    formFactors: KaonFormFactors = .particleDataGroup
  ) throws(NumericsError) {
    (self.particlesOnTarget, self.beamMomentum) = (particlesOnTarget, beamMomentum)
    self.contamination = contamination
    self.segments = segments
    self.calorimeter = calorimeter
    self.vetoes = vetoes
    self.selectionEfficiency = selectionEfficiency
    self.branchingFractions = branchingFractions
    self.formFactors = formFactors
    try validate()
  }

  /// Number of decays of a particle in a segment that go a way, all tags and vetoes ignored; for a
  /// cascade, of its first step.
  func decays(_ mode: DecayMode, in segment: BeamLineSegment) -> Double {
    let parent = mode.parent
    return particlesOnTarget * contamination[parent] * branchingFractions[mode]
      * segment.decayProbability(decayLength: parent.decayLength(momentum: beamMomentum))
  }

  /// Probability that the tag and the cuts take an event that no counter of the segment discards.
  func passage(through segment: BeamLineSegment) -> Double {
    segment.tagEfficiency * (1 - segment.vetoEfficiency) * selectionEfficiency
  }

  /// Probability that no veto notices the charged product of a mode, where it is not an electron.
  func escape(_ mode: DecayMode) -> Double {
    switch mode.chargedKind {
    case .electron: 1
    case .muon: 1 - vetoes.muon
    case .pion: 1 - vetoes.chargedPion
    }
  }

  func response(in segment: BeamLineSegment) -> DetectorResponse {
    DetectorResponse(
      calorimeter: calorimeter, outsideVeto: vetoes.outsideCalorimeter, track: segment.track)
  }
}

import BlindAnalysis
import Stats

extension DecaysInFlight {
  /// What an analysis file declares, every number at its value.
  init(
    _ declared: DeclaredDecays, in beam: Beam, onTarget: Double
  ) throws(NumericsError) {
    try self.init(
      particlesOnTarget: onTarget,
      beamMomentum: beam.momentum,
      contamination: BeamContamination(declared.contamination),
      segments: declared.segments.map { BeamLineSegment($0) },
      calorimeter: Calorimeter(declared.calorimeter),
      vetoes: ParticleVetoes(
        muon: declared.vetoes.muon.value, chargedPion: declared.vetoes.chargedPion.value,
        outsideCalorimeter: declared.vetoes.outsideCalorimeter.value),
      selectionEfficiency: declared.selectionEfficiency.value)
  }
}

extension BeamContamination {
  fileprivate init(_ declared: DeclaredContamination) {
    self.init(
      pions: declared.pions?.value ?? 0, kaons: declared.kaons?.value ?? 0,
      muons: declared.muons?.value ?? 0, muonHelicity: declared.muonHelicity?.value ?? 0)
  }
}

extension BeamLineSegment {
  fileprivate init(_ declared: DeclaredSegment) {
    self.init(
      name: declared.name, from: declared.from.value, to: declared.to.value,
      tagEfficiency: declared.tagEfficiency.value, vetoEfficiency: declared.vetoEfficiency.value,
      track: TrackMeasurement(declared.track))
  }
}

extension TrackMeasurement {
  fileprivate init(_ declared: DeclaredSegment.Track) {
    switch declared {
    case .beforeDecay(let acceptance): self = .beforeDecay(acceptance: acceptance.value)
    case .afterDecay(let window, let resolution):
      self = .afterDecay(
        window: MeasuredWindow(from: window.lower, to: window.upper),
        relativeResolution: resolution)
    }
  }
}

extension Calorimeter {
  fileprivate init(_ declared: DeclaredCalorimeter) {
    self.init(
      resolution: EnergyResolution(
        stochastic: declared.resolution.stochastic.value, noise: declared.resolution.noise.value,
        constant: declared.resolution.constant.value),
      signalBox: MeasuredWindow(
        from: declared.above ?? -.infinity, to: declared.below.value),
      aperture: CalorimeterAperture(position: declared.position, radius: declared.radius.value),
      minimumIonisingDeposit: declared.minimumIonisingDeposit.value)
  }
}

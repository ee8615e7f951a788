import Stats

extension DecaysInFlight {
  /// - Throws: `NumericsError` of kind `invalidInput` for the first value outside its stated range.
  func validate() throws(NumericsError) {
    try require(particlesOnTarget >= 0 && particlesOnTarget.isFinite, "the particles on target")
    for particle in BeamParticle.allCases {
      try requireShare(contamination[particle], "the contamination by a \(particle)")
      try require(
        beamMomentum > (contamination[particle] > 0 ? particle.mass : 0) && beamMomentum.isFinite,
        "the momentum of the beam, which must exceed the mass of a \(particle),")
    }
    let sum = contamination.pions + contamination.kaons + contamination.muons
    try require(sum <= 1, "the sum of the contaminations")
    try require(abs(contamination.muonHelicity) <= 1, "the helicity of the muons")
    try requireShare(selectionEfficiency, "the efficiency of the selection")
    try validateDetectors()
    try validateConstants()
    for segment in segments { try validate(segment) }
    try validateOrder()
  }

  private func validateDetectors() throws(NumericsError) {
    try requireShare(vetoes.muon, "the veto efficiency for a muon")
    try requireShare(vetoes.chargedPion, "the veto efficiency for a charged pion")
    try requireShare(vetoes.outsideCalorimeter, "the veto efficiency outside the calorimeter")
    let resolution = calorimeter.resolution
    for term in [resolution.stochastic, resolution.noise, resolution.constant] {
      try require(term >= 0 && term.isFinite, "a term of the energy resolution")
    }
    try require(
      calorimeter.minimumIonisingDeposit >= 0 && calorimeter.minimumIonisingDeposit.isFinite,
      "the minimum-ionising deposit")
    try validate(calorimeter.signalBox, "the signal box in visible energy")
    if let aperture = calorimeter.aperture {
      try require(aperture.position.isFinite, "the position of the calorimeter")
      try require(aperture.radius > 0 && aperture.radius.isFinite, "the calorimeter's radius")
    }
  }

  private func validateConstants() throws(NumericsError) {
    var sums: [BeamParticle: Double] = [:]
    for mode in DecayMode.allCases where !mode.isCascade {
      try requireShare(branchingFractions[mode], "the branching fraction of \(mode.rawValue)")
      sums[mode.parent, default: 0] += branchingFractions[mode]
    }
    for particle in BeamParticle.allCases {
      // The two fractions of the pion add up to one within the rounding of their errors.
      try require((sums[particle] ?? 0) <= 1 + 1e-6, "the sum of branching fractions")
    }
    try require(
      formFactors.vectorSlope.isFinite && formFactors.scalarSlope.isFinite,
      "a slope of the form factors")
  }

  private func validate(_ segment: BeamLineSegment) throws(NumericsError) {
    try require(
      segment.from >= 0 && segment.from < segment.to && segment.to < .infinity,
      "the extent of the segment '\(segment.name)'")
    try requireShare(segment.tagEfficiency, "the tag efficiency of '\(segment.name)'")
    try requireShare(segment.vetoEfficiency, "the veto efficiency of '\(segment.name)'")
    switch segment.track {
    case .beforeDecay(let acceptance):
      try requireShare(acceptance, "the track acceptance of '\(segment.name)'")
    case .afterDecay(let window, let resolution):
      try validate(window, "the momentum window of '\(segment.name)'")
      try require(
        resolution >= 0 && resolution.isFinite, "the momentum resolution of '\(segment.name)'")
    }
  }

  private func validateOrder() throws(NumericsError) {
    for (first, second) in zip(segments, segments.dropFirst()) {
      try require(first.to <= second.from, "the order of '\(first.name)' and '\(second.name)'")
    }
    try require(Set(segments.map(\.name)).count == segments.count, "a repeated segment name")
    if let aperture = calorimeter.aperture, let last = segments.last {
      try require(last.to <= aperture.position, "a segment that ends behind the calorimeter")
    }
  }

  private func validate(_ window: MeasuredWindow, _ what: String) throws(NumericsError) {
    try require(window.lower < window.upper, what)
  }

  private func requireShare(_ value: Double, _ what: String) throws(NumericsError) {
    try require(value >= 0 && value <= 1, what)
  }

  private func require(_ holds: Bool, _ what: String) throws(NumericsError) {
    guard !holds else { return }
    throw NumericsError(
      .invalidInput, "decays in flight: \(what) is out of range",
      advice: "check its sign, its unit, and that shares lie between 0 and 1")
  }
}

public import Stats

extension DecaysInFlight {
  /// The value of an input.
  ///
  /// - Throws: `NumericsError` of kind `invalidInput` for one that these decays do not have: an
  ///   unknown segment, an aperture that is not declared, a fraction that is one by definition.
  public func value(of input: DecayInput) throws(NumericsError) -> Double {
    try self[keyPath: path(to: input)]
  }

  /// A copy with one input changed, checked.
  ///
  /// - Throws: `NumericsError` of kind `invalidInput` for an input that these decays do not have and
  ///   for a value out of range.
  public func setting(
    _ input: DecayInput, to value: Double
  ) throws(NumericsError) -> DecaysInFlight {
    var changed = self
    changed[keyPath: try path(to: input)] = value
    try changed.validate()
    return changed
  }

  /// A copy with several inputs changed, checked once.
  func setting(
    _ changes: [(input: DecayInput, value: Double)]
  ) throws(NumericsError) -> DecaysInFlight {
    var changed = self
    for change in changes { changed[keyPath: try path(to: change.input)] = change.value }
    try changed.validate()
    return changed
  }

  private func path(
    to input: DecayInput
  ) throws(NumericsError) -> InputPath {
    switch input {
    case .particlesOnTarget: \.particlesOnTarget
    case .beamMomentum: \.beamMomentum
    case .contamination(let particle): \.contamination[particle]
    case .muonHelicity: \.contamination.muonHelicity
    case .branchingFraction(let mode): try branchingFractionPath(mode)
    case .selectionEfficiency: \.selectionEfficiency
    case .vectorSlope: \.formFactors.vectorSlope
    case .scalarSlope: \.formFactors.scalarSlope
    case .muonVeto: \.vetoes.muon
    case .chargedPionVeto: \.vetoes.chargedPion
    case .outsideCalorimeterVeto: \.vetoes.outsideCalorimeter
    case .energyCut, .stochasticTerm, .noiseTerm, .constantTerm, .apertureRadius,
      .minimumIonisingDeposit:
      try calorimeterPath(input)
    case .tagEfficiency(let name), .vetoEfficiency(let name), .trackAcceptance(let name),
      .segmentStart(let name), .segmentEnd(let name):
      try segmentPath(input, name)
    }
  }
}

extension DecaysInFlight {
  private typealias InputPath = WritableKeyPath<DecaysInFlight, Double>

  private func branchingFractionPath(_ mode: DecayMode) throws(NumericsError) -> InputPath {
    switch mode {
    case .pionToElectron: \.branchingFractions.pionToElectron
    case .pionToMuon, .pionToMuonToElectron: \.branchingFractions.pionToMuon
    case .kaonToElectron: \.branchingFractions.kaonToElectron
    case .kaonToMuon, .kaonToMuonToElectron: \.branchingFractions.kaonToMuon
    case .kaonToPionElectron: \.branchingFractions.kaonToPionElectron
    case .kaonToPionMuon: \.branchingFractions.kaonToPionMuon
    case .kaonToPionPair: \.branchingFractions.kaonToPionPair
    case .muonToElectron: throw .unknown(.branchingFraction(mode))
    }
  }

  private func calorimeterPath(_ input: DecayInput) throws(NumericsError) -> InputPath {
    switch input {
    case .energyCut: return \.calorimeter.signalBox.upper
    case .stochasticTerm: return \.calorimeter.resolution.stochastic
    case .noiseTerm: return \.calorimeter.resolution.noise
    case .constantTerm: return \.calorimeter.resolution.constant
    case .minimumIonisingDeposit: return \.calorimeter.minimumIonisingDeposit
    default:
      guard calorimeter.aperture != nil else { throw .unknown(input) }
      return \.calorimeter.apertureRadius
    }
  }

  private func segmentPath(_ input: DecayInput, _ name: String) throws(NumericsError) -> InputPath {
    guard let index = segments.firstIndex(where: { $0.name == name }) else { throw .unknown(input) }
    switch input {
    case .tagEfficiency: return \.segments[index].tagEfficiency
    case .vetoEfficiency: return \.segments[index].vetoEfficiency
    case .segmentStart: return \.segments[index].from
    case .segmentEnd: return \.segments[index].to
    default:
      guard case .beforeDecay = segments[index].track else { throw .unknown(input) }
      return \.segments[index].trackAcceptance
    }
  }
}

extension Calorimeter {
  /// Meaningful with an aperture only.
  fileprivate var apertureRadius: Double {
    get { aperture?.radius ?? .infinity }
    set { aperture?.radius = newValue }
  }
}

extension BeamLineSegment {
  /// Meaningful for a track measured before the decay only.
  fileprivate var trackAcceptance: Double {
    get {
      guard case .beforeDecay(let acceptance) = track else { return 1 }
      return acceptance
    }
    set { track = .beforeDecay(acceptance: newValue) }
  }
}

extension NumericsError {
  fileprivate static func unknown(_ input: DecayInput) -> Self {
    Self(
      .invalidInput, "these decays in flight have no input '\(input)'",
      advice: "name a declared segment, and declare what the input belongs to")
  }
}

/// A number that the expectation of decays in flight depends on and that may be uncertain.
public enum DecayInput: Hashable, Sendable {
  case particlesOnTarget
  case beamMomentum
  case contamination(BeamParticle)
  case muonHelicity
  /// Of the first step, for a cascade.
  case branchingFraction(DecayMode)
  case tagEfficiency(segment: String)
  case vetoEfficiency(segment: String)
  /// The share of tracks accepted before the decay.
  case trackAcceptance(segment: String)
  case segmentStart(segment: String)
  case segmentEnd(segment: String)
  case selectionEfficiency
  /// Upper edge of the signal box in visible energy.
  case energyCut
  case stochasticTerm
  case noiseTerm
  case constantTerm
  case apertureRadius
  case minimumIonisingDeposit
  case muonVeto
  case chargedPionVeto
  case outsideCalorimeterVeto
  case vectorSlope
  case scalarSlope
}

extension DecayInput: CustomStringConvertible {
  /// A stable name for a nuisance parameter, the same in every analysis.
  public var description: String {
    switch self {
    case .particlesOnTarget: "particles on target"
    case .beamMomentum: "beam momentum"
    case .contamination(let particle): "\(particle.rawValue) contamination"
    case .muonHelicity: "muon helicity"
    case .branchingFraction(let mode): "branching fraction of \(mode.firstStep)"
    case .tagEfficiency(let segment): "tag efficiency in \(segment)"
    case .vetoEfficiency(let segment): "veto efficiency in \(segment)"
    case .trackAcceptance(let segment): "track acceptance in \(segment)"
    case .segmentStart(let segment): "start of \(segment)"
    case .segmentEnd(let segment): "end of \(segment)"
    case .selectionEfficiency: "selection efficiency"
    case .energyCut: "energy cut"
    case .stochasticTerm: "stochastic term of the energy resolution"
    case .noiseTerm: "noise term of the energy resolution"
    case .constantTerm: "constant term of the energy resolution"
    case .apertureRadius: "aperture radius"
    case .minimumIonisingDeposit: "minimum-ionising deposit"
    case .muonVeto: "muon veto"
    case .chargedPionVeto: "charged-pion veto"
    case .outsideCalorimeterVeto: "veto outside the calorimeter"
    case .vectorSlope: "vector form-factor slope"
    case .scalarSlope: "scalar form-factor slope"
    }
  }

  /// The values it may take.
  var range: ClosedRange<Double> {
    switch self {
    case .particlesOnTarget, .segmentStart, .segmentEnd, .stochasticTerm, .noiseTerm,
      .constantTerm, .minimumIonisingDeposit, .beamMomentum, .apertureRadius:
      0...Double.greatestFiniteMagnitude
    case .contamination, .branchingFraction, .tagEfficiency, .vetoEfficiency, .trackAcceptance,
      .selectionEfficiency, .muonVeto, .chargedPionVeto, .outsideCalorimeterVeto:
      0...1
    case .muonHelicity: -1...1
    case .energyCut, .vectorSlope, .scalarSlope:
      -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    }
  }
}

extension DecayMode {
  /// The name of the first step.
  fileprivate var firstStep: String {
    switch self {
    case .pionToMuonToElectron: DecayMode.pionToMuon.rawValue
    case .kaonToMuonToElectron: DecayMode.kaonToMuon.rawValue
    default: rawValue
    }
  }
}

import BlindAnalysis
import Stats

/// An uncertain input of decays in flight as a nuisance parameter.
struct DecayFactor: Hashable {
  let input: DecayInput
  let factor: Factor

  /// The inputs that take these values when the factor has this one.
  func changes(_ value: Double) -> [(input: DecayInput, value: Double)] {
    switch input {
    case .muonHelicity: [(input, 2 * value - 1)]
    // The two ways of a pion make up all of its decays; so has PDG fitted them.
    case .branchingFraction(.pionToElectron):
      [(input, value), (.branchingFraction(.pionToMuon), 1 - value)]
    default: [(input, value)]
    }
  }

  /// Whether it decides where the products of a decay go; other inputs multiply.
  var shapesAcceptance: Bool {
    switch input {
    case .muonHelicity, .segmentStart, .segmentEnd, .energyCut, .stochasticTerm, .noiseTerm,
      .constantTerm, .apertureRadius, .minimumIonisingDeposit, .outsideCalorimeterVeto:
      true
    default: false
    }
  }
}

extension DeclaredDecays {
  /// Each declared number with an uncertainty, and PDG's branching fractions of what decays here.
  func factors(in beam: Beam) throws(NumericsError) -> [DecayFactor] {
    var list = DecayFactorList()
    let charge = beam.particle.chargeSign
    try list.addShare(.contamination(.pion), contamination.pions, named: "pi\(charge)")
    try list.addShare(.contamination(.kaon), contamination.kaons, named: "K\(charge)")
    try list.addShare(.contamination(.muon), contamination.muons, named: "mu\(charge)")
    try list.addHelicity(contamination.muonHelicity)
    for segment in segments { try list.add(segment) }
    try list.add(calorimeter)
    try list.addShare(.muonVeto, vetoes.muon)
    try list.addShare(.chargedPionVeto, vetoes.chargedPion)
    try list.addShare(.outsideCalorimeterVeto, vetoes.outsideCalorimeter)
    try list.addShare(.selectionEfficiency, selectionEfficiency)
    if contamination.pions != nil { try list.addBranchingFractions(of: .pion) }
    if contamination.kaons != nil { try list.addBranchingFractions(of: .kaon) }
    return list.factors
  }
}

/// Collects factors; a number without uncertainty is none.
private struct DecayFactorList {
  private(set) var factors: [DecayFactor] = []

  private mutating func add(
    _ input: DecayInput, named name: String, _ uncertainty: Double, source: String?,
    _ law: () throws(NumericsError) -> FactorLaw
  ) throws(NumericsError) {
    guard uncertainty > 0 else { return }
    let factor = try Factor(name, try law(), .systematic, source: source)
    factors.append(DecayFactor(input: input, factor: factor))
  }

  mutating func addShare(
    _ input: DecayInput, _ number: DeclaredNumber?, named particle: String? = nil
  ) throws(NumericsError) {
    guard let number else { return }
    let name = particle.map { "\($0) contamination" } ?? "\(input)"
    try add(input, named: name, number.uncertainty, source: number.source) {
      () throws(NumericsError) in try .share(number.value, number.uncertainty)
    }
  }

  mutating func addSize(_ input: DecayInput, _ number: DeclaredNumber) throws(NumericsError) {
    try add(input, named: "\(input)", number.uncertainty, source: number.source) {
      () throws(NumericsError) in try .size(number.value, number.uncertainty)
    }
  }

  /// As the share of right-handed muons in a positive beam, (1 + helicity)/2, which has the bounds
  /// of a probability.
  mutating func addHelicity(_ number: DeclaredNumber?) throws(NumericsError) {
    guard let number else { return }
    try add(
      .muonHelicity, named: "right-handed share of muons", number.uncertainty,
      source: number.source
    ) { () throws(NumericsError) in try .share((1 + number.value) / 2, number.uncertainty / 2) }
  }

  mutating func add(_ segment: DeclaredSegment) throws(NumericsError) {
    let name = segment.name
    try addSize(.segmentStart(segment: name), segment.from)
    try addSize(.segmentEnd(segment: name), segment.to)
    try addShare(.tagEfficiency(segment: name), segment.tagEfficiency)
    try addShare(.vetoEfficiency(segment: name), segment.vetoEfficiency)
    if case .beforeDecay(let acceptance) = segment.track {
      try addShare(.trackAcceptance(segment: name), acceptance)
    }
  }

  mutating func add(_ calorimeter: DeclaredCalorimeter) throws(NumericsError) {
    try addSize(.energyCut, calorimeter.below)
    try addSize(.stochasticTerm, calorimeter.resolution.stochastic)
    try addSize(.noiseTerm, calorimeter.resolution.noise)
    try addSize(.constantTerm, calorimeter.resolution.constant)
    try addSize(.apertureRadius, calorimeter.radius)
    try addSize(.minimumIonisingDeposit, calorimeter.minimumIonisingDeposit)
  }

  /// The muon's fraction of the pion's decays follows from the electron's.
  mutating func addBranchingFractions(of particle: BeamParticle) throws(NumericsError) {
    for (mode, constant) in DecayMode.measuredFractions where mode.parent == particle {
      try add(
        .branchingFraction(mode), named: "\(DecayInput.branchingFraction(mode))",
        constant.uncertainty, source: "\(ParticleData.edition), \(constant.identifier)"
      ) { () throws(NumericsError) in try .share(constant.value, constant.uncertainty) }
    }
  }
}

extension DecayMode {
  fileprivate static let measuredFractions: [(DecayMode, MeasuredConstant)] = [
    (.pionToElectron, ParticleData.pionToElectron), (.kaonToElectron, ParticleData.kaonToElectron),
    (.kaonToPionElectron, ParticleData.kaonToPionElectron),
    (.kaonToPionMuon, ParticleData.kaonToPionMuon), (.kaonToMuon, ParticleData.kaonToMuon),
    (.kaonToPionPair, ParticleData.kaonToPionPair),
  ]
}

extension Beam.Particle {
  fileprivate var chargeSign: String { isNegative ? "-" : "+" }
}

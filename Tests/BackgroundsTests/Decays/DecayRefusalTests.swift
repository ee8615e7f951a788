import Stats
import Testing

@testable import Backgrounds

@Suite("Refused decays in flight") struct DecayRefusalTests {
  private static let changes: [(String, @Sendable (inout DecaysInFlight) -> Void)] = [
    ("negative exposure", { $0.particlesOnTarget = -1 }),
    ("infinite exposure", { $0.particlesOnTarget = .infinity }),
    ("momentum below the kaon's mass", { $0.beamMomentum = 0.4 }),
    ("momentum of zero", { $0.beamMomentum = 0 }),
    ("momentum that is no number", { $0.beamMomentum = .nan }),
    ("negative contamination", { $0.contamination.pions = -0.1 }),
    ("contaminations above one", { $0.contamination.pions = 0.999 }),
    ("helicity beyond one", { $0.contamination.muonHelicity = 1.1 }),
    ("tag above one", { $0.segments[0].tagEfficiency = 1.1 }),
    ("veto below zero", { $0.segments[1].vetoEfficiency = -0.1 }),
    ("segment without length", { $0.segments[0].to = 0 }),
    ("segment before the start", { $0.segments[0].from = -1 }),
    ("endless segment", { $0.segments[1].to = .infinity }),
    ("overlapping segments", { $0.segments[1].from = 4 }),
    ("segments in the wrong order", { $0.segments.reverse() }),
    ("repeated segment name", { $0.segments[1].name = "first" }),
    ("track acceptance above one", { $0.segments[0].track = .beforeDecay(acceptance: 2) }),
    (
      "empty track window",
      {
        $0.segments[0].track = .afterDecay(
          window: MeasuredWindow(from: 5, to: 5), relativeResolution: 0)
      }
    ),
    (
      "negative momentum resolution",
      { $0.segments[0].track = .afterDecay(window: .open, relativeResolution: -1) }
    ),
    ("negative resolution", { $0.calorimeter.resolution.noise = -1 }),
    ("resolution that is no number", { $0.calorimeter.resolution.constant = .nan }),
    ("empty box", { $0.calorimeter.signalBox = MeasuredWindow(from: 50, to: 40) }),
    ("box that is no number", { $0.calorimeter.signalBox = .below(.nan) }),
    ("negative deposit", { $0.calorimeter.minimumIonisingDeposit = -1 }),
    (
      "calorimeter before the end of the line",
      { $0.calorimeter.aperture = CalorimeterAperture(position: 8, radius: 0.1) }
    ),
    (
      "aperture without radius",
      { $0.calorimeter.aperture = CalorimeterAperture(position: 20, radius: 0) }
    ),
    ("muon veto above one", { $0.vetoes.muon = 1.01 }),
    ("pion veto below zero", { $0.vetoes.chargedPion = -0.01 }),
    ("outer veto that is no number", { $0.vetoes.outsideCalorimeter = .nan }),
    ("selection above one", { $0.selectionEfficiency = 1.2 }),
    ("branching fraction below zero", { $0.branchingFractions.kaonToMuon = -0.1 }),
    ("branching fractions above one", { $0.branchingFractions.kaonToPionPair = 0.9 }),
    ("infinite slope", { $0.formFactors.vectorSlope = .infinity }),
  ]

  @Test("each say what is out of range", arguments: changes.indices)
  func refusal(index: Int) throws {
    let (name, change) = Self.changes[index]
    var sample = try SampleDecays.plain()
    change(&sample)
    let error = #expect(throws: NumericsError.self, "\(name)") { try sample.expectation(.small) }
    #expect(error?.kind == .invalidInput, "\(name)")
    #expect(error?.reason.contains("out of range") == true, "\(name)")
    var source = SeededUniforms(seed: 1)
    #expect(throws: NumericsError.self, "\(name)") {
      try sample.simulation(decays: 100, using: &source)
    }
  }

  @Test("include a box that holds too few decays for the lattice")
  func notConverged() throws {
    let sample = try SampleDecays.plain {
      $0.contamination = BeamContamination(pions: 0, kaons: 0.01, muons: 0, muonHelicity: 0)
      $0.branchingFractions.kaonToElectron = 0
      $0.branchingFractions.kaonToMuon = 0
      $0.calorimeter.signalBox = .below(2)
      $0.vetoes = ParticleVetoes(muon: 1, chargedPion: 1, outsideCalorimeter: 1)
    }
    let error = #expect(throws: NumericsError.self) { try sample.expectation(.small) }
    #expect(error?.kind == .notConverged)
  }

  @Test("do not include a momentum below the mass of an absent particle")
  func lightBeam() throws {
    let sample = try SampleDecays.plain {
      $0.beamMomentum = 0.3
      $0.contamination.kaons = 0
      $0.calorimeter.signalBox = .below(0.1)
      $0.calorimeter.minimumIonisingDeposit = 0
    }
    #expect(try sample.expectation(.medium).total > 0)
  }
}

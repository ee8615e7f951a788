import Foundation
import Stats
import TestSupport
import Testing

@testable import Backgrounds

/// Spectra against SciPy; see Tests/Oracles/decay_spectra.py. Identities against algebra.
@Suite("Spectra of decays") struct DecaySpectrumTests {
  private func decay(
    _ lepton: MeasuredConstant, pionMass: Double = ParticleData.neutralPionMass.value,
    _ formFactors: KaonFormFactors = .particleDataGroup
  ) throws -> SemileptonicDecay {
    try SemileptonicDecay(
      kaonMass: ParticleData.chargedKaonMass.value, pionMass: pionMass, leptonMass: lepton.value,
      formFactors: formFactors)
  }

  /// The masses in the code are rounded by up to 1e-9 of themselves, which near the end of the
  /// spectrum, where it falls to zero, is magnified by a hundred.
  @Test("of K → π⁰ℓν agree with SciPy's to 1e-6")
  func oracle() throws {
    let rows = try OracleTable("../Reference/decay-spectra.csv").rows
    #expect(rows.count == 60)
    for row in rows {
      let isElectron = try row.text("lepton") == "e"
      let formFactors = KaonFormFactors(
        vectorSlope: try row.number("vector_slope"), scalarSlope: try row.number("scalar_slope"))
      let decay = try decay(
        isElectron ? ParticleData.electronMass : ParticleData.muonMass, formFactors)
      let ofLepton = try row.text("particle") == "lepton"
      let spectrum = try ofLepton ? decay.leptonSpectrum() : decay.neutrinoSpectrum()
      let density = spectrum.density(at: try row.number("energy"))
      #expect(disagreement(density, try row.number("density"), relative: 1e-6) == nil, "\(row)")
      #expect(disagreement(spectrum.highest, try row.number("highest"), relative: 2e-9) == nil)
      let mean = try integrate(from: spectrum.mass, to: spectrum.highest) {
        $0 * spectrum.density(at: $0)
      }.value
      #expect(disagreement(mean, try row.number("mean"), relative: 1e-8) == nil, "\(row)")
    }
  }

  /// Without masses of lepton and without slopes dΓ/dx ∝ x²(1 − r − x)²/(1 − x), x = 2E/M and
  /// r = m_π²/M²: the integral of the Dalitz density over the pion, done by hand.
  @Test("of Ke3 with a constant form factor and no electron mass are the textbook's")
  func analyticSpectrum() throws {
    let kaon = ParticleData.chargedKaonMass.value
    for pion in [0.0, 0.05, ParticleData.neutralPionMass.value, 0.4] {
      let decay = try decay(
        MeasuredConstant(0, 0, "massless"), pionMass: pion,
        KaonFormFactors(vectorSlope: 0, scalarSlope: 0))
      let spectrum = try decay.leptonSpectrum()
      let r = pion * pion / (kaon * kaon)
      func shape(_ x: Double) -> Double { x * x * pow(1 - r - x, 2) / (1 - x) }
      let norm = try integrate(from: 0, to: 1 - r) { $0 < 1 ? shape($0) : 0 }.value
      for share in [0.1, 0.4, 0.7, 0.95] {
        let x = share * (1 - r)
        let expected = shape(x) / norm * 2 / kaon
        let density = spectrum.density(at: x * kaon / 2)
        #expect(disagreement(density, expected, relative: 1e-9) == nil, "\(pion) \(share)")
      }
    }
  }

  @Test("of K → π⁰ℓν integrate to one, in the rest frame and in the laboratory")
  func normalisation() throws {
    for lepton in [ParticleData.electronMass, ParticleData.muonMass] {
      let decay = try decay(lepton)
      for spectrum in [try decay.leptonSpectrum(), try decay.neutrinoSpectrum()] {
        let sum = try integrate(from: spectrum.mass, to: spectrum.highest) {
          spectrum.density(at: $0)
        }.value
        #expect(disagreement(sum, 1, relative: 1e-9) == nil)
        try expectBoost(spectrum)
      }
    }
  }

  /// The mean energy grows by γ: isotropic emission leaves no mean momentum.
  private func expectBoost(_ spectrum: RestSpectrum) throws {
    let mean = try integrate(from: spectrum.mass, to: spectrum.highest) {
      $0 * spectrum.density(at: $0)
    }.value
    for momentum in [0.3, 5] {
      let boost = try Boost(momentum: momentum, mass: ParticleData.chargedKaonMass.value)
      let top = (spectrum.highest * spectrum.highest - spectrum.mass * spectrum.mass).squareRoot()
      let highest = boost.range(mass: spectrum.mass, momentum: top).upperBound
      // Below γm and below the backward end of the spectrum fewer rest energies contribute.
      let backward = boost.range(mass: spectrum.mass, momentum: top).lowerBound
      let kinks = [boost.gamma * spectrum.mass, backward]
      let moments = try (0...1).map { power in
        try integrate(from: spectrum.mass, to: highest, splitAt: kinks) {
          (energy) throws(NumericsError) in
          try (power == 0 ? 1 : energy)
            * spectrum.laboratoryDensity(at: energy, parentMomentum: momentum)
        }.value
      }
      #expect(disagreement(moments[0], 1, relative: 1e-6) == nil)
      #expect(disagreement(moments[1], boost.gamma * mean, relative: 1e-6) == nil)
    }
  }

  @Test("vanish outside, and the Dalitz plot is not negative inside")
  func borders() throws {
    let decay = try decay(ParticleData.muonMass)
    let spectrum = try decay.leptonSpectrum()
    #expect(spectrum.density(at: decay.leptonMass - 1e-6) == 0)
    #expect(spectrum.density(at: decay.highestLeptonEnergy + 1e-6) == 0)
    #expect(decay.density(lepton: 0.2, pion: decay.highestPionEnergy + 1e-3) == 0)
    #expect(decay.density(lepton: 0.01, pion: 0.2) == 0)
    for step in 0...100 {
      let lepton =
        decay.leptonMass + Double(step) / 100 * (decay.highestLeptonEnergy - decay.leptonMass)
      let range = decay.pionRange(lepton: lepton)
      for share in [0, 0.3, 0.7, 1] {
        let pion = range.lowerBound + share * (range.upperBound - range.lowerBound)
        #expect(decay.density(lepton: lepton, pion: pion) >= 0)
      }
    }
  }

  /// PDG, "Muon decay parameters", ρ = 3/4: ⟨x⟩ = 7/10; asymmetry of all electrons ξ/3 = 1/3.
  @Test("of the muon have Michel's norm, mean and asymmetry", arguments: [-1.0, 0, 0.4, 1])
  func michel(helicity: Double) throws {
    func moment(_ weight: @escaping (Double, Double) -> Double) throws -> Double {
      try integrate(from: 0, to: 1) { (x) throws(NumericsError) in
        try integrate(from: -1, to: 1) { cosine in
          weight(x, cosine) * MuonDecay.density(x: x, cosine: cosine, helicity: helicity)
        }.value
      }.value
    }
    #expect(disagreement(try moment { _, _ in 1 }, 1, relative: 1e-12) == nil)
    #expect(disagreement(try moment { x, _ in x }, 0.7, relative: 1e-12) == nil)
    let cosine = try moment { _, cosine in cosine }
    #expect(disagreement(cosine, helicity / 9, absolute: 1e-12) == nil)
    #expect(MuonDecay.density(x: 1.1, cosine: 0, helicity: helicity) == 0)
    #expect(MuonDecay.density(x: 0.5, cosine: 1.1, helicity: helicity) == 0)
  }

  /// In the laboratory E = E_μ x(1 + c)/2 for a fast muon: norm one, mean 7/20 + h/20.
  @Test("of a fast muon have norm one, the mean 7/20 + h/20 and no negative part")
  func fastMuon() throws {
    for helicity in [-1.0, -0.5, 0, 1] {
      let norm = try integrate(from: 0, to: 1) {
        MuonDecay.relativisticDensity(share: $0, helicity: helicity)
      }.value
      let mean = try integrate(from: 0, to: 1) {
        $0 * MuonDecay.relativisticDensity(share: $0, helicity: helicity)
      }.value
      #expect(disagreement(norm, 1, relative: 1e-13) == nil)
      #expect(disagreement(mean, 0.35 + helicity / 20, relative: 1e-12) == nil)
      for step in 0...1000 {
        let share = Double(step) / 1000
        #expect(MuonDecay.relativisticDensity(share: share, helicity: helicity) >= 0)
      }
    }
    #expect(MuonDecay.relativisticDensity(share: 1.01, helicity: 0) == 0)
  }
}

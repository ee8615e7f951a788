import Foundation
import Stats
import TestSupport
import Testing

@testable import Backgrounds

@Suite("Kinematics of decays") struct DecayKinematicsTests {
  private static let modes: [DecayMode] = [
    .pionToElectron, .pionToMuon, .kaonToElectron, .kaonToMuon, .kaonToPionPair,
  ]

  private func decay(_ mode: DecayMode) throws -> TwoBodyDecay {
    try #require(try mode.twoBodyDecay())
  }

  @Test("share energy and momentum in two", arguments: modes)
  func conservation(mode: DecayMode) throws {
    let decay = try decay(mode)
    let other = try TwoBodyDecay(
      parentMass: decay.parentMass, mass: decay.otherMass, otherMass: decay.mass)
    #expect(disagreement(decay.restMomentum, other.restMomentum, relative: 1e-15) == nil)
    let sum = decay.restEnergy + other.restEnergy
    #expect(disagreement(sum, decay.parentMass, relative: 1e-15) == nil)
    let mass2 = decay.restEnergy * decay.restEnergy - decay.restMomentum * decay.restMomentum
    #expect(disagreement(mass2, decay.mass * decay.mass, absolute: 1e-16) == nil)
  }

  /// PDG 2026 summary tables print p = 70, 30, 247, 236 and 205 MeV/c.
  @Test("give the momenta of the summary tables", arguments: zip(modes, [70.0, 30, 247, 236, 205]))
  func momenta(mode: DecayMode, printed: Double) throws {
    #expect(disagreement(try decay(mode).restMomentum * 1000, printed, absolute: 0.5) == nil)
  }

  /// Energy and momentum of the rest frame are exact; the product of both ends of the laboratory
  /// range is γ²m² + p*² and their mean γE*.
  @Test("range symmetrically about γE*, a light product too", arguments: modes)
  func laboratoryRange(mode: DecayMode) throws {
    let decay = try decay(mode)
    for energy in [decay.parentMass, 1.5 * decay.parentMass, 10, 100, 160] {
      let range = try decay.laboratoryRange(energy: energy)
      let gamma = energy / decay.parentMass
      let mean = (range.lowerBound + range.upperBound) / 2
      #expect(disagreement(mean, gamma * decay.restEnergy, relative: 1e-14) == nil)
      let product = range.lowerBound * range.upperBound
      let squares =
        gamma * gamma * decay.mass * decay.mass + decay.restMomentum * decay.restMomentum
      #expect(disagreement(product, squares, relative: 1e-13) == nil)
    }
    let still = try decay.laboratoryRange(energy: decay.parentMass)
    #expect(disagreement(still.lowerBound, decay.restEnergy, relative: 1e-7) == nil)
  }

  /// PHYSICS: from E m_e²/m_h² to E, for a fast parent.
  @Test("reach from E m²/M² to E for a fast parent")
  func fastParent() throws {
    let range = try decay(.pionToElectron).laboratoryRange(energy: 100)
    #expect(disagreement(range.upperBound, 100, relative: 2e-6) == nil)
    let lowest = 100 * pow(0.510_998_95e-3 / 0.139_570_39, 2)
    // p*²/(γ M)² adds (M/2E)² of the upper end: 5e-5 GeV.
    #expect(disagreement(range.lowerBound, lowest, absolute: 6e-5) == nil)
  }

  /// A muon at the highest energy keeps the helicity −1 of the rest frame, one at the lowest has
  /// turned it; the mean over the uniform spectrum follows by quadrature of the definition.
  @Test(
    "turn the helicity of a muon from −1 to +1", arguments: [DecayMode.pionToMuon, .kaonToMuon])
  func helicity(mode: DecayMode) throws {
    let decay = try decay(mode)
    let range = try decay.laboratoryRange(energy: 100)
    let top = try decay.leptonHelicity(energy: 100, product: range.upperBound)
    let bottom = try decay.leptonHelicity(energy: 100, product: range.lowerBound)
    #expect(disagreement(top, -1, relative: 1e-9) == nil)
    #expect(disagreement(bottom, 1, relative: 1e-9) == nil)
  }

  @Test("see the spin vector of the simulation under the helicity of the quadrature")
  func spinVector() throws {
    let sample = try SampleDecays.plain()
    var source = SeededUniforms(seed: 4)
    for mode in [DecayMode.pionToMuonToElectron, .kaonToMuonToElectron] {
      let generator = try DecayGenerator(mode, sample)
      let decay = try decay(mode)
      for _ in 0..<200 {
        let muon = generator.next(&source).state.charged
        let spin = generator.spin(of: muon)
        let direction = (1 / muon.momentum.length) * muon.momentum
        let helicity = try decay.leptonHelicity(
          energy: generator.parent.energy, product: muon.energy)
        // γ = 1e3: the cancellation in the formula leaves about 1e-9.
        #expect(disagreement(spin.dot(direction), helicity, absolute: 1e-7) == nil)
      }
    }
  }

  @Test("boost there and back, conserving the mass")
  func boosts() {
    var source = SeededUniforms(seed: 8)
    for _ in 0..<100 {
      let frame = FourMomentum(mass: 0.5, momentum: 20 * source.nextDirection())
      let particle = FourMomentum(mass: 0.14, momentum: 0.3 * source.nextDirection())
      let seen = particle.boosted(from: frame, mass: 0.5)
      let back = seen.boosted(into: frame, mass: 0.5)
      #expect(disagreement(back.energy, particle.energy, relative: 1e-11) == nil)
      #expect(disagreement(back.momentum.x, particle.momentum.x, absolute: 1e-11) == nil)
      #expect(disagreement(back.momentum.z, particle.momentum.z, absolute: 1e-11) == nil)
      let product =
        seen.energy * frame.energy - seen.momentum.dot(frame.momentum)
      #expect(disagreement(product, 0.5 * particle.energy, relative: 1e-11) == nil)
    }
  }

  @Test("make directions of length one at the asked angle", arguments: [-1.0, -0.3, 0, 0.999, 1])
  func directions(cosine: Double) {
    var source = SeededUniforms(seed: 15)
    for _ in 0..<20 {
      let axis = source.nextDirection()
      let direction = Vector.direction(cosine: cosine, turn: source.uniform(), about: axis)
      #expect(disagreement(direction.length, 1, relative: 1e-14) == nil)
      #expect(disagreement(direction.dot(axis), cosine, absolute: 1e-14) == nil)
    }
  }

  @Test("refuse a parent lighter than its products, and an energy below the mass")
  func refusals() throws {
    #expect(throws: NumericsError.self) {
      try TwoBodyDecay(parentMass: 0.1, mass: 0.1, otherMass: 0.1)
    }
    #expect(throws: NumericsError.self) {
      try TwoBodyDecay(parentMass: .nan, mass: 0, otherMass: 0)
    }
    #expect(throws: NumericsError.self) {
      try TwoBodyDecay(parentMass: 1, mass: -0.1, otherMass: 0)
    }
    let decay = try decay(.pionToElectron)
    for energy in [0.1, -1, .nan, .infinity] {
      #expect(throws: NumericsError.self) { try decay.laboratoryRange(energy: energy) }
      #expect(throws: NumericsError.self) { try decay.leptonHelicity(energy: energy, product: 1) }
    }
    #expect(throws: NumericsError.self) {
      try SemileptonicDecay(
        kaonMass: 0.1, pionMass: 0.1, leptonMass: 0.1, formFactors: .particleDataGroup)
    }
  }
}

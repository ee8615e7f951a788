/// Beam particles that interact in the material before the target and are seen by no veto.
public struct DeclaredUpstream: Hashable, Sendable {
  /// In the order of the file.
  public let layers: [DeclaredLayer]
  public let process: Process
  public let emission: Emission
  public let escape: DeclaredEscapes
  /// The probability that the veto calorimeter misses such an event.
  public let vetoMiss: DeclaredFactor
  /// Multiplies all thicknesses; they are as declared if nil.
  public let materialScale: DeclaredFactor?
  /// The particles on target of the data if nil.
  public let onTarget: DeclaredFactor?
  /// Further factors of the product, in the order of the file.
  public let corrections: [DeclaredFactor]
  /// Another estimate of the same events; nil if there is none.
  public let comparison: Comparison?

  /// What a beam particle does in the material.
  public enum Process: Hashable, Sendable {
    /// Radiates a photon of more than a share of its energy.
    case hardBremsstrahlung(above: Double)
    /// The cross section of a photon on a nucleon, in microbarn.
    case electronuclear(photons: Photons, crossSection: DeclaredFactor)
    /// The probability of a photon to act as a hadron.
    case hadronicPhotons(photons: Photons, hadronicFraction: DeclaredFactor)
    case hadronic
  }

  /// The photons that a beam particle carries with it.
  public enum Photons: Hashable, Sendable {
    /// Their number for each beam particle.
    case declared(DeclaredFactor)
    /// Those above a share of the beam energy, by the equivalent-photon spectrum.
    ///
    /// The largest virtuality is in GeV².
    case equivalent(above: Double, largestVirtuality: Double)
  }

  /// How the secondaries spread in angle.
  public struct Emission: Hashable, Sendable {
    /// In radian, rising.
    public let angles: [Double]
    /// Secondaries per radian at each angle, in any unit.
    public let weights: [Double]
  }

  /// What becomes of two estimates of the same events.
  public struct Comparison: Hashable, Sendable {
    /// The background with the other estimate.
    public let other: String
    public let use: Use

    /// Which of the two enters the sum.
    public enum Use: String, Hashable, Sendable, CaseIterable {
      case this, other, average
    }
  }

  /// Without those that only the process has.
  var factors: [DeclaredFactor] {
    [vetoMiss] + [materialScale, onTarget].compactMap { $0 } + corrections
  }
}

/// A piece of material that the beam crosses.
public struct DeclaredLayer: Hashable, Sendable {
  public let name: String
  public let material: Material
  /// Along the beam, in metres, above zero.
  public let thickness: Double
  /// Along the beam, in metres.
  public let position: Double

  public enum Material: Hashable, Sendable {
    /// By the name of a material whose numbers are built in.
    case known(String)
    /// Density in g/cm³; radiation length and nuclear interaction length in metres.
    case declared(
      String, density: Double, radiationLength: Double, interactionLength: Double, source: String?)
  }
}

/// The probability that the secondaries of an interaction miss every veto, on a grid.
public struct DeclaredEscapes: Hashable, Sendable {
  /// In radian, rising.
  public let angles: [Double]
  /// By rising position.
  public let rows: [Row]

  public struct Row: Hashable, Sendable {
    /// Along the beam, in metres.
    public let position: Double
    /// One for each angle.
    public let chances: Chances
  }

  public enum Chances: Hashable, Sendable {
    case declared([Double])
    case simulated(escaped: [Int], total: [Int])
  }
}

/// Particles of the beam that decay in flight, as an analysis file declares them.
///
/// Plain numbers, each with its uncertainty and source; zero uncertainty where the file gives none.
/// The momentum and the charge are those of the beam, the particles on target those of the data.
public struct DeclaredDecays: Hashable, Sendable {
  public let contamination: DeclaredContamination
  /// Along the beam, each after the one before, with distinct names.
  public let segments: [DeclaredSegment]
  public let calorimeter: DeclaredCalorimeter
  public let vetoes: DeclaredVetoes
  /// The share of the decays in the box that pass the cuts not described here, 0 to 1.
  public let selectionEfficiency: DeclaredNumber
}

/// The shares of the particles on target that are something else, 0 to 1; their sum is at most 1.
public struct DeclaredContamination: Hashable, Sendable {
  /// Nil for a kind that the file does not name; at least one is there.
  public let pions: DeclaredNumber?
  public let kaons: DeclaredNumber?
  public let muons: DeclaredNumber?
  /// −1 to 1; there if muons are.
  public let muonHelicity: DeclaredNumber?
}

/// A stretch of the beam line in which particles may decay.
public struct DeclaredSegment: Hashable, Sendable {
  public let name: String
  /// In metres along the beam, zero or more, from where the contamination is declared.
  public let from: DeclaredNumber
  /// In metres; beyond `from`.
  public let to: DeclaredNumber
  /// The share of the decays that the tag takes for a particle of the beam, 0 to 1.
  public let tagEfficiency: DeclaredNumber
  /// The share of the decays that counters discard, 0 to 1.
  public let vetoEfficiency: DeclaredNumber
  public let track: Track

  /// What the spectrometer has measured when a particle decays in the segment.
  public enum Track: Hashable, Sendable {
    /// The parent, of which this share is accepted, 0 to 1.
    case beforeDecay(acceptance: DeclaredNumber)
    /// The charged product, with a momentum in a window in GeV and a relative resolution.
    case afterDecay(window: ValueRange, resolution: Double)
  }
}

/// What measures the visible energy.
public struct DeclaredCalorimeter: Hashable, Sendable {
  /// The visible energy, as a column or a derived quantity.
  public let variableName: String
  public let variable: CheckedExpression
  /// Upper end of the signal region in the variable, in GeV.
  public let below: DeclaredNumber
  /// Lower end in GeV; nil where the signal region begins at zero or lower.
  public let above: Double?
  public let resolution: Resolution
  /// Where the face is, in metres along the beam, not before the end of the last segment.
  public let position: Double
  /// Of the face, in metres, above zero.
  public let radius: DeclaredNumber
  /// In GeV, zero or more.
  public let minimumIonisingDeposit: DeclaredNumber

  /// σ(E)/E = stochastic/√(E/GeV) ⊕ noise/E ⊕ constant, all zero or more.
  public struct Resolution: Hashable, Sendable {
    public let stochastic: DeclaredNumber
    /// In GeV.
    public let noise: DeclaredNumber
    public let constant: DeclaredNumber
  }
}

/// The shares of particles beside the calorimeter's measurement that are noticed elsewhere, 0 to 1.
public struct DeclaredVetoes: Hashable, Sendable {
  public let muon: DeclaredNumber
  public let chargedPion: DeclaredNumber
  /// For an electron or photon that misses the face of the calorimeter.
  public let outsideCalorimeter: DeclaredNumber
}

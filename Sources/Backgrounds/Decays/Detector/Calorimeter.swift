/// The round face of a calorimeter, centred on the beam.
public struct CalorimeterAperture: Hashable, Sendable {
  /// In metres along the beam, on the scale of the segments.
  public var position: Double
  /// In metres, above zero.
  public var radius: Double

  public init(position: Double, radius: Double) {
    (self.position, self.radius) = (position, radius)
  }
}

/// What measures the visible energy: all electrons and photons that hit it.
public struct Calorimeter: Hashable, Sendable {
  public var resolution: EnergyResolution
  /// The measured energies inside the signal box, in GeV.
  public var signalBox: MeasuredWindow
  /// Nil for one that catches every electron and photon.
  public var aperture: CalorimeterAperture?
  /// Left by a muon, or by a charged pion that does not shower, in GeV; zero or more.
  public var minimumIonisingDeposit: Double

  public init(
    resolution: EnergyResolution, signalBox: MeasuredWindow, aperture: CalorimeterAperture?,
    minimumIonisingDeposit: Double
  ) {
    self.resolution = resolution
    self.signalBox = signalBox
    self.aperture = aperture
    self.minimumIonisingDeposit = minimumIonisingDeposit
  }

  /// Probability that a visible energy in GeV is measured inside the box.
  func acceptance(visible: Double) -> Double {
    signalBox.acceptance(of: visible, deviation: resolution.deviation(at: visible))
  }

  /// Where along the beam the path of a particle from the axis begins to lead into the face.
  ///
  /// From before this place, in metres, it passes outside; infinite for a particle that flies back.
  func firstPlace(for momentum: Vector) -> Double {
    guard let aperture else { return -.infinity }
    guard momentum.z > 0 else { return .infinity }
    let transverse = (momentum.x * momentum.x + momentum.y * momentum.y).squareRoot()
    guard transverse > 0 else { return -.infinity }
    return aperture.position - aperture.radius * momentum.z / transverse
  }

  /// Whether a particle from a place beside the axis hits the face; places in metres.
  func catches(_ momentum: Vector, from place: Vector) -> Bool {
    guard let aperture else { return true }
    guard momentum.z > 0 else { return false }
    let flight = (aperture.position - place.z) / momentum.z
    let (x, y) = (place.x + flight * momentum.x, place.y + flight * momentum.y)
    return x * x + y * y <= aperture.radius * aperture.radius
  }
}

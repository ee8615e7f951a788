public import Stats

/// The nearly real photons that a fast lepton carries with it.
///
/// `n(y) dy = α/2π {[1 + (1 − y)²]/y · ln(Q²_max/Q²_min) + 2 m² y (1/Q²_max − 1/Q²_min)} dy` with the
/// energy fraction y and `Q²_min = m² y²/(1 − y)`.
/// Neglects the dependence of the photon's cross section on its virtuality up to Q²_max.
/// Reference: S. Frixione, M. Mangano, P. Nason, G. Ridolfi, Phys. Lett. B 319 (1993) 339.
public struct EquivalentPhotons: Hashable, Sendable {
  /// Of the lepton, in GeV.
  public let mass: Double
  /// Q²_max, up to which the photon counts as real, in GeV²; about the ρ mass squared.
  public let largestVirtuality: Double

  /// - Throws: `NumericsError` of kind `invalidInput` for a number that is not above zero.
  public init(mass: Double, largestVirtuality: Double) throws(NumericsError) {
    guard mass > 0, mass < .infinity, largestVirtuality > 0, largestVirtuality < .infinity else {
      throw NumericsError(
        .invalidInput, "equivalent photons need a mass and a largest virtuality above zero",
        advice: "give GeV and GeV squared")
    }
    (self.mass, self.largestVirtuality) = (mass, largestVirtuality)
  }

  /// The number of photons above an energy fraction, per lepton.
  ///
  /// - Parameter fraction: y, above zero.
  /// - Throws: `NumericsError` of kind `invalidInput` for a fraction that is not above zero.
  public func number(above fraction: Double) throws(NumericsError) -> Double {
    guard fraction > 0 else {
      throw NumericsError(
        .invalidInput, "equivalent photons need an energy fraction above zero",
        advice: "give the smallest loss that matters, such as 0.1 of the beam energy")
    }
    guard fraction < largestFraction else { return 0 }
    // Over ln y, where the density is nearly flat.
    return try integrate(from: log(fraction), to: log(largestFraction)) { logFraction in
      exp(logFraction) * density(exp(logFraction))
    }.value
  }

  /// Where Q²_min reaches Q²_max.
  private var largestFraction: Double {
    2 / (1 + (1 + 4 * mass * mass / largestVirtuality).squareRoot())
  }

  private func density(_ y: Double) -> Double {
    let smallest = mass * mass * y * y / (1 - y)
    guard smallest < largestVirtuality else { return 0 }
    let split = (1 + (1 - y) * (1 - y)) / y * log(largestVirtuality / smallest)
    let massTerm = 2 * mass * mass * y * (1 / largestVirtuality - 1 / smallest)
    return Self.fineStructureConstant / (2 * Double.pi) * (split + massTerm)
  }

  /// CODATA 2022.
  private static let fineStructureConstant = 7.297_352_564_3e-3
}

public import Stats

/// Bremsstrahlung of an electron or positron in a target that is thin in radiation lengths.
///
/// The spectrum of photons of energy fraction y is `(4/3 − 4y/3 + y²)/y` per radiation length: complete
/// screening, without the term (1 − y)(Z² + Z)/9, which is at most 2.5 % of it. Neglects that
/// screening is incomplete near y = 1, and the suppression of soft photons in dense matter.
/// Reference: Y.-S. Tsai, Rev. Mod. Phys. 46 (1974) 815; PDG, *Review of Particle Physics*, Passage of
/// Particles Through Matter.
public enum ThinTarget {
  /// Photons above an energy fraction, per radiation length: `4/3 ln(1/y) − 4/3 (1 − y) + (1 − y²)/2`.
  ///
  /// - Parameter fraction: y, above zero; zero photons from one on.
  /// - Throws: `NumericsError` of kind `invalidInput` for a fraction that is not above zero: the
  ///   number of soft photons is infinite.
  public static func hardPhotons(above fraction: Double) throws(NumericsError) -> Double {
    guard fraction > 0 else {
      throw NumericsError(
        .invalidInput, "bremsstrahlung needs an energy fraction above zero",
        advice: "give the smallest loss that matters, such as 0.1 of the beam energy")
    }
    guard fraction < 1 else { return 0 }
    let rest = 1 - fraction
    return -4 / 3 * log(fraction) - 4 / 3 * rest + rest * (1 + fraction) / 2
  }
}

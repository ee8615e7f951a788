/// A measured constant of nature with its standard error and where it is printed.
public struct MeasuredConstant: Hashable, Sendable {
  public let value: Double
  /// One standard error, in the unit of the value; for branching fractions with PDG's scale factor.
  public let uncertainty: Double
  /// Identifier of the quantity at the Particle Data Group, as in `S010.6`.
  public let identifier: String

  init(_ value: Double, _ uncertainty: Double, _ identifier: String) {
    (self.value, self.uncertainty, self.identifier) = (value, uncertainty, identifier)
  }
}

/// Masses, lifetimes, branching fractions and form-factor slopes that decays in flight need.
///
/// Source: Particle Data Group, *Review of Particle Physics*, ``edition``, summary values of the
/// PDG data base; each is rounded to less than a tenth of its error. Masses in GeV, times in
/// seconds.
public enum ParticleData {
  /// The edition that every value below is taken from.
  public static let edition = "PDG 2026"
  /// In metres per second; exact by definition of the metre.
  public static let speedOfLight = 299_792_458.0

  public static let electronMass = MeasuredConstant(0.510_998_950_69e-3, 1.6e-13, "S003M")
  public static let muonMass = MeasuredConstant(0.105_658_375_5, 2.3e-9, "S004M")
  public static let chargedPionMass = MeasuredConstant(0.139_570_391, 1.82e-7, "S008M")
  public static let neutralPionMass = MeasuredConstant(0.134_976_828, 4.86e-7, "S009M")
  public static let chargedKaonMass = MeasuredConstant(0.493_676_6, 1.54e-5, "S010M")

  public static let muonLifetime = MeasuredConstant(2.196_981_1e-6, 2.2e-12, "S004T")
  public static let chargedPionLifetime = MeasuredConstant(2.603_313e-8, 5.29e-12, "S008T")
  public static let chargedKaonLifetime = MeasuredConstant(1.237_976e-8, 2.02e-11, "S010T")

  public static let pionToMuon = MeasuredConstant(0.999_877, 4e-7, "S008.1")
  public static let pionToElectron = MeasuredConstant(1.230e-4, 4e-7, "S008.2")
  public static let kaonToMuon = MeasuredConstant(0.635_60, 0.001_07, "S010.1")
  public static let kaonToPionPair = MeasuredConstant(0.206_70, 0.000_753, "S010.2")
  public static let kaonToPionMuon = MeasuredConstant(0.033_517, 0.000_337, "S010.5")
  public static let kaonToPionElectron = MeasuredConstant(0.050_719, 0.000_432, "S010.6")
  public static let kaonToElectron = MeasuredConstant(1.581_7e-5, 6.57e-8, "S010.11")

  /// λ₊ of the linear vector form factor in Kℓ3±, fitted with μ–e universality.
  public static let vectorSlope = MeasuredConstant(0.029_590, 0.000_249, "S010L+E")
  /// λ₀ of the linear scalar form factor in Kμ3±, fitted with μ–e universality.
  public static let scalarSlope = MeasuredConstant(0.017_60, 0.002_53, "S010L0")
}

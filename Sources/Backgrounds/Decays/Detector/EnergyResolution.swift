/// The resolution of a calorimeter, σ(E)/E = a/√E ⊕ b/E ⊕ c, with a Gaussian response.
///
/// Neglects tails that are not Gaussian and a response that is not linear.
public struct EnergyResolution: Hashable, Sendable {
  /// a in √GeV, zero or more; 0.1 is the usual "10 %/√E".
  public var stochastic: Double
  /// b in GeV, zero or more.
  public var noise: Double
  /// c, zero or more.
  public var constant: Double

  public init(stochastic: Double, noise: Double, constant: Double) {
    (self.stochastic, self.noise, self.constant) = (stochastic, noise, constant)
  }

  /// Measures the energy exactly.
  public static let perfect = EnergyResolution(stochastic: 0, noise: 0, constant: 0)

  /// σ in GeV at a true energy in GeV.
  public func deviation(at energy: Double) -> Double {
    let energy = max(energy, 0)
    return
      (stochastic * stochastic * energy + noise * noise + constant * constant * energy * energy)
      .squareRoot()
  }
}

/// The form of a density of one variable, without its range and parameters.
public indirect enum DensityShape: Hashable, Sendable {
  /// Constant; no parameter.
  case uniform
  /// exp(λ x) with a slope λ of either sign.
  case exponential
  /// xᵏ for x above zero, with an exponent k of either sign.
  case powerLaw
  /// exp(Σ aₖ (x − c)ᵏ), k from 1 to the degree, with the middle c of the range.
  case exponentialOfPolynomial(degree: Int)
  /// Σ cₖ Bₖ(x), k from 0 to the degree n, on the range only, where it cannot be negative.
  ///
  /// With z from 0 to 1 over the range, Bₖ = (n choose k) zᵏ (1 − z)ⁿ⁻ᵏ. The coefficients
  /// cₖ ≥ 0 add up to one; the parameters are fractions φₖ = cₖ / (cₖ + … + cₙ).
  case bernstein(degree: Int)
  /// exp(−t²/2) with t = (x − mean) / width.
  case gaussian
  /// A Gaussian with a power-law tail on one side, from α widths beyond the mean:
  /// exp(−α²/2) (1 + α y / n)⁻ⁿ at y widths beyond.
  ///
  /// Reference: J. E. Gaiser, SLAC-R-255 (1982), appendix F.
  case crystalBall(tail: Side)
  /// A Gaussian with a power-law tail of its own on each side.
  case doubleSidedCrystalBall
  /// Several densities, each normalised on the range, not sums themselves.
  ///
  /// Further parameters are the fractions: of the whole for the first component, then of what is
  /// left for each but the last.
  case sum([DensityShape])

  /// A side of a peak.
  public enum Side: String, Hashable, Sendable, CaseIterable {
    case lower, upper
  }

  /// Two exponentials, which start from the lower and the upper half of the events.
  public static var twoExponentials: Self { .sum([.exponential, .exponential]) }
}

extension DensityShape {
  /// The formula on a range.
  func form(on range: ValueRange) throws(NumericsError) -> any DensityForm {
    switch self {
    case .uniform: UniformForm()
    case .exponential: ExponentialForm(range: range)
    case .powerLaw: try PowerLawForm(range: range)
    case .exponentialOfPolynomial(let degree):
      try PolynomialExponentForm(degree: degree, range: range)
    case .bernstein(let degree): try bernsteinForm(degree: degree, range: range)
    case .gaussian: GaussianForm(range: range)
    case .crystalBall(let side): CrystalBallForm(range: range, side: side)
    case .doubleSidedCrystalBall: DoubleSidedCrystalBallForm(range: range)
    case .sum(let shapes): try sumForm(shapes, range: range)
    }
  }
}

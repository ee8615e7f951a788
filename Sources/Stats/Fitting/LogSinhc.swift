/// ln(sinh x / x) and its derivatives, without cancellation near zero or overflow far from it.
///
/// An exponential density on a finite range is made of them: its normalisation, mean and variance.
/// All are smooth through x = 0, where the density is flat.
enum LogSinhc {
  /// ln(sinh x / x): even, zero at zero.
  static func value(_ x: Double) -> Double {
    let size = abs(x)
    if size < 1 { return log1p(sinhcMinusOne(x)) }
    return size - log(2 * size) + log1p(-exp(-2 * size))
  }

  /// coth x − 1/x, the Langevin function: odd, between −1 and 1, near x/3 at zero.
  static func slope(_ x: Double) -> Double {
    let size = abs(x)
    if size < 1 { return x * polynomial(slopeTerms, x * x) / (1 + sinhcMinusOne(x)) }
    let magnitude = 1 + 2 / expm1(2 * size) - 1 / size
    return x < 0 ? -magnitude : magnitude
  }

  /// 1/x² − 1/sinh² x: even, above zero, 1/3 at zero.
  static func curvature(_ x: Double) -> Double {
    let size = abs(x)
    if size < 1 {
      let sinhc = 1 + sinhcMinusOne(x)
      return polynomial(curvatureTerms, x * x) / (sinhc * sinhc)
    }
    let decay = exp(-2 * size)
    return 1 / (x * x) - 4 * decay / ((1 - decay) * (1 - decay))
  }

  /// The x of a given slope, right to 5 %: a rational form of the inverse Langevin function.
  ///
  /// Reference: A. Cohen, Rheol. Acta 30 (1991) 270.
  /// - Parameter slope: Between −1 and 1.
  static func nearSlopeInverse(_ slope: Double) -> Double {
    slope * (3 - slope * slope) / (1 - slope * slope)
  }

  /// sinh x / x − 1.
  private static func sinhcMinusOne(_ x: Double) -> Double {
    x * x * polynomial(sinhcTerms, x * x)
  }

  // Terms of positive power series in x², as many as |x| < 1 needs for double precision.

  /// (sinh x − x) / x³ = Σ x²ᵏ / (2k + 3)!.
  private static let sinhcTerms = (0..<9).map { 1 / factorial(2 * $0 + 3) }
  /// (x cosh x − sinh x) / x³ = Σ (2k + 2) x²ᵏ / (2k + 3)!.
  private static let slopeTerms = (0..<9).map { Double(2 * $0 + 2) / factorial(2 * $0 + 3) }
  /// (sinh² x − x²) / x⁴ = Σ 2²ᵏ⁺³ x²ᵏ / (2k + 4)!.
  private static let curvatureTerms = (0..<12).map {
    Double(1 << (2 * $0 + 3)) / factorial(2 * $0 + 4)
  }

  private static func factorial(_ number: Int) -> Double {
    (1...number).reduce(1) { $0 * Double($1) }
  }

  private static func polynomial(_ terms: [Double], _ x: Double) -> Double {
    terms.reversed().reduce(0) { $0 * x + $1 }
  }
}

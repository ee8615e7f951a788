/// P(a, x) and Q(a, x), the regularised incomplete gamma functions of a large shape a.
///
/// Q(a, x) = erfc(η √(a/2))/2 + R with η²/2 = λ − 1 − ln λ and λ = x/a, where R is expanded to the
/// order 1/a² and in powers of η. Right to 1e-12 of the larger tail and, within eight standard
/// deviations, to 1e-10 of the smaller one, in no time, where sums have √a terms.
/// References: N. M. Temme, SIAM J. Math. Anal. 10 (1979) 757; A. R. DiDonato and A. H. Morris, ACM
/// Trans. Math. Softw. 12 (1986) 377, section 3, for the coefficients.
struct UniformGammaTails {
  static let smallestShape = 1e4

  let lower: Double
  let upper: Double

  /// - Parameters:
  ///   - shape: a, at least ``smallestShape``.
  ///   - x: Zero or more.
  init(shape: Double, _ x: Double) {
    let excess = (x - shape) / shape
    let distance = (2 * shape * excessOverLogarithm(excess)).squareRoot()
    let deviation = excess < 0 ? -distance : distance
    // Beyond this the tails are zero and one in double precision.
    guard distance < 38 else {
      (lower, upper) = excess < 0 ? (0, 1) : (1, 0)
      return
    }
    let density = exp(-distance * distance / 2 - halfLogTwoPi) / shape.squareRoot()
    let rest = density * Self.correction(shape, deviation / shape.squareRoot())
    upper = min(1, max(0, normalCumulative(-deviation) + rest))
    lower = min(1, max(0, normalCumulative(deviation) - rest))
  }

  private static func correction(_ shape: Double, _ eta: Double) -> Double {
    polynomial(leading, eta) + polynomial(next, eta) / shape
  }

  private static func polynomial<let size: Int>(
    _ coefficients: [size of Double], _ x: Double
  ) -> Double {
    var sum = 0.0
    for index in coefficients.indices.reversed() { sum = sum * x + coefficients[index] }
    return sum
  }

  private static let leading: [8 of Double] = [
    -1.0 / 3, 1.0 / 12, -2.0 / 135, 1.0 / 864, 1.0 / 2835, -1.787_551_440_329_218e-4,
    3.919_263_178_522_438e-5, -2.185_448_510_679_992e-6,
  ]

  private static let next: [4 of Double] = [
    -1.0 / 540, -1.0 / 288, 1.0 / 378, -9.902_263_374_485_597e-4,
  ]
}

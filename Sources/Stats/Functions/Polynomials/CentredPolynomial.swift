/// Σ aₖ (x − c)ᵏ, k from 1.
struct CentredPolynomial: Sendable {
  let coefficients: [Double]
  let centre: Double

  func value(at x: Double) -> Double {
    let distance = x - centre
    return coefficients.reversed().reduce(0) { ($0 + $1) * distance }
  }

  /// Σ |aₖ| |x − c|ᵏ, which times the machine precision is the rounding error of the value.
  func size(at x: Double) -> Double {
    let distance = abs(x - centre)
    return coefficients.reversed().reduce(0) { ($0 + abs($1)) * distance }
  }

  /// (x − c)ᵏ for every k.
  func powers(at x: Double) -> [Double] {
    var power = 1.0
    return coefficients.map { _ in
      power *= x - centre
      return power
    }
  }

  /// (x − c)ᵏ − (o − c)ᵏ for every k, without cancellation near o.
  func powers(at x: Double, since origin: Double) -> [Double] {
    var (difference, originPower) = (0.0, 1.0)
    return coefficients.map { _ in
      difference = (x - centre) * difference + (x - origin) * originPower
      originPower *= origin - centre
      return difference
    }
  }
}

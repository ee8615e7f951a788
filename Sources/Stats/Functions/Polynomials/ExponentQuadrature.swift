/// ln ∫ exp(P(x)) dx over a range, with gradient and Hessian in the coefficients of P.
///
/// The gradient is the mean of (x − c)ᵏ under exp(P), the Hessian their covariance; both are taken
/// relative to the place of the largest P, where they do not cancel. Panels are halved until a
/// panel and its halves agree to the rounding error of P.
struct ExponentQuadrature: Sendable {
  private let polynomial: CentredPolynomial
  private let rule: GaussLegendre
  private let range: ValueRange
  private let withDerivatives: Bool
  /// Near the place of the largest P.
  private let origin: Double

  init(
    _ polynomial: CentredPolynomial, over range: ValueRange, rule: GaussLegendre,
    withDerivatives: Bool
  ) {
    (self.polynomial, self.range, self.rule) = (polynomial, range, rule)
    self.withDerivatives = withDerivatives
    let places = (0...16).map { range.lower + Double($0) / 16 * range.width }
    origin = places.max { polynomial.value(at: $0) < polynomial.value(at: $1) } ?? range.lower
  }

  /// - Throws: ``NumericsError/Kind/notConverged`` for a P too large for double precision.
  func sums() throws(NumericsError) -> ExponentSums {
    // P of one range at one set of coefficients is this uncertain, and so is the integral.
    let size = max(polynomial.size(at: range.lower), polynomial.size(at: range.upper))
    let tolerance = 1e-14 + 1e-15 * size
    guard tolerance < 1e-6 else { throw .unresolvedExponent }
    var pending = [(range: range, sums: panel(range))]
    var total = ExponentSums(count: pending[0].sums.moments.count)
    for _ in 0..<4000 {
      guard let (whole, coarse) = pending.popLast() else { return total }
      let middle = whole.middle
      guard let lower = try? ValueRange(from: whole.lower, to: middle),
        let upper = try? ValueRange(from: middle, to: whole.upper)
      else { throw .unresolvedExponent }
      let (left, right) = (panel(lower), panel(upper))
      let fine = left.adding(right)
      let negligible = fine.logIntegral < total.logIntegral - 45
      if negligible || abs(fine.logIntegral - coarse.logIntegral) <= tolerance {
        total = total.adding(fine)
      } else {
        pending += [(lower, left), (upper, right)].sorted { $0.1.logIntegral < $1.1.logIntegral }
      }
    }
    throw .unresolvedExponent
  }

  private func panel(_ panel: ValueRange) -> ExponentSums {
    let places = rule.nodes.map { panel.middle + $0 * panel.width / 2 }
    let exponents = places.map { polynomial.value(at: $0) }
    var sums = ExponentSums(count: momentCount)
    sums.logScale = exponents.max() ?? 0
    for index in places.indices {
      let share = rule.weights[index] * panel.width / 2 * exp(exponents[index] - sums.logScale)
      sums.add(share, withDerivatives ? polynomial.powers(at: places[index], since: origin) : [])
    }
    return sums
  }

  private var momentCount: Int {
    let degree = withDerivatives ? polynomial.coefficients.count : 0
    return 1 + degree + degree * (degree + 1) / 2
  }

  /// The value alone.
  func logIntegral() throws(NumericsError) -> Double { try sums().logIntegral }

  /// Appends value, gradient and Hessian to a table.
  func append(to rows: inout DerivativeRows) throws(NumericsError) {
    let sums = try sums()
    let atOrigin = polynomial.powers(at: origin)
    let start = rows.appendZeros()
    rows[element: start] = sums.logIntegral
    let degree = atOrigin.count
    var pair = start + 1 + degree
    for row in 0..<degree {
      rows[element: start + 1 + row] = atOrigin[row] + sums.mean(row)
      for column in 0...row {
        rows[element: pair] = sums.covariance(row, column, degree: degree)
        pair += 1
      }
    }
  }
}

/// ∫ exp(P), ∫ qₖ exp(P) and ∫ qₖ qₗ exp(P) for powers q, in units of exp(`logScale`).
struct ExponentSums: Sendable {
  var logScale = -Double.infinity
  private(set) var moments: [Double]

  init(count: Int) { moments = Array(repeating: 0, count: count) }

  var logIntegral: Double { logScale + log(moments[0]) }

  func mean(_ index: Int) -> Double { moments[1 + index] / moments[0] }

  func covariance(_ row: Int, _ column: Int, degree: Int) -> Double {
    moments[1 + degree + row * (row + 1) / 2 + column] / moments[0] - mean(row) * mean(column)
  }

  mutating func add(_ share: Double, _ powers: [Double]) {
    moments[0] += share
    var pair = 1 + powers.count
    for row in powers.indices {
      moments[1 + row] += share * powers[row]
      for column in 0...row {
        moments[pair] += share * powers[row] * powers[column]
        pair += 1
      }
    }
  }

  func adding(_ other: Self) -> Self {
    let (larger, smaller) = logScale >= other.logScale ? (self, other) : (other, self)
    guard smaller.logScale > -.infinity else { return larger }
    let factor = exp(smaller.logScale - larger.logScale)
    var sum = larger
    for index in moments.indices { sum.moments[index] += factor * smaller.moments[index] }
    return sum
  }
}

extension NumericsError {
  fileprivate static var unresolvedExponent: Self {
    Self(
      .notConverged, "the exponential of a polynomial is too steep to be integrated",
      advice: "choose a lower degree, or a shorter range")
  }
}

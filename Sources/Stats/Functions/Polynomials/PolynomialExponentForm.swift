/// exp(Σ aₖ (x − c)ᵏ), k from 1 to the degree, with the middle c of the range.
struct PolynomialExponentForm: ExponentialFamily {
  static let degrees = 1...10

  let degree: Int
  let range: ValueRange
  private let rule: GaussLegendre

  /// - Throws: ``NumericsError/Kind/invalidInput`` for a degree outside ``degrees``.
  init(degree: Int, range: ValueRange) throws(NumericsError) {
    guard Self.degrees.contains(degree) else {
      throw NumericsError(
        .invalidInput, "the exponential of a polynomial needs a degree from 1 to 10",
        advice: "choose a degree in this range, usually 2 or 3")
    }
    (self.degree, self.range, rule) = (degree, range, try GaussLegendre(points: 16))
  }

  var parameters: [ShapeParameter] {
    (1...degree).map { ShapeParameter("coefficient \($0)", unitPower: -$0) }
  }

  func isDefined(over range: ValueRange) -> Bool { true }

  /// The best exponential.
  func start(for sample: StartingSample) -> [StartingValue] {
    let slope = sample.startingSlope(over: sample.range) { $0 }
    return (1...degree).map { power in
      let step = 2 / (sample.precision * pow(range.width / 2, Double(power)))
      return StartingValue(value: power == 1 ? slope.value : 0, step: step)
    }
  }

  func statistics(at value: Double) -> [Double] {
    let unit = CentredPolynomial(
      coefficients: Array(repeating: 1, count: degree), centre: range.middle)
    return unit.powers(at: value)
  }

  func values(at point: ArraySlice<Double>) -> DensityEvaluation<[Double]> {
    let polynomial = CentredPolynomial(coefficients: Array(point), centre: range.middle)
    return DensityEvaluation(
      logDensities: { values in values.map { polynomial.value(at: $0) } },
      logIntegrals: { [rule] (ranges) throws(NumericsError) in
        try ranges.map { (range) throws(NumericsError) in
          try ExponentQuadrature(polynomial, over: range, rule: rule, withDerivatives: false)
            .logIntegral()
        }
      })
  }

  func derivatives(at point: ArraySlice<Double>) -> DensityEvaluation<DerivativeRows> {
    let polynomial = CentredPolynomial(coefficients: Array(point), centre: range.middle)
    return DensityEvaluation(
      logDensities: { values in
        var rows = DerivativeRows(variables: polynomial.coefficients.count, capacity: values.count)
        for value in values {
          rows.append(polynomial.value(at: value), gradient: polynomial.powers(at: value))
        }
        return rows
      },
      logIntegrals: { [rule] (ranges) throws(NumericsError) in
        var rows = DerivativeRows(variables: polynomial.coefficients.count, capacity: ranges.count)
        for range in ranges {
          try ExponentQuadrature(polynomial, over: range, rule: rule, withDerivatives: true)
            .append(to: &rows)
        }
        return rows
      })
  }
}

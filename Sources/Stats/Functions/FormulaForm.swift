/// A density at given parameters, written once for plain numbers and for jets.
protocol DensityFormula: Sendable {
  associatedtype Number: AnalyticNumber

  /// ln u(x).
  func logDensity(at value: Double) -> Number

  /// ln ∫ u(x) dx.
  func logIntegral(over range: ValueRange) -> Number
}

/// A form whose derivatives come from its formula in jets.
protocol FormulaForm: DensityForm {
  associatedtype Plain: DensityFormula where Plain.Number == Double
  associatedtype Exact: DensityFormula

  func plainFormula(at point: ArraySlice<Double>) -> Plain
  func exactFormula(at point: ArraySlice<Double>) -> Exact
  /// Appends a number of the exact formula to a table.
  func append(_ number: Exact.Number, to rows: inout DerivativeRows)
}

extension FormulaForm {
  func values(at point: ArraySlice<Double>) -> DensityEvaluation<[Double]> {
    let formula = plainFormula(at: point)
    return DensityEvaluation(
      logDensities: { values in values.map { formula.logDensity(at: $0) } },
      logIntegrals: { ranges in ranges.map { formula.logIntegral(over: $0) } })
  }

  func derivatives(at point: ArraySlice<Double>) -> DensityEvaluation<DerivativeRows> {
    let formula = exactFormula(at: point)
    return DensityEvaluation(
      logDensities: { values in rows(values) { formula.logDensity(at: $0) } },
      logIntegrals: { ranges in rows(ranges) { formula.logIntegral(over: $0) } })
  }

  @inline(__always) private func rows<Inputs: Collection>(
    _ inputs: Inputs, _ number: (Inputs.Element) -> Exact.Number
  ) -> DerivativeRows {
    var rows = DerivativeRows(variables: parameters.count, capacity: inputs.count)
    for input in inputs { append(number(input), to: &rows) }
    return rows
  }
}

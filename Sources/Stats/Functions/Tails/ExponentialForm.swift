/// exp(λ (x − c)), with the middle c of the range.
struct ExponentialForm: FormulaForm, ExponentialFamily {
  let range: ValueRange

  var parameters: [ShapeParameter] { [ShapeParameter("slope", unitPower: -1)] }

  func isDefined(over range: ValueRange) -> Bool { true }

  func statistics(at value: Double) -> [Double] { [value - range.middle] }

  func start(for sample: StartingSample) -> [StartingValue] {
    [sample.startingSlope(over: sample.range) { $0 }]
  }

  func plainFormula(at point: ArraySlice<Double>) -> ExponentialFormula<Double> {
    ExponentialFormula(slope: point[point.startIndex], middle: range.middle)
  }

  func exactFormula(at point: ArraySlice<Double>) -> ExponentialFormula<Jet<1, 1>> {
    ExponentialFormula(slope: Jet(point[point.startIndex], parameter: 0), middle: range.middle)
  }

  func append(_ number: Jet<1, 1>, to rows: inout DerivativeRows) { rows.append(number) }
}

struct ExponentialFormula<Number: AnalyticNumber>: DensityFormula {
  let slope: Number
  let middle: Double

  func logDensity(at value: Double) -> Number { slope * (value - middle) }

  func logIntegral(over range: ValueRange) -> Number {
    slope * (range.middle - middle) + log(range.width) + logSinhc(slope * (range.width / 2))
  }
}

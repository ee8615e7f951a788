/// A constant density.
struct UniformForm: FormulaForm, ExponentialFamily {
  var parameters: [ShapeParameter] { [] }

  func isDefined(over range: ValueRange) -> Bool { true }

  func statistics(at value: Double) -> [Double] { [] }

  func start(for sample: StartingSample) -> [StartingValue] { [] }

  func plainFormula(at point: ArraySlice<Double>) -> UniformFormula<Double> { UniformFormula() }

  func exactFormula(at point: ArraySlice<Double>) -> UniformFormula<Jet<0, 0>> {
    UniformFormula()
  }

  func append(_ number: Jet<0, 0>, to rows: inout DerivativeRows) { rows.append(number) }
}

struct UniformFormula<Number: AnalyticNumber>: DensityFormula {
  func logDensity(at value: Double) -> Number { Number(0) }

  func logIntegral(over range: ValueRange) -> Number { Number(log(range.width)) }
}

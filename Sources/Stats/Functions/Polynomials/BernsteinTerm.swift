/// zᵏ (1 − z)ⁿ⁻ᵏ with z from 0 to 1 over the range, up to a constant; no parameter.
struct BernsteinTerm: FormulaForm {
  let index: Int
  let degree: Int
  let range: ValueRange
  /// Exact for polynomials of the degree.
  let rule: GaussLegendre

  var parameters: [ShapeParameter] { [] }

  /// Outside its range a Bernstein polynomial may be negative.
  func isDefined(over other: ValueRange) -> Bool {
    other.lower >= range.lower && other.upper <= range.upper
  }

  func start(for sample: StartingSample) -> [StartingValue] { [] }

  func plainFormula(at point: ArraySlice<Double>) -> BernsteinFormula<Double> {
    BernsteinFormula(term: self)
  }

  func exactFormula(at point: ArraySlice<Double>) -> BernsteinFormula<Jet<0, 0>> {
    BernsteinFormula(term: self)
  }

  func append(_ number: Jet<0, 0>, to rows: inout DerivativeRows) { rows.append(number) }
}

struct BernsteinFormula<Number: AnalyticNumber>: DensityFormula {
  let term: BernsteinTerm

  func logDensity(at value: Double) -> Number { Number(log(density(value))) }

  /// A sum of terms above zero, also in a narrow range, where closed forms cancel.
  func logIntegral(over range: ValueRange) -> Number {
    var sum = 0.0
    for (node, weight) in zip(term.rule.nodes, term.rule.weights) {
      sum += weight * density(range.middle + node * range.width / 2)
    }
    return Number(log(sum * range.width / 2))
  }

  private func density(_ value: Double) -> Double {
    let width = term.range.width
    return integerPower((value - term.range.lower) / width, term.index)
      * integerPower((term.range.upper - value) / width, term.degree - term.index)
  }

  private func integerPower(_ base: Double, _ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent { power *= base }
    return power
  }
}

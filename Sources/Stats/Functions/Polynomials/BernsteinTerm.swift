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

  func logDensity(at value: Double) -> Number {
    Number(log(density(fromLower: value - term.range.lower, fromUpper: term.range.upper - value)))
  }

  /// A sum of terms above zero, also in a narrow range, where closed forms cancel.
  func logIntegral(over range: ValueRange) -> Number {
    var sum = 0.0
    for (node, weight) in zip(term.rule.nodes, term.rule.weights) {
      // Distances to the ends of the whole range, without rounding of x between.
      sum +=
        weight
        * density(
          fromLower: range.lower - term.range.lower + (1 + node) * range.width / 2,
          fromUpper: term.range.upper - range.upper + (1 - node) * range.width / 2)
    }
    return Number(log(sum * range.width / 2))
  }

  private func density(fromLower: Double, fromUpper: Double) -> Double {
    integerPower(fromLower / term.range.width, term.index)
      * integerPower(fromUpper / term.range.width, term.degree - term.index)
  }

  private func integerPower(_ base: Double, _ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent { power *= base }
    return power
  }
}

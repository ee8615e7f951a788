/// ln Σ wₖ exp(Lₖ) of components with parameters of their own, and its derivatives.
///
/// With ρₖ = exp(Lₖ) / Σ, the gradient is wₖ ρₖ ∇Lₖ in the parameters of a component and
/// Σ ρₖ ∂wₖ in the fractions; the Hessian is that of the sum over the sum, less gradient × gradient.
struct LogMixture: Sendable {
  private let fractions: RecursiveFractions
  /// Where the parameters of each component start, and at the end where the fractions do.
  private let offsets: [Int]

  init(_ fractions: RecursiveFractions, offsets: [Int]) {
    (self.fractions, self.offsets) = (fractions, offsets)
  }

  private var weights: [Double] { fractions.weights }
  private var fractionCount: Int { weights.count - 1 }
  private var variables: Int { offsets[weights.count] + fractionCount }

  /// - Parameter logarithms: Lₖ of each component, at as many places.
  func values(_ logarithms: [[Double]]) -> [Double] {
    logarithms[0].indices.map { place in logSum { logarithms[$0][place] } }
  }

  func rows(_ components: [DerivativeRows]) -> DerivativeRows {
    let count = components[0].count
    var result = DerivativeRows(variables: variables, capacity: count)
    for place in 0..<count { append(place, of: components, to: &result) }
    return result
  }

  private func logSum(_ logarithm: (Int) -> Double) -> Double {
    var largest = -Double.infinity
    for index in weights.indices where weights[index] > 0 {
      largest = max(largest, logarithm(index))
    }
    guard largest > -.infinity else { return largest }
    var sum = 0.0
    for index in weights.indices where weights[index] > 0 {
      sum += weights[index] * exp(logarithm(index) - largest)
    }
    return largest + log(sum)
  }
}

extension LogMixture {
  private func append(
    _ place: Int, of components: [DerivativeRows], to result: inout DerivativeRows
  ) {
    let total = logSum { components[$0][element: place * components[$0].stride] }
    let row = MixtureRow(start: result.appendZeros(), variables: variables)
    result[element: row.start] = total
    for index in components.indices {
      let source = MixtureRow(
        start: place * components[index].stride, variables: components[index].variables)
      let ratio = exp(components[index][element: source.start] - total)
      addComponent(index, ratio, components[index], source, to: &result, row)
      addFractions(index, ratio, components[index], source, to: &result, row)
    }
    row.subtractSquaredGradient(from: &result)
  }

  /// wₖ ρₖ ∇L and wₖ ρₖ (∇∇L + ∇L ∇L).
  private func addComponent(
    _ index: Int, _ ratio: Double, _ table: DerivativeRows, _ source: MixtureRow,
    to result: inout DerivativeRows, _ row: MixtureRow
  ) {
    let (share, offset) = (weights[index] * ratio, offsets[index])
    for first in 0..<table.variables {
      let slope = table[element: source.gradient(first)]
      result[element: row.gradient(offset + first)] += share * slope
      for second in 0...first {
        let bend = table[element: source.hessian(first, second)]
        result[element: row.hessian(offset + first, offset + second)] +=
          share * (bend + slope * table[element: source.gradient(second)])
      }
    }
  }

  /// ρₖ ∂wₖ, ρₖ ∂wₖ ∇L and ρₖ ∂∂wₖ.
  private func addFractions(
    _ index: Int, _ ratio: Double, _ table: DerivativeRows, _ source: MixtureRow,
    to result: inout DerivativeRows, _ row: MixtureRow
  ) {
    let first = offsets[weights.count]
    // The weight does not depend on later fractions.
    for fraction in 0..<min(index + 1, fractionCount) {
      let slope = ratio * fractions.slopes[index * fractionCount + fraction]
      result[element: row.gradient(first + fraction)] += slope
      for parameter in 0..<table.variables {
        result[element: row.hessian(first + fraction, offsets[index] + parameter)] +=
          slope * table[element: source.gradient(parameter)]
      }
      for other in 0..<fraction {
        let place = (index * fractionCount + fraction) * fractionCount + other
        result[element: row.hessian(first + fraction, first + other)] +=
          ratio * fractions.mixedSlopes[place]
      }
    }
  }
}

/// Where the elements of one row of a table are.
private struct MixtureRow {
  let start: Int
  let variables: Int

  func gradient(_ index: Int) -> Int { start + 1 + index }

  /// - Precondition: The row of the Hessian is not below its column.
  func hessian(_ row: Int, _ column: Int) -> Int {
    start + 1 + variables + row * (row + 1) / 2 + column
  }

  func subtractSquaredGradient(from table: inout DerivativeRows) {
    for row in 0..<variables {
      for column in 0...row {
        table[element: hessian(row, column)] -=
          table[element: gradient(row)] * table[element: gradient(column)]
      }
    }
  }
}

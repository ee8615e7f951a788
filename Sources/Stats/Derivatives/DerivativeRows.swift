/// Numbers with gradient and Hessian, one row each, where the count of parameters is not fixed.
///
/// A row is the value, the gradient and the lower triangle of the Hessian, as in ``Jet``.
struct DerivativeRows: Sendable {
  /// Number of parameters.
  let variables: Int
  /// Numbers in a row.
  let stride: Int
  private(set) var elements: [Double] = []

  init(variables: Int, capacity: Int) {
    self.variables = variables
    stride = 1 + variables + variables * (variables + 1) / 2
    elements.reserveCapacity(capacity * stride)
  }

  var count: Int { elements.count / stride }

  mutating func append<let variables: Int, let pairs: Int>(_ jet: Jet<variables, pairs>) {
    elements.append(jet.value)
    for index in 0..<variables { elements.append(jet.gradient[index]) }
    for index in 0..<pairs { elements.append(jet.hessian[index]) }
  }

  /// A number that is linear in its parameters.
  mutating func append(_ value: Double, gradient: [Double]) {
    elements.append(value)
    elements.append(contentsOf: gradient)
    elements.append(contentsOf: repeatElement(0, count: stride - 1 - variables))
  }

  /// A row of zeros; returns where it starts in ``elements``.
  mutating func appendZeros() -> Int {
    let start = elements.count
    elements.append(contentsOf: repeatElement(0, count: stride))
    return start
  }

  subscript(element index: Int) -> Double {
    get { elements[index] }
    set { elements[index] = newValue }
  }

  /// Every row less one row.
  func subtracting(_ row: DerivativeRows) -> DerivativeRows {
    var (result, column) = (self, 0)
    for index in elements.indices {
      result.elements[index] -= row.elements[column]
      column = column + 1 == stride ? 0 : column + 1
    }
    return result
  }

  /// Adds a multiple of a row of another table of the same parameters to the row at `start`.
  mutating func add(_ factor: Double, _ other: DerivativeRows, row: Int, to start: Int = 0) {
    let offset = row * stride
    for index in 0..<stride { elements[start + index] += factor * other.elements[offset + index] }
  }

  /// Adds the exponential of a row of another table to the first row.
  mutating func addExponential(of other: DerivativeRows, row: Int) {
    let value = exp(other.elements[row * stride])
    elements[0] += value - value * other.elements[row * stride]
    add(value, other, row: row)
    addSquaredGradient(value, of: other, row: row)
  }

  /// Adds a multiple of gradient × gradient of another table to the Hessian of the first row.
  mutating func addSquaredGradient(_ factor: Double, of other: DerivativeRows, row: Int) {
    let gradient = row * stride + 1
    var pair = 1 + variables
    for first in 0..<variables {
      for second in 0...first {
        elements[pair] +=
          factor * other.elements[gradient + first] * other.elements[gradient + second]
        pair += 1
      }
    }
  }

  func gradient(row: Int) -> ArraySlice<Double> {
    elements[row * stride + 1..<row * stride + 1 + variables]
  }
}

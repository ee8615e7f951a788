/// A symmetric matrix of fixed size, its Cholesky factor, and the step that it gives.
///
/// Loops run over spans: an array would be asked at every element whether it is shared.
struct CurvatureMatrix {
  private let size: Int
  /// Rows; the lower triangle counts.
  private var elements: [Double]

  init(size: Int) {
    self.size = size
    elements = Array(repeating: 0, count: size * size)
  }

  mutating func clear() {
    var matrix = elements.mutableSpan
    for index in matrix.indices { matrix[index] = 0 }
  }

  /// Adds to one element; the order of row and column does not matter.
  @inline(__always)
  mutating func add(_ value: Double, at row: Int, _ column: Int) {
    elements[max(row, column) * size + min(row, column)] += value
  }

  /// Adds weight × vector × vectorᵀ.
  ///
  /// - Parameters:
  ///   - indices: Where the vector is not zero, in rising order.
  @inline(__always)
  mutating func addSquare(
    of vector: [Double], weight: Double, indices: [Int], _ range: Range<Int>
  ) {
    let size = size
    var matrix = elements.mutableSpan
    let (vector, indices) = (vector.span, indices.span)
    for row in range {
      let start = indices[row] * size
      let scaled = weight * vector[indices[row]]
      for column in range.lowerBound...row {
        matrix[start + indices[column]] += scaled * vector[indices[column]]
      }
    }
  }

  /// Replaces the rows and columns of free parameters by their Cholesky factor; false unless they
  /// are positive definite.
  mutating func factorise(free: [Bool]) -> Bool {
    let size = size
    var matrix = elements.mutableSpan
    let free = free.span
    for row in 0..<size where free[row] {
      for column in 0..<row where free[column] {
        var sum = matrix[row * size + column]
        for index in 0..<column where free[index] {
          sum -= matrix[row * size + index] * matrix[column * size + index]
        }
        matrix[row * size + column] = sum / matrix[column * (size + 1)]
      }
      let diagonal = matrix[row * (size + 1)]
      var sum = diagonal
      for index in 0..<row where free[index] {
        sum -= matrix[row * size + index] * matrix[row * size + index]
      }
      guard sum > 1e-14 * diagonal else { return false }
      matrix[row * (size + 1)] = sum.squareRoot()
    }
    return true
  }

  /// Solves matrix × step = gradient with the Cholesky factor; gives gradient × step.
  func solve(_ gradient: [Double], free: [Bool], into step: inout [Double]) -> Double {
    let (matrix, gradient, free) = (elements.span, gradient.span, free.span)
    var step = step.mutableSpan
    var product = 0.0
    for row in 0..<size where free[row] {
      var sum = gradient[row]
      for column in 0..<row where free[column] { sum -= matrix[row * size + column] * step[column] }
      step[row] = sum / matrix[row * (size + 1)]
      product += step[row] * step[row]
    }
    for row in (0..<size).reversed() where free[row] {
      step[row] /= matrix[row * (size + 1)]
      for column in 0..<row where free[column] {
        step[column] -= matrix[row * size + column] * step[row]
      }
    }
    return product
  }
}

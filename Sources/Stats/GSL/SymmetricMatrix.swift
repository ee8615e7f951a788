import CGSL

/// A small square matrix that equals its transpose, such as a Hessian or a covariance.
public struct SymmetricMatrix: Hashable, Sendable {
  /// Number of rows, at least one.
  public let size: Int
  private var elements: [Double]

  /// A matrix from its elements on and below the diagonal.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` unless row i holds i + 1 finite elements.
  public init(lowerTriangle rows: [[Double]]) throws(NumericsError) {
    let wellFormed = rows.indices.allSatisfy { row in
      rows[row].count == row + 1 && rows[row].allSatisfy(\.isFinite)
    }
    guard wellFormed, !rows.isEmpty else {
      throw NumericsError(
        .invalidInput, "a symmetric matrix needs i + 1 finite elements in row i",
        advice: "check the parameters at which it was evaluated")
    }
    self.init(size: rows.count) { rows[max($0, $1)][min($0, $1)] }
  }

  private init(size: Int, element: (Int, Int) -> Double) {
    self.size = size
    elements = (0..<size * size).map { element($0 / size, $0 % size) }
  }

  /// The element of a row and a column, both counted from zero and below ``size``.
  public subscript(row: Int, column: Int) -> Double { elements[row * size + column] }

  /// The inverse, by Cholesky decomposition.
  ///
  /// - Throws: ``NumericsError/Kind/notPositiveDefinite``, for a Hessian that is not at a minimum.
  public func inverse() throws(NumericsError) -> SymmetricMatrix {
    var work = elements
    let status = unsafe work.withUnsafeMutableBufferPointer { buffer -> Int32 in
      guard let base = buffer.baseAddress else { return Int32(GSL_EINVAL) }
      switchAbortHandlerOff()
      var view = unsafe gsl_matrix_view_array(base, size, size)
      let status = unsafe gsl_linalg_cholesky_decomp1(&view.matrix)
      return status == GSL_SUCCESS
        ? unsafe gsl_linalg_cholesky_invert(&view.matrix) : status
    }
    guard status == GSL_SUCCESS, work.allSatisfy(\.isFinite) else {
      throw NumericsError(
        .notPositiveDefinite, "the matrix of second derivatives is not positive definite",
        advice: "the fit is not at a minimum, or a parameter is not determined by the data: "
          + "widen the fit range or choose a simpler function")
    }
    return SymmetricMatrix(size: size) { work[max($0, $1) * size + min($0, $1)] }
  }

  /// M v, for a vector with as many components as the matrix has rows.
  func product(with vector: [Double]) -> [Double] {
    (0..<size).map { row in
      vector.indices.reduce(0) { $0 + self[row, $1] * vector[$1] }
    }
  }

  /// vᵀ M v, the variance of a linear combination when the matrix is a covariance.
  func quadraticForm(_ vector: [Double]) -> Double {
    zip(product(with: vector), vector).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

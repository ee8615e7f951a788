import CGSL

/// Eigenvalues and orthonormal eigenvectors of a small symmetric matrix.
struct SymmetricEigensystem {
  /// In ascending order.
  let values: [Double]
  /// One for each value; the largest component of each is positive.
  let vectors: [[Double]]

  /// By Householder reduction and the QR method.
  ///
  /// - Parameters:
  ///   - elements: Row by row; only the part on and below the diagonal is read.
  ///   - size: Number of rows, zero or more.
  /// - Throws: ``NumericsError/Kind/invalidInput`` unless there are size² finite elements,
  ///   ``NumericsError/Kind/library`` when GSL's iteration fails.
  init(_ elements: [Double], size: Int) throws(NumericsError) {
    guard size >= 0, elements.count == size * size, elements.allSatisfy(\.isFinite) else {
      throw NumericsError(
        .invalidInput, "an eigensystem needs a square matrix of finite elements",
        advice: "check the parameters at which it was evaluated")
    }
    let solution = try size == 0 ? ([], []) : EigenWorkspace(size: size).solve(elements)
    values = solution.0
    vectors = (0..<size).map { column in
      let vector = (0..<size).map { solution.1[$0 * size + column] }
      let largest = vector.max { abs($0) < abs($1) } ?? 0
      return largest < 0 ? vector.map { -$0 } : vector
    }
  }
}

/// Owns GSL's work space.
@safe private struct EigenWorkspace: ~Copyable {
  private let size: Int
  private let workspace: UnsafeMutablePointer<gsl_eigen_symmv_workspace>

  init(size: Int) throws(NumericsError) {
    self.size = size
    unsafe workspace = try allocated(gsl_eigen_symmv_alloc(size))
  }

  deinit { unsafe gsl_eigen_symmv_free(workspace) }

  /// Eigenvalues in ascending order, and the matrix whose columns are the eigenvectors.
  borrowing func solve(
    _ elements: [Double]
  ) throws(NumericsError) -> (values: [Double], columns: [Double]) {
    var (matrix, columns) = (elements, elements)
    var values = [Double](repeating: 0, count: size)
    let status = unsafe matrix.withUnsafeMutableBufferPointer { matrix in
      unsafe values.withUnsafeMutableBufferPointer { values in
        unsafe columns.withUnsafeMutableBufferPointer { columns in
          unsafe solve(matrix, into: values, columns)
        }
      }
    }
    try check(status, "an eigensystem")
    return (values, columns)
  }

  @unsafe private borrowing func solve(
    _ matrix: UnsafeMutableBufferPointer<Double>,
    into values: UnsafeMutableBufferPointer<Double>,
    _ columns: UnsafeMutableBufferPointer<Double>
  ) -> Int32 {
    guard let matrix = matrix.baseAddress, let values = values.baseAddress,
      let columns = columns.baseAddress
    else { return Int32(GSL_EINVAL) }
    var matrixView = unsafe gsl_matrix_view_array(matrix, size, size)
    var valueView = unsafe gsl_vector_view_array(values, size)
    var columnView = unsafe gsl_matrix_view_array(columns, size, size)
    let status = unsafe gsl_eigen_symmv(
      &matrixView.matrix, &valueView.vector, &columnView.matrix, workspace)
    guard status == GSL_SUCCESS else { return status }
    return unsafe gsl_eigen_symmv_sort(
      &valueView.vector, &columnView.matrix, GSL_EIGEN_SORT_VAL_ASC)
  }
}

import Stats
import Testing

@Suite("Symmetric matrices") struct SymmetricMatrixTests {
  @Test("inverts a matrix whose inverse is known exactly")
  func inverse() throws {
    // (4 2; 2 3) has determinant 8.
    let inverse = try SymmetricMatrix(lowerTriangle: [[4], [2, 3]]).inverse()
    expectClose(inverse[0, 0], 3.0 / 8, relative: 1e-15)
    expectClose(inverse[0, 1], -2.0 / 8, relative: 1e-15)
    expectClose(inverse[1, 0], -2.0 / 8, relative: 1e-15)
    expectClose(inverse[1, 1], 4.0 / 8, relative: 1e-15)
  }

  @Test("inverts the 4 by 4 Hilbert matrix into its known integers")
  func hilbert() throws {
    let rows = (0..<4).map { row in (0...row).map { 1 / Double(row + $0 + 1) } }
    let inverse = try SymmetricMatrix(lowerTriangle: rows).inverse()
    #expect(inverse.size == 4)
    expectClose(inverse[0, 0], 16, relative: 1e-11)
    expectClose(inverse[3, 3], 2800, relative: 1e-11)
    expectClose(inverse[2, 3], -4200, relative: 1e-11)
  }

  @Test(
    "refuses a matrix that is not positive definite",
    arguments: [[[1], [2, 1]], [[0]], [[-1]], [[1], [1, 1]]] as [[[Double]]])
  func notPositiveDefinite(rows: [[Double]]) throws {
    let matrix = try SymmetricMatrix(lowerTriangle: rows)
    let error = #expect(throws: NumericsError.self) { try matrix.inverse() }
    #expect(error?.kind == .notPositiveDefinite)
  }

  @Test(
    "refuses rows of the wrong length or elements that are not finite",
    arguments: [[], [[1], [2]], [[1, 2]], [[.nan]], [[1], [.infinity, 1]]] as [[[Double]]])
  func malformed(rows: [[Double]]) {
    let error = #expect(throws: NumericsError.self) { try SymmetricMatrix(lowerTriangle: rows) }
    #expect(error?.kind == .invalidInput)
  }
}

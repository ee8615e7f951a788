import Testing

@testable import Stats

@Suite("Eigensystems of symmetric matrices") struct SymmetricEigensystemTests {
  /// The second difference of four points has eigenvalues 2 − 2 cos(kπ/5).
  @Test("of the second difference are known in closed form")
  func chain() throws {
    let elements: [Double] = [2, -1, 0, 0, -1, 2, -1, 0, 0, -1, 2, -1, 0, 0, -1, 2]
    let system = try SymmetricEigensystem(elements, size: 4)
    for (index, value) in system.values.enumerated() {
      expectClose(value, 2 - 2 * cos(.pi * Double(index + 1) / 5), absolute: 1e-14)
      let vector = system.vectors[index]
      expectClose(dotProduct(vector, vector), 1, absolute: 1e-14)
      for row in 0..<4 {
        let product = (0..<4).reduce(0) { $0 + elements[row * 4 + $1] * vector[$1] }
        expectClose(product, value * vector[row], absolute: 1e-14)
      }
    }
  }

  @Test("refuse a wrong number of elements and what is not a number; none is no matrix")
  func refused() throws {
    for (elements, size) in [([1.0, 2], 2), ([.nan], 1), ([.infinity], 1), ([], 1), ([], -1)] {
      #expect(throws: NumericsError.self) { try SymmetricEigensystem(elements, size: size) }
    }
    #expect(try SymmetricEigensystem([], size: 0).values.isEmpty)
  }
}

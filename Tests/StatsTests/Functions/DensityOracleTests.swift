import Testing

@testable import Stats

@Suite("Side-band functions against mpmath") struct DensityOracleTests {
  /// Rounding of the exponent of a density that underflows grows with the exponent, and every
  /// number here is a sum of fewer than 100 terms: 1e-12 of what is added up.
  static let tolerance = 1e-12

  @Test("ln f with gradient and Hessian", arguments: try DensityCase.rows("log-density"))
  func logDensity(row: DensityCase) throws {
    let density = try row.density()
    let x = try #require(row.place.first)
    let result = try density.logDensityDerivatives(at: x, parameters: row.point)
    row.expect(
      result, scales: row.scales(of: density, at: row.point), unit: max(1, abs(row.value)),
      tolerance: Self.tolerance)
    let plain = try density.logDensity(at: x, parameters: row.point)
    expectClose(plain, result.value, relative: 1e-13, absolute: 1e-13)
  }

  @Test("ln of integrals with gradient and Hessian", arguments: try DensityCase.rows("log-share"))
  func logShare(row: DensityCase) throws {
    let density = try row.density()
    let range = try ValueRange(from: row.place[0], to: row.place[1])
    let result = try density.logShareDerivatives(in: range, parameters: row.point)
    row.expect(
      result, scales: row.scales(of: density, at: row.point), unit: max(1, abs(row.value)),
      tolerance: Self.tolerance)
    let plain = try density.logShare(in: range, parameters: row.point)
    expectClose(plain, result.value, relative: 1e-13, absolute: 1e-13)
  }
}

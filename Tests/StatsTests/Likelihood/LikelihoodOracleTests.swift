import Testing

@testable import Stats

@Suite("Likelihoods of side bands against mpmath") struct LikelihoodOracleTests {
  /// Fourteen events or ten bins, each as precise as the densities are.
  private let tolerance = 1e-12

  @Test("unbinned", arguments: try DensityCase.rows("unbinned"))
  func unbinned(row: DensityCase) throws {
    try check(row, UnbinnedLikelihood(row.density(), events: row.place))
  }

  @Test("unbinned on two side bands", arguments: try DensityCase.rows("two-ranges"))
  func twoRanges(row: DensityCase) throws {
    let range = row.range
    let bands = try [
      ValueRange(from: range.lower, to: range.lower + range.width / 4),
      ValueRange(from: range.upper - range.width / 4, to: range.upper),
    ]
    try check(row, UnbinnedLikelihood(row.density(), events: row.place, in: bands))
  }

  @Test("binned", arguments: try DensityCase.rows("binned"))
  func binned(row: DensityCase) throws {
    let (range, bins) = (row.range, row.place.count)
    let edges = (0...bins).map { range.lower + range.width * Double($0) / Double(bins) }
    try check(row, BinnedLikelihood(row.density(), edges: edges, counts: row.place))
  }

  private func check(_ row: DensityCase, _ likelihood: some ExtendedLikelihood) throws {
    let result = try likelihood.derivatives(at: row.point)
    let shape = Array(row.point.dropFirst())
    let scales = [row.point[0]] + row.scales(of: likelihood.density, at: shape)
    row.expect(result, scales: scales, unit: max(50, abs(row.value)), tolerance: tolerance)
    expectClose(try likelihood.value(at: row.point), row.value, relative: 1e-13, absolute: 1e-13)
    #expect(likelihood.parameters.count == row.point.count)
  }
}

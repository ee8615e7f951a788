import Testing

@testable import Stats

/// Fits in a plane whose variables depend on each other, against iminuit; see
/// Tests/Oracles/plane_fits.py.
@Suite("Likelihood of correlated events in a plane") struct ConditionalPlaneTests {
  private let plane: PlaneRange
  private let box: PlaneRange
  private let target: PlaneRange

  init() throws {
    func rectangle(_ x: (Double, Double), _ y: (Double, Double)) throws -> PlaneRange {
      PlaneRange(
        x: try ValueRange(from: x.0, to: x.1), y: try ValueRange(from: y.0, to: y.1))
    }
    plane = try rectangle((30, 62), (0, 4))
    box = try rectangle((30, 45), (0, 1.5))
    target = try rectangle((30, 42), (0, 1))
  }

  private func events(_ sample: String) throws -> [(x: Double, y: Double)] {
    try ReferenceTable(sample).rows.map { (try $0.number("x"), try $0.number("y")) }
  }

  private func likelihood(
    _ sample: String, _ first: DensityShape, _ second: DensityShape
  ) throws -> ConditionalPlaneLikelihood {
    try ConditionalPlaneLikelihood(
      .init("E_ECAL", first), .init("E_HCAL", second), events: events(sample),
      in: plane.removing(box))
  }

  private let shapes: [String: DensityShape] = [
    "exponential": .exponential, "power law": .powerLaw,
    "exponential polynomial 2": .exponentialOfPolynomial(degree: 2),
  ]

  @Test("finds every parameter, the height of the minimum and the expectation in the box")
  func table() throws {
    let rows = try ReferenceTable("plane-conditional-fits").rows
    #expect(rows.count == 4)
    for row in rows {
      let likelihood = try likelihood(
        row.text("sample"), #require(shapes[row.text("first")]),
        #require(shapes[row.text("second")]))
      let result = try Fit(likelihood).minimum()
      // MIGRAD stops within 1e-8 of the minimum, so within some 1e-4 of an error.
      expectClose(result.minimum, try row.number("minimum"), absolute: 1e-6)
      let names = result.parameters.map(\.name)
      #expect(names.last?.hasPrefix("change of ") == true)
      let error = try #require(try result.error(of: names[names.count - 1]))
      expectClose(error, try row.number("c_error"), relative: 1e-3)
      expectClose(
        result.values[names.count - 1], try row.number("c"), absolute: 2e-4 * error)
      expectClose(result.values[0], try row.number("yield"), relative: 2e-5)
      expectClose(result.values[1], try row.number("p"), relative: 2e-4)
      expectClose(result.values[2], try row.number("q"), relative: 2e-4)
      let expectation = try result.estimate(of: likelihood.events(in: target))
      expectClose(expectation.value, try row.number("predicted"), relative: 1e-4)
      expectClose(expectation.error, try row.number("error"), relative: 1e-3)
    }
  }

  @Test("without a change is the product of two densities")
  func product() throws {
    let conditional = try likelihood("plane-events", .exponential, .exponential)
    let product = try PlaneLikelihood(
      .init("E_ECAL", .exponential), .init("E_HCAL", .exponential), events: events("plane-events"),
      in: plane.removing(box))
    let point = [330, 0.1, -0.9]
    expectClose(
      try conditional.value(at: point + [0]), try product.value(at: point), relative: 1e-12)
    let (one, other) = (
      try conditional.derivatives(at: point + [0]), try product.derivatives(at: point)
    )
    for index in 0..<3 {
      expectClose(one.gradient[index], other.gradient[index], relative: 1e-9, absolute: 1e-9)
      for column in 0..<3 {
        expectClose(
          one.hessian[index * 4 + column], other.hessian[index * 3 + column], relative: 1e-9,
          absolute: 1e-9)
      }
    }
    let (share, same) = (
      try conditional.expectation(in: target, at: point + [0]),
      try product.expectation(in: target, at: point)
    )
    expectClose(share.value, same.value, relative: 1e-12)
    #expect(try conditional.scores(x: 50, y: 1, at: point + [0]).count == 4)
    expectClose(
      try conditional.scores(x: 50, y: 1, at: point + [0])[3],
      4 * (try product.scores(x: 50, y: 1, at: point)[2]), relative: 1e-12)
  }

  @Test(
    "has the derivatives of its value",
    arguments: [
      (DensityShape.exponential, DensityShape.exponential), (.gaussian, .exponential),
      (.uniform, .exponentialOfPolynomial(degree: 2)),
    ])
  func derivatives(first: DensityShape, second: DensityShape) throws {
    let likelihood = try likelihood("plane-correlated", first, second)
    let point = likelihood.parameters.map { $0.start + $0.step / 3 }
    let exact = try likelihood.derivatives(at: point)
    expectClose(exact.value, try likelihood.value(at: point), relative: 1e-12)
    for (index, parameter) in likelihood.parameters.enumerated() {
      // Errors of central differences: second order in the step, and rounding over it.
      let step = 1e-4 * parameter.step
      var (low, high) = (point, point)
      (low[index], high[index]) = (point[index] - step, point[index] + step)
      let slope = try (likelihood.value(at: high) - likelihood.value(at: low)) / (2 * step)
      let size = exact.hessian[index * point.count + index].magnitude.squareRoot()
      expectClose(exact.gradient[index], slope, relative: 1e-4, absolute: 1e-5 * size)
      let (below, above) = (
        try likelihood.derivatives(at: low), try likelihood.derivatives(at: high)
      )
      for other in point.indices {
        let curvature = (above.gradient[other] - below.gradient[other]) / (2 * step)
        let scale = size * exact.hessian[other * point.count + other].magnitude.squareRoot()
        expectClose(
          exact.hessian[index * point.count + other], curvature, relative: 1e-4,
          absolute: 1e-5 * scale)
      }
    }
  }

  @Test("needs a parameter that may have any value")
  func refusals() throws {
    for shape in [DensityShape.uniform, .bernstein(degree: 2)] {
      let error = #expect(throws: NumericsError.self) {
        try likelihood("plane-events", .exponential, shape)
      }
      #expect(error?.kind == .invalidInput)
    }
    let fine = try likelihood("plane-events", .exponential, .exponential)
    #expect(throws: NumericsError.self) { try fine.value(at: [1, 0.1, -0.9]) }
    #expect(throws: NumericsError.self) { try fine.value(at: [0, 0.1, -0.9, 0]) }
    #expect(throws: NumericsError.self) { try fine.derivatives(at: [.nan, 0.1, -0.9, 0]) }
  }
}

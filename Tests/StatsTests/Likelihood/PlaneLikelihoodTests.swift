import Testing

@testable import Stats

/// Fits in a plane without a box, against iminuit; see Tests/Oracles/plane_fits.py.
@Suite("Likelihood of events in a plane") struct PlaneLikelihoodTests {
  private let plane: PlaneRange
  private let box: PlaneRange
  private let target: PlaneRange
  private let events: [(x: Double, y: Double)]

  init() throws {
    func rectangle(
      _ x: (Double, Double), _ y: (Double, Double)
    ) throws -> PlaneRange {
      PlaneRange(
        x: try ValueRange(from: x.0, to: x.1), y: try ValueRange(from: y.0, to: y.1))
    }
    plane = try rectangle((30, 62), (0, 4))
    box = try rectangle((30, 45), (0, 1.5))
    target = try rectangle((30, 42), (0, 1))
    events = try ReferenceTable("plane-events").rows.map {
      (try $0.number("x"), try $0.number("y"))
    }
  }

  private func likelihood(
    _ first: DensityShape, _ second: DensityShape, in ranges: [PlaneRange]? = nil
  ) throws -> PlaneLikelihood {
    try PlaneLikelihood(
      .init("E_ECAL", first), .init("E_HCAL", second), events: events,
      in: ranges ?? plane.removing(box))
  }

  private let shapes: [String: DensityShape] = [
    "exponential": .exponential, "power law": .powerLaw, "uniform": .uniform,
  ]

  @Test("finds the yield, both slopes and the expectation in the box")
  func table() throws {
    let rows = try ReferenceTable("plane-fits").rows
    #expect(rows.count == 4)
    for row in rows {
      let (first, second) = (try row.text("first"), try row.text("second"))
      let likelihood = try likelihood(
        try #require(shapes[first]), try #require(shapes[second]))
      #expect(likelihood.count == 300)
      let result = try Fit(likelihood).minimum()
      // What MIGRAD stops at, and second derivatives of HESSE.
      expectClose(result.values[0], try row.number("yield"), relative: 2e-5)
      expectClose(
        try #require(try result.error(of: "yield")), try row.number("yield_error"), relative: 1e-3)
      let fitted = try [row.number("p"), row.number("q")].filter { $0 != 0 }
      for (value, expected) in zip(result.values.dropFirst(), fitted) {
        expectClose(value, expected, relative: 2e-5)
      }
      let expectation = try result.estimate(of: likelihood.events(in: target))
      expectClose(expectation.value, try row.number("predicted"), relative: 5e-5)
      expectClose(expectation.error, try row.number("error"), relative: 1e-3)
    }
  }

  @Test("for flat densities is a count and a ratio of areas")
  func uniform() throws {
    let likelihood = try likelihood(.uniform, .uniform)
    let result = try Fit(likelihood).minimum()
    let allowed = 32.0 * 4 - 15 * 1.5
    let expectation = try result.estimate(of: likelihood.events(in: target))
    expectClose(expectation.value, 300 * 12 / allowed, relative: 1e-9)
    expectClose(expectation.error, 300.0.squareRoot() * 12 / allowed, relative: 1e-9)
    let interval = try result.profileInterval(of: likelihood.events(in: target))
    let above = expectation.value + (try #require(interval.upperError))
    // 2 (ν − n + n ln(n/ν)) = 1 for a Poisson count.
    let count = above * allowed / 12
    expectClose(2 * (count - 300 + 300 * Elementary.logarithm(300 / count)), 1, absolute: 1e-6)
  }

  @Test("without a box falls apart into fits of each variable")
  func product() throws {
    let likelihood = try likelihood(.exponential, .exponential, in: [plane])
    let result = try Fit(likelihood).minimum()
    let (x, y) = (
      try TailFit.fit(.exponential, to: events.map(\.x), in: plane.x),
      try TailFit.fit(.exponential, to: events.map(\.y), in: plane.y)
    )
    expectClose(result.values[0], 300, relative: 1e-8)
    expectClose(result.values[1], try #require(x.parameter), relative: 1e-7)
    expectClose(result.values[2], try #require(y.parameter), relative: 1e-7)
    expectClose(
      try #require(try result.error(of: "slope of E_ECAL")), try #require(x.parameterError),
      relative: 1e-7)
    let separate = result.minimum - (x.negativeLogLikelihood + y.negativeLogLikelihood)
    // Both fits of one variable have ν − n ln ν.
    expectClose(separate, 300 * Elementary.logarithm(300) - 300, absolute: 1e-6)
  }

  @Test(
    "has the derivatives of its value",
    arguments: [
      (DensityShape.exponential, DensityShape.gaussian),
      (.exponentialOfPolynomial(degree: 2), .twoExponentials), (.uniform, .bernstein(degree: 2)),
    ])
  func derivatives(first: DensityShape, second: DensityShape) throws {
    let likelihood = try likelihood(first, second)
    let point = likelihood.parameters.map { parameter in
      min(max(parameter.start + parameter.step / 3, parameter.lower), parameter.upper)
    }
    let exact = try likelihood.derivatives(at: point)
    expectClose(exact.value, try likelihood.value(at: point), relative: 1e-12)
    for (index, parameter) in likelihood.parameters.enumerated() {
      // Errors of central differences: second order in the step, and rounding over it.
      let step = 1e-4 * parameter.step
      var (low, high) = (point, point)
      (low[index], high[index]) = (point[index] - step, point[index] + step)
      let slope = try (likelihood.value(at: high) - likelihood.value(at: low)) / (2 * step)
      let scale = exact.gradient.map { abs($0) }.max() ?? 1
      expectClose(exact.gradient[index], slope, relative: 1e-4, absolute: 1e-5 * scale)
      let (below, above) = (
        try likelihood.derivatives(at: low), try likelihood.derivatives(at: high)
      )
      for other in point.indices {
        let curvature = (above.gradient[other] - below.gradient[other]) / (2 * step)
        let element = exact.hessian[index * point.count + other]
        let size =
          (exact.hessian[index * point.count + index]
          * exact.hessian[other * point.count + other]).magnitude.squareRoot()
        expectClose(element, curvature, relative: 1e-4, absolute: 1e-5 * size)
      }
    }
  }

  @Test("takes a box out of a plane wherever it lies")
  func removing() throws {
    func area(_ ranges: [PlaneRange]) -> Double {
      ranges.reduce(0) { $0 + $1.x.width * $1.y.width }
    }
    for (x, y, left) in [
      ((30.0, 45.0), (0.0, 1.5), 4), ((40, 50), (1, 2), 4), ((0, 100), (1, 2), 2),
      ((0, 40), (-1, 5), 1), ((0, 100), (-1, 5), 0), ((0, 30), (0, 4), 1),
    ] {
      let other = PlaneRange(
        x: try ValueRange(from: x.0, to: x.1), y: try ValueRange(from: y.0, to: y.1))
      let rest = plane.removing(other)
      let across = max(0, min(x.1, 62) - max(x.0, 30))
      let common = across * max(0, min(y.1, 4) - max(y.0, 0))
      expectClose(area(rest), 128 - common, relative: 1e-12)
      #expect(rest.count <= left)
      for (index, one) in rest.enumerated() {
        #expect(!one.overlaps(other))
        #expect(rest[..<index].allSatisfy { !$0.overlaps(one) })
      }
    }
  }

  @Test("refuses what cannot be fitted")
  func refusals() throws {
    func kind(_ make: () throws -> PlaneLikelihood) -> NumericsError.Kind? {
      do {
        _ = try make()
        return nil
      } catch { return (error as? NumericsError)?.kind }
    }
    let axis = PlaneLikelihood.Axis("E_ECAL", .exponential)
    let other = PlaneLikelihood.Axis("E_HCAL", .exponential)
    #expect(kind { try likelihood(.exponential, .exponential, in: []) } == .invalidInput)
    #expect(kind { try likelihood(.exponential, .uniform, in: [plane, box]) } == .invalidInput)
    #expect(
      kind { try PlaneLikelihood(axis, axis, events: events, in: [plane]) } == .invalidInput)
    #expect(
      kind { try PlaneLikelihood(axis, other, events: [(.nan, 1)], in: [plane]) } == .invalidInput)
    #expect(
      kind { try PlaneLikelihood(axis, other, events: [(99, 1)], in: [plane]) } == .tooFewEvents)
    let fine = try likelihood(.exponential, .exponential)
    #expect(throws: NumericsError.self) { try fine.value(at: [1]) }
    #expect(throws: NumericsError.self) { try fine.value(at: [0, 0.1, -0.8]) }
  }
}

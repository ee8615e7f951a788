import Testing

@testable import Stats

@Suite("Side-band functions: starting values") struct StartingValueTests {
  static let truths: [(shape: DensityShape, point: [Double])] = [
    (.exponential, [0.15]), (.exponential, [-2]), (.powerLaw, [-7]), (.gaussian, [55, 1.5]),
    (.crystalBall(tail: .lower), [57, 1, 1.4, 2.5]),
    (.doubleSidedCrystalBall, [52, 1, 1.4, 2.5, 1.6, 4]), (.twoExponentials, [-3, -0.1, 0.6]),
    (.exponentialOfPolynomial(degree: 3), [0.2, 0.01, 0.001]),
    (.bernstein(degree: 3), [0.1, 0.2, 0.3]),
    (.sum([.gaussian, .exponential]), [58, 1, 0.1, 0.5]),
  ]

  private func sample(_ shape: DensityShape, _ point: [Double]) throws -> [Double] {
    let density = try ParametricDensity(shape, on: ValueRange(from: 45, to: 62))
    return try (0..<400).map {
      try density.quantile((Double($0) + 0.5) / 400, parameters: point)
    }
  }

  @Test("are inside the bounds and have a finite likelihood and steps", arguments: truths)
  func usable(shape: DensityShape, point: [Double]) throws {
    let density = try ParametricDensity(shape, on: ValueRange(from: 45, to: 62))
    for events in [try sample(shape, point), [], [45], [50, 50, 50], [45, 62]] {
      let likelihood = try UnbinnedLikelihood(density, events: events)
      for parameter in likelihood.parameters {
        #expect(parameter.start >= parameter.lower && parameter.start <= parameter.upper)
        #expect(parameter.step > 0 && parameter.step < .infinity)
      }
      _ = try likelihood.derivatives(at: likelihood.parameters.map(\.start))
      #expect(
        try density.start(for: events) == likelihood.parameters.dropFirst().map(\.start))
    }
  }

  @Test("are close to the truth for functions of one bump or slope", arguments: truths.prefix(6))
  func close(shape: DensityShape, point: [Double]) throws {
    let density = try ParametricDensity(shape, on: ValueRange(from: 45, to: 62))
    let start = try density.start(for: sample(shape, point))
    for (value, truth) in zip(start, point).prefix(2) {
      expectClose(value, truth, relative: 0.3, "\(shape)")
    }
  }

  @Test("tell two exponentials apart")
  func twoExponentials() throws {
    let truth = try sample(.twoExponentials, [-3, -0.1, 0.6])
    let density = try ParametricDensity(.twoExponentials, on: ValueRange(from: 45, to: 62))
    let start = try density.start(for: truth)
    #expect(start[0] < 3 * start[1])
  }

  @Test("of a histogram are those of its bin centres")
  func histogram() throws {
    let density = try ParametricDensity(.gaussian, on: ValueRange(from: 45, to: 62))
    let edges = (0...170).map { 45 + 0.1 * Double($0) }
    var counts = Array(repeating: 0.0, count: 170)
    for event in try sample(.gaussian, [55, 1.5]) { counts[Int((event - 45) / 0.1)] += 1 }
    let parameters = try BinnedLikelihood(density, edges: edges, counts: counts).parameters
    expectClose(parameters[0].start, 400, relative: 1e-2)
    expectClose(parameters[1].start, 55, absolute: 0.5)
    expectClose(parameters[2].start, 1.5, relative: 0.3)
  }

  @Test("have names of their own and powers of the unit")
  func names() throws {
    let range = try ValueRange(from: 45, to: 62)
    let sum = try ParametricDensity(
      .sum([.exponential, .exponential, .gaussian, .exponentialOfPolynomial(degree: 2)]), on: range)
    #expect(Set(sum.parameters.map(\.name)).count == sum.parameters.count)
    #expect(sum.parameters.map(\.unitPower) == [-1, -1, 1, 1, -1, -2, 0, 0, 0])
    let peak = try ParametricDensity(.doubleSidedCrystalBall, on: range)
    #expect(
      peak.parameters.map(\.name) == [
        "mean", "width", "lower tail start", "lower tail power", "upper tail start",
        "upper tail power",
      ])
  }
}

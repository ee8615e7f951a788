import Testing

@testable import Stats

/// Densities with parameters that move all of their terms.
private let examples: [(shape: DensityShape, point: [Double])] = [
  (.uniform, []), (.exponential, [-0.2]), (.exponential, [0]), (.powerLaw, [-3]),
  (.powerLaw, [-1]), (.exponentialOfPolynomial(degree: 3), [0.1, -0.02, 0.003]),
  (.bernstein(degree: 4), [0.1, 0.5, 0, 0.7]), (.gaussian, [55, 2]), (.gaussian, [20, 3]),
  (.crystalBall(tail: .lower), [58, 1.5, 1, 2]), (.crystalBall(tail: .upper), [48, 1.5, 1, 2]),
  (.doubleSidedCrystalBall, [55, 2, 1, 3, 1.5, 1]), (.twoExponentials, [-0.1, 0.5, 0.3]),
  (.sum([.gaussian, .powerLaw, .bernstein(degree: 1)]), [50, 1, 2, 0.4, 0.3, 0.2]),
]

@Suite("Side-band functions: identities") struct DensityIdentityTests {
  let range: ValueRange

  init() throws { range = try ValueRange(from: 45, to: 62) }

  private func share(
    _ shape: DensityShape, _ point: [Double], from lower: Double, to upper: Double
  ) throws -> Double {
    try ParametricDensity(shape, on: range).share(
      in: ValueRange(from: lower, to: upper), parameters: point)
  }

  @Test("integrals add up to one", arguments: examples)
  func whole(shape: DensityShape, point: [Double]) throws {
    let edges = [45, 45.0001, 47, 52.3, 53, 56.5, 56.501, 60, 62]
    let parts = try zip(edges, edges.dropFirst()).map {
      try share(shape, point, from: $0, to: $1)
    }
    expectClose(parts.reduce(0, +), 1, relative: 1e-14, "\(shape)")
    expectClose(try share(shape, point, from: 45, to: 62), 1, relative: 1e-15, "\(shape)")
  }

  @Test("integrals are those of the density", arguments: examples)
  func integral(shape: DensityShape, point: [Double]) throws {
    let density = try ParametricDensity(shape, on: range)
    // Between kinks of second derivatives, where the quadrature is exact.
    let quadrature = try integrate(from: 49.7, to: 50.3) { (x) throws(NumericsError) in
      try density.density(at: x, parameters: point)
    }
    expectClose(
      try share(shape, point, from: 49.7, to: 50.3), quadrature.value, relative: 1e-10, "\(shape)")
  }

  @Test("derivatives of density and share are those of their logarithms", arguments: examples)
  func exponentials(shape: DensityShape, point: [Double]) throws {
    let density = try ParametricDensity(shape, on: range)
    let part = try ValueRange(from: 50, to: 51)
    let pairs = try [
      (
        density.densityDerivatives(at: 50, parameters: point),
        density.logDensityDerivatives(at: 50, parameters: point)
      ),
      (
        density.shareDerivatives(in: part, parameters: point),
        density.logShareDerivatives(in: part, parameters: point)
      ),
    ]
    for (plain, logarithm) in pairs {
      expectClose(log(plain.value), logarithm.value, absolute: 1e-14)
      for row in point.indices {
        expectClose(plain.gradient[row] / plain.value, logarithm.gradient[row], relative: 1e-14)
        for column in point.indices {
          let index = row * point.count + column
          let product = plain.gradient[row] * plain.gradient[column] / plain.value
          expectClose(
            (plain.hessian[index] - product) / plain.value, logarithm.hessian[index],
            relative: 1e-12, absolute: 1e-11 * abs(product / plain.value))
        }
      }
    }
  }

  private func expectSame(
    _ shape: DensityShape, _ point: [Double], _ other: DensityShape, _ otherPoint: [Double],
    tolerance: Double = 1e-13
  ) throws {
    let densities = try (
      ParametricDensity(shape, on: range), ParametricDensity(other, on: range)
    )
    for x in [45, 49.25, 53.5, 60, 62] {
      expectClose(
        try densities.0.density(at: x, parameters: point),
        try densities.1.density(at: x, parameters: otherPoint), relative: tolerance, "at \(x)")
    }
    for (lower, upper) in [(45.0, 46.0), (53.0, 62.0), (50.0, 50.001)] {
      expectClose(
        try share(shape, point, from: lower, to: upper),
        try share(other, otherPoint, from: lower, to: upper), relative: tolerance)
    }
  }

  @Test("a Bernstein polynomial of degree 0 is uniform")
  func bernsteinZero() throws { try expectSame(.bernstein(degree: 0), [], .uniform, []) }

  @Test("equal Bernstein coefficients are uniform, whatever the degree")
  func bernsteinEqual() throws {
    let fractions = (0..<20).map { 1 / Double(21 - $0) }
    try expectSame(.bernstein(degree: 20), fractions, .uniform, [])
  }

  @Test("a Bernstein polynomial of a degree is one of the next degree")
  func bernsteinElevated() throws {
    // (c0, c1) = (¼, ¾) of degree 1 is (c0, (c0 + c1)/2, c1) of degree 2, up to a factor.
    try expectSame(.bernstein(degree: 1), [0.25], .bernstein(degree: 2), [1.0 / 6, 0.4])
  }

  @Test("two equal exponentials are one", arguments: [0, 0.3, 1])
  func equalExponentials(fraction: Double) throws {
    try expectSame(.twoExponentials, [-0.3, -0.3, fraction], .exponential, [-0.3])
  }

  @Test("a sum of one is its component")
  func sumOfOne() throws { try expectSame(.sum([.powerLaw]), [-2], .powerLaw, [-2]) }

  @Test("the exponential of a polynomial of degree 1 is an exponential")
  func linearExponent() throws {
    try expectSame(.exponentialOfPolynomial(degree: 1), [0.7], .exponential, [0.7])
  }

  @Test("the exponential of a parabola is a Gaussian")
  func quadraticExponent() throws {
    // Mean c + a1 / (−2 a2) with c = 53.5, width 1 / √(−2 a2).
    try expectSame(
      .exponentialOfPolynomial(degree: 2), [0.5, -0.125], .gaussian, [55.5, 2], tolerance: 1e-12)
  }

  @Test("far tails leave a Gaussian", arguments: [9.0, 40])
  func farTails(start: Double) throws {
    // Also beyond the start of the tail nothing of the density is left in double precision.
    try expectSame(
      .doubleSidedCrystalBall, [53, 2, start, 3, start, 3], .gaussian, [53, 2])
    try expectSame(.crystalBall(tail: .upper), [53, 2, start, 3], .gaussian, [53, 2])
  }

  @Test("one far tail leaves a single-sided Crystal Ball, and its mirror image")
  func oneTail() throws {
    let both = [56, 1.5, 1.2, 2, 30, 2]
    try expectSame(.doubleSidedCrystalBall, both, .crystalBall(tail: .lower), [56, 1.5, 1.2, 2])
    let lower = try ParametricDensity(.crystalBall(tail: .lower), on: range)
    let upper = try ParametricDensity(.crystalBall(tail: .upper), on: range)
    for distance in [0, 1.25, 4, 16] {
      expectClose(
        try lower.density(at: 45 + distance, parameters: [56, 1.5, 1.2, 2]),
        try upper.density(at: 62 - distance, parameters: [51, 1.5, 1.2, 2]), relative: 1e-14)
    }
  }

  @Test("agree with the one-parameter tails and continue as they do")
  func tails() throws {
    for (shape, tail, parameter) in [
      (DensityShape.exponential, TailShape.exponential, -0.4), (.powerLaw, .powerLaw, 3.5),
    ] {
      let density = try TailDensity(tail, parameter: parameter, on: range)
      let box = try ValueRange(from: 1, to: 42)
      expectClose(
        try share(shape, [parameter], from: 1, to: 42), try density.share(in: box).value,
        relative: 1e-13)
    }
  }
}

@Suite("Side-band functions: quantiles") struct DensityQuantileTests {
  @Test(
    "invert the integral", arguments: examples, [1e-12, 0.001, 0.25, 0.5, 0.75, 0.999, 1 - 1e-12])
  func inverse(example: (shape: DensityShape, point: [Double]), probability: Double) throws {
    let range = try ValueRange(from: 45, to: 62)
    let density = try ParametricDensity(example.shape, on: range)
    let x = try density.quantile(probability, parameters: example.point)
    let part = try ValueRange(from: 45, to: x)
    // The rounding of x near 50 moves the integral by 1e-14 of the density.
    expectClose(
      try density.share(in: part, parameters: example.point), probability,
      relative: 1e-12, absolute: 3e-14, "\(example.shape)")
  }

  @Test("end where the range does", arguments: examples)
  func ends(shape: DensityShape, point: [Double]) throws {
    let density = try ParametricDensity(shape, on: ValueRange(from: 45, to: 62))
    #expect(try density.quantile(0, parameters: point) == 45)
    #expect(try density.quantile(1, parameters: point) == 62)
  }

  @Test("need a probability", arguments: [-0.1, 1.1, .nan])
  func refusal(probability: Double) throws {
    let density = try ParametricDensity(.uniform, on: ValueRange(from: 0, to: 1))
    let error = #expect(throws: NumericsError.self) {
      try density.quantile(probability, parameters: [])
    }
    #expect(error?.kind == .invalidInput)
  }
}

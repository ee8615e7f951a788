import Testing

@testable import Stats

@Suite("Side-band functions: refusals") struct DensityRefusalTests {
  private func kind(_ body: () throws -> Void) -> NumericsError.Kind? {
    #expect(throws: NumericsError.self, performing: body)?.kind
  }

  @Test(
    "shapes that have no meaning",
    arguments: [
      DensityShape.exponentialOfPolynomial(degree: 0), .exponentialOfPolynomial(degree: 11),
      .exponentialOfPolynomial(degree: .min), .bernstein(degree: -1), .bernstein(degree: .max),
      .sum([]), .sum([.sum([.uniform])]), .powerLaw, .sum([.uniform, .powerLaw]),
    ])
  func shapes(shape: DensityShape) throws {
    let range = try ValueRange(from: 0, to: 1)
    #expect(kind { _ = try ParametricDensity(shape, on: range) } == .invalidInput)
  }

  @Test(
    "parameters outside their bounds, or too many or few",
    arguments: [
      (DensityShape.exponential, [.nan]), (.exponential, [.infinity]), (.exponential, []),
      (.exponential, [1, 2]), (.gaussian, [50, 0]), (.gaussian, [50, -1]),
      (.gaussian, [50, 1e-9]), (.crystalBall(tail: .lower), [50, 1, 0, 2]),
      (.crystalBall(tail: .lower), [50, 1, 1, 0]), (.bernstein(degree: 1), [-0.1]),
      (.bernstein(degree: 1), [1.1]), (.twoExponentials, [-1, -2, 2]),
    ] as [(DensityShape, [Double])])
  func parameters(shape: DensityShape, point: [Double]) throws {
    let range = try ValueRange(from: 45, to: 62)
    let density = try ParametricDensity(shape, on: range)
    #expect(kind { _ = try density.density(at: 50, parameters: point) } == .invalidInput)
    #expect(kind { _ = try density.logShareDerivatives(in: range, parameters: point) } != nil)
    #expect(kind { _ = try density.quantile(0.5, parameters: point) } == .invalidInput)
  }

  @Test("places where a function has no meaning")
  func places() throws {
    let range = try ValueRange(from: 45, to: 62)
    let below = try ValueRange(from: -1, to: 50)
    for (shape, point) in [
      (DensityShape.powerLaw, [-2.0]), (.bernstein(degree: 1), [0.5]),
      (.sum([.uniform, .bernstein(degree: 1)]), [0.5, 0.5]),
    ] {
      let density = try ParametricDensity(shape, on: range)
      #expect(kind { _ = try density.share(in: below, parameters: point) } == .invalidInput)
      #expect(kind { _ = try density.density(at: -1, parameters: point) } == .invalidInput)
      #expect(kind { _ = try density.density(at: .nan, parameters: point) } == .invalidInput)
    }
  }

  @Test("a power law that diverges at zero")
  func divergence() throws {
    let density = try ParametricDensity(.powerLaw, on: ValueRange(from: 45, to: 62))
    let box = try ValueRange(from: 0, to: 42)
    for exponent in [-1, -1.5] {
      #expect(
        kind { _ = try density.share(in: box, parameters: [exponent]) } == .divergingIntegral)
      #expect(
        kind { _ = try density.shareDerivatives(in: box, parameters: [exponent]) }
          == .divergingIntegral)
    }
    #expect(kind { _ = try density.density(at: 0, parameters: [-1]) } == .divergingIntegral)
  }

  @Test("integrals that overflow are errors, those that underflow are zero")
  func overflow() throws {
    let density = try ParametricDensity(.exponential, on: ValueRange(from: 0, to: 1))
    let (left, right) = try (ValueRange(from: -1000, to: -999), ValueRange(from: 999, to: 1000))
    #expect(kind { _ = try density.share(in: left, parameters: [-100]) } == .divergingIntegral)
    #expect(try density.share(in: right, parameters: [-100]) == 0)
    #expect(try density.logShare(in: right, parameters: [-100]) < -99_000)
  }

  @Test("the logarithm of a density of zero")
  func zeroDensity() throws {
    let density = try ParametricDensity(.bernstein(degree: 1), on: ValueRange(from: 0, to: 1))
    #expect(try density.density(at: 0, parameters: [0]) == 0)
    #expect(kind { _ = try density.logDensity(at: 0, parameters: [0]) } == .divergingIntegral)
    #expect(kind { _ = try density.logDensityDerivatives(at: 0, parameters: [0]) } != nil)
  }

  @Test("exponents too steep for double precision")
  func steep() throws {
    let density = try ParametricDensity(
      .exponentialOfPolynomial(degree: 2), on: ValueRange(from: 0, to: 1))
    #expect(kind { _ = try density.density(at: 0, parameters: [1e12, 0]) } == .notConverged)
    #expect(kind { _ = try density.density(at: 0, parameters: [0, 1e300]) } == .notConverged)
  }

  @Test(
    "no parameters give NaN or infinity",
    arguments: [
      (DensityShape.gaussian, [1e300, 1]), (.gaussian, [0.5, 1e300]), (.gaussian, [-1e9, 1e-8]),
      (.crystalBall(tail: .lower), [0.5, 0.1, 1e200, 2]),
      (.crystalBall(tail: .lower), [1e100, 0.1, 1, 2]),
      (.crystalBall(tail: .upper), [0.5, 0.1, 1, 1e300]),
      (.doubleSidedCrystalBall, [-1e8, 1e-8, 0.01, 0.01, 5, 1e9]), (.exponential, [1e300]),
      (.powerLaw, [-1e308]), (.twoExponentials, [1e5, -1e5, 0]),
    ] as [(DensityShape, [Double])])
  func extremes(shape: DensityShape, point: [Double]) throws {
    let density = try ParametricDensity(shape, on: ValueRange(from: 0.5, to: 1.5))
    for x in [0.5, 1, 1.5] {
      if let value = try? density.density(at: x, parameters: point) { #expect(value.isFinite) }
      if let logarithm = try? density.logDensityDerivatives(at: x, parameters: point) {
        let numbers = [logarithm.value] + logarithm.gradient + logarithm.hessian
        #expect(!numbers.contains { !$0.isFinite })
      }
      let part = try ValueRange(from: x, to: x + 0.25)
      if let share = try? density.share(in: part, parameters: point) { #expect(share.isFinite) }
    }
  }
}

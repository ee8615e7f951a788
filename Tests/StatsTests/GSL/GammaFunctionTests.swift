import Foundation
import Stats
import Testing

@Suite("Gamma functions") struct GammaFunctionTests {
  @Test("are exponentials for whole shapes", arguments: [0.0, 1e-12, 0.3, 2, 30, 700])
  func wholeShapes(x: Double) throws {
    // The rounding of x itself is worth x ulp of the exponential.
    expectClose(try gammaQ(shape: 1, x), exp(-x), relative: 4e-15 + 2e-16 * x)
    expectClose(try gammaP(shape: 1, x), -expm1(-x), relative: 4e-15)
    expectClose(try gammaQ(shape: 2, x), (1 + x) * exp(-x), relative: 1e-13)
  }

  @Test("are error functions for a shape of one half", arguments: [0.1, 0.7, 1.3, 4])
  func half(x: Double) throws {
    expectClose(try gammaQ(shape: 0.5, x), erfc(x.squareRoot()), relative: 1e-14)
    expectClose(try gammaP(shape: 0.5, x), erf(x.squareRoot()), relative: 1e-14)
  }

  @Test("go to zero and one where they underflow")
  func underflow() throws {
    #expect(try gammaQ(shape: 3, 1e6) == 0)
    #expect(try gammaQ(shape: 3, .infinity) == 0)
    #expect(try gammaP(shape: 3, .infinity) == 1)
    #expect(try gammaP(shape: 1e5, 1) == 0)
  }

  @Test(
    "refuse arguments outside their range",
    arguments: [(0.0, 1.0), (-1.0, 1.0), (1.0, -1.0), (Double.nan, 1.0), (1.0, Double.nan)])
  func arguments(shape: Double, x: Double) {
    #expect(throws: NumericsError.self) { try gammaQ(shape: shape, x) }
    #expect(throws: NumericsError.self) { try gammaP(shape: shape, x) }
  }

  @Test(
    "quantiles undo cumulative probabilities", arguments: [0.4, 1, 6, 1000], [1e-6, 0.1, 0.5, 0.99])
  func quantiles(shape: Double, exceedance: Double) throws {
    let quantile = try gammaQuantile(exceedance: exceedance, shape: shape, rate: 2.5)
    let cumulative = try gammaCumulative(quantile, shape: shape, rate: 2.5)
    expectClose(1 - cumulative, exceedance, relative: 1e-8)
  }

  @Test(
    "the normal quantile undoes the normal cumulative probability",
    arguments: [-6.0, -1, 0, 0.3, 5])
  func normal(z: Double) throws {
    expectClose(normalCumulative(z), erfc(-z / 2.0.squareRoot()) / 2, relative: 1e-14)
    expectClose(try normalQuantile(normalCumulative(z)), z, relative: 1e-8, absolute: 1e-15)
  }

  @Test(
    "quantiles refuse probabilities outside the open unit interval",
    arguments: [0.0, 1, -0.1, 1.5, Double.nan])
  func probabilities(probability: Double) {
    #expect(throws: NumericsError.self) { try normalQuantile(probability) }
    #expect(throws: NumericsError.self) {
      try gammaQuantile(exceedance: probability, shape: 1, rate: 1)
    }
  }
}

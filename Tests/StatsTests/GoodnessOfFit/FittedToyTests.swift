import Testing

@testable import Stats

@Suite("Toys of fitted functions") struct FittedToyTests {
  private static let tails: [(TailShape, DensityShape, Double)] = [
    (.exponential, .exponential, -3), (.exponential, .exponential, -0.2),
    (.exponential, .exponential, 0), (.exponential, .exponential, 1e-9),
    (.exponential, .exponential, 0.4), (.exponential, .exponential, 90),
    (.powerLaw, .powerLaw, -4), (.powerLaw, .powerLaw, -1), (.powerLaw, .powerLaw, 7),
  ]

  @Test("a tail's cumulative function is the integral of its density", arguments: tails)
  func cumulative(tail: TailShape, shape: DensityShape, parameter: Double) throws {
    let range = try ValueRange(from: 45, to: 62)
    let density = try TailDensity(tail, parameter: parameter, on: range)
    let reference = try ParametricDensity(shape, on: range)
    for value in [45.5, 50, 58, 61.75] {
      let share = try reference.share(
        in: ValueRange(from: 45, to: value), parameters: [parameter])
      expectClose(density.fraction(below: value), share, absolute: 1e-12)
    }
    for probability in [0, 1e-6, 0.25, 0.5, 0.875, 1] {
      let value = density.quantile(probability)
      expectClose(density.fraction(below: value), probability, absolute: 1e-11)
    }
  }

  private static let densities: [(DensityShape, [Double])] = [
    (.exponential, [0.4]), (.gaussian, [56, 3]),
    (.exponentialOfPolynomial(degree: 2), [0.2, -0.01]),
    (.bernstein(degree: 2), [0.1, 0.3]), (.crystalBall(tail: .lower), [58, 2, 1.2, 3]),
  ]

  /// Cells of 1/256 of the range: within one, a linear density is right to about its square.
  @Test("a table's cumulative function is the integral of its density", arguments: densities)
  func table(shape: DensityShape, point: [Double]) throws {
    let range = try ValueRange(from: 45, to: 62)
    let density = try ParametricDensity(shape, on: range)
    let table = try TabulatedCumulative(of: density, at: point, in: range)
    for value in [45.51, 50.03, 57.77, 61.75] {
      let share = try density.share(in: ValueRange(from: 45, to: value), parameters: point)
      expectClose(table.fraction(below: value), share, absolute: 1e-6)
    }
    for probability in [0, 0.001, 0.25, 0.5, 0.9, 1] {
      expectClose(
        table.fraction(below: table.quantile(probability)), probability, absolute: 1e-12)
    }
    #expect(table.fraction(below: 40) == 0 && table.fraction(below: 70) == 1)
  }

  /// Without the refit almost no p-value would be below 0.1: a fitted function always looks good.
  @Test("give p-values that are uniform if the fitted function is true")
  func calibration() throws {
    let range = try ValueRange(from: 0, to: 10)
    let truth = try TailDensity(.exponential, parameter: -0.3, on: range)
    let experiments = 200
    var (below, sum) = (0, 0.0)
    for experiment in 0..<experiments {
      let events = uniformToy(experiment, count: 20, seed: 3).map { truth.quantile($0) }
      let tail = try TailFit.fit(.exponential, to: events, in: range)
      let test = try ToyTest(.andersonDarling, of: tail, events: events, toys: 39, seed: 9)
      if test.pValue <= 0.1 { below += 1 }
      sum += test.pValue
    }
    let count = Double(experiments)
    expectClose(Double(below) / count, 0.1, absolute: 5 * (0.09 / count).squareRoot())
    // Of 1/40 to 40/40, each as likely.
    expectClose(sum / count, 0.5125, absolute: 5 / (12 * count).squareRoot())
  }

  @Test("tell a wrong function, and the same seed gives the same answer")
  func power() throws {
    let range = try ValueRange(from: 0, to: 10)
    let truth = try TailDensity(.exponential, parameter: -0.5, on: range)
    let events = uniformToy(1, count: 100, seed: 3).map { truth.quantile($0) }
    let uniform = try TailFit.fit(.uniform, to: events, in: range)
    let test = try ToyTest(.andersonDarling, of: uniform, events: events, toys: 99, seed: 1)
    #expect(test.toysAsLarge == 0)
    let density = try ParametricDensity(.gaussian, on: range)
    func gaussian(seed: UInt64) throws -> ToyTest {
      try ToyTest(
        .andersonDarling, of: density, at: [5, 3], bands: [RangeEvents(events, in: range)],
        toys: 20,
        seed: seed
      ) { _ throws(NumericsError) in [5, 3] }
    }
    #expect(try gaussian(seed: 1) == gaussian(seed: 1))
    #expect(try gaussian(seed: 1).toysAsLarge == 0)
  }
}

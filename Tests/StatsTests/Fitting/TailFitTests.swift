import Foundation
import Stats
import Testing

@Suite("Tail fits") struct TailFitTests {
  private let band = (lower: 45.0, upper: 62.0)

  private func range() throws -> ValueRange { try ValueRange(from: band.lower, to: band.upper) }

  @Test("mirrored values have the mirrored slope")
  func mirror() throws {
    let values = TailNumbers.values(500)
    let fit = try TailFit.fit(.exponential, to: values, in: ValueRange(from: 1.5, to: 20))
    let mirrored = try TailFit.fit(
      .exponential, to: values.map { -$0 }, in: ValueRange(from: -20, to: -1.5))
    expectClose(try #require(mirrored.parameter), -(try #require(fit.parameter)), relative: 1e-12)
    expectClose(mirrored.negativeLogLikelihood, fit.negativeLogLikelihood, relative: 1e-13)
  }

  @Test("a slope of zero is an ordinary slope")
  func flat() throws {
    let values = (0..<100).map { 45 + 17 * (Double($0) + 0.5) / 100 }
    let fit = try TailFit.fit(.exponential, to: values, in: range())
    expectClose(try #require(fit.parameter), 0, absolute: 1e-14)
    // The variance of a uniform variable: w²/12 per event.
    expectClose(try #require(fit.parameterError), (12.0 / 100).squareRoot() / 17, relative: 1e-9)
    let uniform = try TailFit.fit(.uniform, to: values, in: range())
    expectClose(fit.negativeLogLikelihood, uniform.negativeLogLikelihood, relative: 1e-14)
  }

  @Test("a power law of x is an exponential of its logarithm")
  func powerLaw() throws {
    let values = TailNumbers.values(300)
    let power = try TailFit.fit(.powerLaw, to: values, in: ValueRange(from: 1.5, to: 20))
    let exponential = try TailFit.fit(
      .exponential, to: values.map { log($0) }, in: ValueRange(from: log(1.5), to: log(20)))
    expectClose(
      try #require(power.parameter) + 1, try #require(exponential.parameter), relative: 1e-10)
  }

  @Test("a uniform tail predicts by width alone")
  func uniform() throws {
    let fit = try TailFit.fit(.uniform, to: [46, 50, 51, 60], in: range())
    let box = try fit.expectation(in: ValueRange(from: 0, to: 42))
    expectClose(box.value, 4 * 42.0 / 17, relative: 1e-14)
    expectClose(box.statisticalError, 2 * 42.0 / 17, relative: 1e-14)
    #expect(fit.parameter == nil && fit.parameterError == nil)
    #expect(fit.covariance.size == 1)
    expectClose(fit.negativeLogLikelihood, 4 - 4 * log(4.0 / 17), relative: 1e-14)
  }

  @Test(
    "the prediction for the fit range is the yield, with its error", arguments: TailShape.allCases)
  func ownRange(shape: TailShape) throws {
    let fit = try TailFit.fit(shape, to: [46, 50, 51, 60, 61], in: range())
    let own = try fit.expectation(in: range())
    expectClose(own.value, 5, relative: 1e-14)
    expectClose(own.statisticalError, 5.0.squareRoot(), relative: 1e-12)
  }

  @Test(
    "values outside the range do not matter, in whatever order they come",
    arguments: TailShape.allCases)
  func outside(shape: TailShape) throws {
    let inside: [Double] = [45, 47, 50.5, 58, 62]
    let fit = try TailFit.fit(shape, to: inside, in: range())
    let more = [44.999, 1e300] + inside + [-1e300, 0, 62.001]
    #expect(try TailFit.fit(shape, to: more, in: range()) == fit)
  }

  @Test("events added in batches give the same fit", arguments: TailShape.allCases)
  func batches(shape: TailShape) throws {
    let values = TailNumbers.values(1000)
    let range = try ValueRange(from: 1.5, to: 20)
    var sample = try TailSample(shape, in: range)
    for start in stride(from: 0, to: 1000, by: 7) {
      try sample.add(Array(values[start..<min(start + 7, 1000)]))
    }
    #expect(try TailFit.fit(sample) == TailFit.fit(shape, to: values, in: range))
  }

  @Test("the result minimises −ln L", arguments: [TailShape.exponential, .powerLaw])
  func minimum(shape: TailShape) throws {
    let values: [Double] = [46, 50, 51, 58, 60, 61, 61.5]
    let fit = try TailFit.fit(shape, to: values, in: range())
    func negativeLogLikelihood(_ yield: Double, _ parameter: Double) throws -> Double {
      let density = try TailDensity(shape, parameter: parameter, on: range())
      return yield - values.reduce(0) { $0 + log(yield) + density.logDensity(at: $1) }
    }
    let best = try #require(fit.parameter)
    let (yieldError, error) = try (fit.yieldError, #require(fit.parameterError))
    expectClose(try negativeLogLikelihood(7, best), fit.negativeLogLikelihood, relative: 1e-13)
    for (dy, dp) in [(1.0, 0.0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1)] {
      let there = try negativeLogLikelihood(7 + 1e-3 * dy * yieldError, best + 1e-3 * dp * error)
      // ½ Δᵀ V⁻¹ Δ: the covariance is the inverse of the second derivatives.
      expectClose(
        there - fit.negativeLogLikelihood, 0.5e-6 * (dy * dy + dp * dp), relative: 2e-3)
    }
  }
}

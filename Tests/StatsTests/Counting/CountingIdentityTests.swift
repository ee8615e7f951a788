import Foundation
import Stats
import Testing

@Suite("Counting limits: exact identities") struct CountingIdentityTests {
  @Test(
    "no event gives −ln(1 − CL) whatever the background", arguments: BackgroundConstraint.allCases,
    [0.5, 0.9, 0.95, 0.999])
  func noEvents(constraint: BackgroundConstraint, confidence: Double) throws {
    for (value, uncertainty) in [(1e-9, 5e-9), (0.51, 0.13), (0.5, 2.5), (40, 200), (1e6, 1e5)] {
      let limit = try model(value, uncertainty, constraint, confidence: confidence)
        .upperLimit(observed: 0)
      expectClose(limit, -log(1 - confidence), relative: 1e-12)
    }
  }

  @Test("no background gives the quantile of a gamma distribution", arguments: [0, 1, 5, 40, 1000])
  func classical(observed: Int) throws {
    let limit = try model(0, 0, .none).upperLimit(observed: observed)
    let quantile = try gammaQuantile(exceedance: 0.1, shape: Double(observed) + 1, rate: 1)
    expectClose(limit, quantile, relative: 1e-9)
  }

  @Test("equals the Bayesian limit with a flat prior on the signal", arguments: [0, 1, 3])
  func bayesian(observed: Int) throws {
    let (median, width) = (0.51, log1p(0.13 / 0.51))
    let limit = try model(0.51, 0.13, .logNormal).upperLimit(observed: observed)
    func likelihood(_ signal: Double) throws(NumericsError) -> Double {
      try integrate(from: -9, to: 9) { z in
        let mean = signal + median * exp(width * z)
        return pow(mean, Double(observed)) * exp(-mean - z * z / 2)
      }.value
    }
    let inside = try integrate(from: 0, to: limit, likelihood).value
    let outside = try integrate(from: limit, to: limit + 45, likelihood).value
    expectClose(inside / (inside + outside), 0.9, relative: 1e-8)
  }

  @Test(
    "the ratio of the printed example: CLs 0.10026 at s = 2.3 with no event",
    arguments: BackgroundConstraint.allCases)
  func ratio(constraint: BackgroundConstraint) throws {
    let ratio = try model(0.51, 0.13, constraint).ratio(signal: 2.3, observed: 0)
    expectClose(ratio, exp(-2.3), relative: 1e-14)
    expectClose(ratio, 0.10026, absolute: 0.5e-5)
  }

  @Test("no signal gives a ratio of one", arguments: BackgroundConstraint.allCases, [0, 3, 200])
  func noSignal(constraint: BackgroundConstraint, observed: Int) throws {
    let model = try model(3, 1, constraint, signalUncertainty: 0.2)
    expectClose(try model.ratio(signal: 0, observed: observed), 1, relative: 1e-15)
  }

  @Test(
    "the limit solves its defining equation", arguments: BackgroundConstraint.allCases, [0, 2, 90])
  func definingEquation(constraint: BackgroundConstraint, observed: Int) throws {
    let model = try model(20, 30, constraint, signalUncertainty: 0.15, confidence: 0.95)
    let limit = try model.upperLimit(observed: observed)
    expectClose(try model.ratio(signal: limit, observed: observed), 0.05, relative: 1e-11)
  }
}

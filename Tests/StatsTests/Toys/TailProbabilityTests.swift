import Stats
import Testing

@Suite("Shares of toys") struct TailProbabilityTests {
  /// The variance of B(a, b) is ab / ((a + b)² (a + b + 1)).
  @Test("the error is that of a beta distribution, and never zero", arguments: [0, 3, 10])
  func error(passed: Int) throws {
    let (a, b) = (Double(passed + 1), Double(11 - passed))
    let variance = a * b / (144 * 13)
    let total = 10
    let share = try TailProbability(passed: passed, total: total)
    expectClose(share.monteCarloError, variance.squareRoot(), relative: 1e-14)
    expectClose(share.estimate, Double(passed) / 10)
    if passed == 0 { #expect(share.relativeError == .infinity) }
  }

  @Test("many toys: the binomial error")
  func manyToys() throws {
    let share = try TailProbability(passed: 100_000, total: 1_000_000)
    expectClose(share.monteCarloError, (0.1 * 0.9 / 1e6).squareRoot(), relative: 1e-4)
  }

  @Test("impossible numbers are refused", arguments: [(0, 0), (-1, 5), (6, 5)])
  func refusal(passed: Int, total: Int) {
    #expect(throws: NumericsError.self) { try TailProbability(passed: passed, total: total) }
  }

  @Test("a ratio has the errors of both, and needs a toy in its denominator")
  func ratio() throws {
    let (both, alone) = (
      try TailProbability(passed: 400, total: 10_000),
      try TailProbability(passed: 2500, total: 10_000)
    )
    let ratio = try ToyProbabilities(signalAndBackground: both, backgroundOnly: alone)
    expectClose(ratio.ratio, 0.16, relative: 1e-15)
    // (0.96/400 + 0.75/2500)^½ of it, up to the one toy in 400 of the posterior.
    expectClose(ratio.monteCarloError, 0.16 * (0.0024 + 0.0003).squareRoot(), relative: 3e-3)
    let none = try TailProbability(passed: 0, total: 10)
    #expect { try ToyProbabilities(signalAndBackground: both, backgroundOnly: none) } throws: {
      ($0 as? NumericsError)?.kind == .tooFewToys
    }
  }
}

import Testing

@testable import Stats

@Suite("Terms of a mixture, upwards") struct UpwardTermsTests {
  @Test("agree with the quadrature of each count", arguments: BackgroundConstraint.allCases)
  func quadrature(constraint: BackgroundConstraint) throws {
    for (value, uncertainty) in [(3.0, 15.0), (0.51, 2.55), (2000, 300), (5e4, 5e3)] {
      let law = try BackgroundExpectation(
        value: value, uncertainty: uncertainty, constraint: constraint
      ).law
      let counts = try CountDistribution(of: law, upTo: 90_000)
      for index in stride(from: 0, to: counts.relative.count, by: 331) {
        let exact = try law.logProbability(counts.lowest + index) - counts.logReference
        // Products of many closed ratios carry a rounding error each.
        let allowed = constraint == .logNormal || constraint == .gaussian ? 5e-12 : 1e-9
        expectClose(Stats.log(counts.relative[index]), exact, absolute: allowed, "\(value)")
      }
    }
  }

  @Test("end at the highest count that is asked for", arguments: [0, 511, 512, 513, 700, 5000])
  func highest(count: Int) throws {
    let law = try BackgroundExpectation(value: 3, uncertainty: 15, constraint: .logNormal).law
    let counts = try CountDistribution(of: law, upTo: count)
    #expect(counts.lowest + counts.relative.count - 1 == count)
  }
}

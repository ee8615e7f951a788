import Testing

@testable import Stats

@Suite("Incomplete gamma functions of large shapes") struct UniformGammaTests {
  @Test("agree with mpmath in both tails")
  func oracle() throws {
    for row in try ReferenceTable("gamma-tails").rows {
      let tails = UniformGammaTails(shape: try row.number("shape"), try row.number("x"))
      let (lower, upper) = (try row.number("lower"), try row.number("upper"))
      expectClose(tails.lower, lower, relative: lower > 0.01 ? 1e-12 : 1e-10, "\(row)")
      expectClose(tails.upper, upper, relative: upper > 0.01 ? 1e-12 : 1e-10, "\(row)")
    }
  }

  @Test("a shape for which a sum would have 1e9 terms")
  func enormous() {
    let tails = UniformGammaTails(shape: 1e18, 1e18 + 1e9)
    expectClose(tails.lower, normalCumulative(1), relative: 1e-8)
    #expect(UniformGammaTails(shape: 1e4, 0).lower == 0)
    #expect(UniformGammaTails(shape: 1e4, 1e9).upper == 0)
  }
}

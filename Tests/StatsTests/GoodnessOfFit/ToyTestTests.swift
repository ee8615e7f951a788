import Testing

@testable import Stats

@Suite("Probabilities from toys") struct ToyTestTests {
  private func ramp(_ statistic: Double, toys: Int = 99) throws -> ToyTest {
    try ToyTest(of: statistic, toys: toys) { Double($0) }
  }

  @Test("count the data as one more toy, and ties as being as large")
  func counting() throws {
    // Toys 0 to 98, of which 90 to 98 are as large.
    let test = try ramp(90)
    #expect(test.toysAsLarge == 9)
    #expect(test.pValue == 0.1)
    #expect(try ramp(1000).pValue == 0.01)
    #expect(try ramp(-1).pValue == 1)
    #expect(try ramp(.infinity).toysAsLarge == 0)
    #expect(try ramp(-.infinity).toysAsLarge == 99)
  }

  @Test("a statistic that differs by rounding is a tie")
  func ties() throws {
    let test = try ToyTest(of: 0.1 + 0.2, toys: 10) { _ in 0.3 }
    #expect(test.toysAsLarge == 10)
    #expect(try ToyTest(of: 0.3001, toys: 10) { _ in 0.3 }.toysAsLarge == 0)
    #expect(try ToyTest(of: .infinity, toys: 10) { _ in .infinity }.toysAsLarge == 10)
  }

  /// Beta distribution with 10 and 91: √(10 · 91/102)/101.
  @Test("have the error of a beta distribution, above zero at both ends")
  func error() throws {
    expectClose(try ramp(90).monteCarloError, (910.0 / 102).squareRoot() / 101, relative: 1e-14)
    #expect(try ramp(1000).monteCarloError > 0)
    #expect(try ramp(-1).monteCarloError > 0)
  }

  /// Uniform statistics: P(p ≤ α) = α for α a multiple of 1/(toys + 1).
  @Test("are not below α more often than α")
  func level() throws {
    let experiments = 4000
    var below = 0
    for experiment in 0..<experiments {
      let numbers = uniformToy(experiment, count: 20, seed: 5)
      let test = try ToyTest(of: numbers[19], toys: 19) { numbers[$0] }
      if test.pValue <= 0.1 { below += 1 }
    }
    let error = (0.1 * 0.9 / Double(experiments)).squareRoot()
    expectClose(Double(below) / Double(experiments), 0.1, absolute: 5 * error)
  }

  @Test("leave out a failed toy in a hundred and report it, and refuse more")
  func failures() throws {
    func test(failing: Int) throws -> ToyTest {
      try ToyTest(of: 0.5, toys: 200) { toy throws(NumericsError) in
        guard toy >= failing else { throw NumericsError(.notConverged, "a test", advice: "none") }
        return toy == 199 ? .nan : 1
      }
    }
    let two = try test(failing: 1)
    #expect(two.failedToys == 2 && two.toys == 198 && two.toysAsLarge == 198)
    let error = #expect(throws: NumericsError.self) { try test(failing: 2) }
    #expect(error?.kind == .notConverged)
  }

  @Test("need a toy and a number")
  func refused() {
    #expect(throws: NumericsError.self) { try ramp(1, toys: 0) }
    #expect(throws: NumericsError.self) { try ramp(1, toys: -1) }
    #expect(throws: NumericsError.self) { try ramp(.nan) }
  }
}

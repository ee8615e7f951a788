import Stats
import Testing

@Suite("Root search") struct RootFinderTests {
  @Test("finds the square root of two to the last digits")
  func squareRoot() throws {
    expectClose(try root(from: 0, to: 2) { $0 * $0 - 2 }, 2.0.squareRoot(), relative: 1e-15)
  }

  @Test("takes an end that is a root")
  func ends() throws {
    #expect(try root(from: 1, to: 2) { $0 - 1 } == 1)
    #expect(try root(from: 1, to: 2) { $0 - 2 } == 2)
  }

  @Test("finds a root at a jump")
  func jump() throws {
    expectClose(try root(from: 0, to: 1) { $0 < 0.3 ? -1 : 1 }, 0.3, relative: 1e-13)
  }

  @Test("refuses an interval without a change of sign")
  func noSignChange() {
    let error = #expect(throws: NumericsError.self) { try root(from: 2, to: 3) { $0 * $0 - 2 } }
    #expect(error?.kind == .noSignChange)
    let undefined = #expect(throws: NumericsError.self) { try root(from: 2, to: 3) { _ in .nan } }
    #expect(undefined?.kind == .noSignChange)
  }

  @Test(
    "refuses an interval that is reversed or not finite",
    arguments: [(3.0, 2.0), (0.0, Double.infinity)])
  func interval(ends: (Double, Double)) {
    let error = #expect(throws: NumericsError.self) { try root(from: ends.0, to: ends.1) { $0 } }
    #expect(error?.kind == .invalidInput)
  }

  @Test("throws on what the function throws, also in the middle of the search")
  func passesErrorsOn() {
    let own = NumericsError(.tooLarge, "a test", advice: "none")
    let error = #expect(throws: NumericsError.self) {
      try root(from: 0, to: 2) { (x) throws(NumericsError) in
        if x > 0, x < 2 { throw own }
        return x - 1
      }
    }
    #expect(error == own)
  }
}

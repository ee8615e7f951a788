import Stats
import Testing

@Suite("Inputs of a counting limit") struct CountingInputTests {
  @Test(
    "refuse numbers outside their range",
    arguments: [-1e-9, Double.nan, Double.infinity, 1.1e9], BackgroundConstraint.allCases)
  func backgrounds(number: Double, constraint: BackgroundConstraint) {
    for (value, uncertainty) in [(number, 0.1), (0.1, number)] {
      let error = #expect(throws: NumericsError.self) {
        try BackgroundExpectation(value: value, uncertainty: uncertainty, constraint: constraint)
      }
      #expect(error?.kind == .invalidInput)
    }
  }

  @Test("a zero background with an uncertainty has a meaning only where it is defined")
  func zeroBackground() throws {
    for constraint in [BackgroundConstraint.logNormal, .gamma, .gammaOfMean] {
      let error = #expect(throws: NumericsError.self) { try model(0, 0.1, constraint) }
      #expect(error?.kind == .invalidInput)
      #expect(error?.advice.contains("gaussian") == true)
    }
    // The half-normal mean of 0.5 √(2/π) = 0.399 leaves less room for a signal than none at all.
    let halfNormal = try model(0, 0.5, .gaussian).upperLimit(observed: 1)
    #expect(halfNormal < (try model(0, 0, .none).upperLimit(observed: 1)))
    #expect(
      try model(0, 0.5, .none).upperLimit(observed: 1) == model(0, 0, .none).upperLimit(observed: 1)
    )
  }

  @Test(
    "an uncertainty of zero makes every constraint exact", arguments: BackgroundConstraint.allCases)
  func exact(constraint: BackgroundConstraint) throws {
    for value in [0, 0.51, 1e6] {
      #expect(
        try model(value, 0, constraint).upperLimit(observed: 3)
          == model(value, 0, .none).upperLimit(observed: 3))
    }
  }

  @Test(
    "the limit is continuous towards an exact background", arguments: BackgroundConstraint.allCases)
  func continuous(constraint: BackgroundConstraint) throws {
    for value in [1e-9, 0.51, 100] {
      let exact = try model(value, 0, .none).upperLimit(observed: 3)
      let narrow = try model(value, 1e-6 * value, constraint).upperLimit(observed: 3)
      expectClose(narrow, exact, relative: 1e-8)
    }
  }

  @Test(
    "confidence levels outside the open unit interval are refused",
    arguments: [0, 1, -0.5, 90, 1e-17, Double.nan])
  func confidence(value: Double) {
    let error = #expect(throws: NumericsError.self) { try ConfidenceLevel(value) }
    #expect(error?.kind == .invalidInput)
  }

  @Test(
    "signal uncertainties outside 0 to 10 are refused",
    arguments: [-0.1, 10.5, Double.infinity, Double.nan])
  func signalScale(value: Double) {
    let error = #expect(throws: NumericsError.self) { try SignalScale(relativeUncertainty: value) }
    #expect(error?.kind == .invalidInput)
  }

  @Test("an exact signal scale is the one with no uncertainty")
  func exactScale() throws {
    #expect(try SignalScale(relativeUncertainty: 0) == .exact)
  }
}

import Stats
import Testing

@Suite("Cousins-Highland intervals") struct CousinsHighlandTests {
  @Test(
    "go over into the classical ones as the uncertainty goes to zero", arguments: [0, 2, 9, 90])
  func continuity(observed: Int) throws {
    for background in [0.51, 3, 60] {
      let exact = try classical(background, .central).interval(observed: observed)
      for constraint in BackgroundConstraint.allCases {
        for relative in [0, 1e-12, 1e-9, 1e-7] {
          let interval = try averaged(background, relative * background, constraint)
            .interval(observed: observed)
          expectClose(interval.upper, exact.upper, absolute: 1e-8)
          expectClose(interval.lower, exact.lower, absolute: 1e-8)
        }
      }
    }
  }

  @Test("both ends rise with the count", arguments: BackgroundConstraint.allCases)
  func monotoneInCount(constraint: BackgroundConstraint) throws {
    let intervals = try (0...50).map { try averaged(4, 2, constraint).interval(observed: $0) }
    #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0.upper <= $1.upper })
    #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0.lower <= $1.lower })
    #expect(intervals.allSatisfy { 0 <= $0.lower && $0.lower <= $0.upper })
  }

  @Test("contain the interval of a smaller confidence level", arguments: [0, 3, 12])
  func nested(observed: Int) throws {
    let intervals = try [0.5, 0.9, 0.99].map {
      try averaged(2, 1, .gamma, confidence: $0).interval(observed: observed)
    }
    for (inner, outer) in zip(intervals, intervals.dropFirst()) {
      #expect(outer.lower <= inner.lower && inner.upper < outer.upper)
    }
  }

  @Test("are below the CLs limit, and near it where the background is small")
  func belowCLs() throws {
    for observed in [0, 1, 4, 12] {
      let reference = try model(1.5, 0.4, .logNormal).upperLimit(observed: observed)
      let limit = try averaged(1.5, 0.4, .logNormal, .upperLimit).interval(observed: observed)
      #expect(limit.upper < reference)
    }
    let reference = try model(1e-9, 0, .none).upperLimit(observed: 2)
    let limit = try averaged(1e-9, 0, .none, .upperLimit).interval(observed: 2).upper
    expectClose(limit, reference, relative: 1e-8)
  }

  @Test("exist at the far ends of their inputs", arguments: BackgroundConstraint.allCases)
  func extremes(constraint: BackgroundConstraint) throws {
    for (value, uncertainty, observed) in [
      (1e-9, 5e-9, 100_000), (1e6, 1e3, 100_000), (1e5, 1e3, 100_000), (1e6, 5e6, 1000),
      (1e9, 1, 5),
    ] {
      let interval = try averaged(value, uncertainty, constraint).interval(observed: observed)
      #expect(interval.upper.isFinite && 0 <= interval.lower && interval.lower <= interval.upper)
    }
  }
}

/// A Cousins–Highland interval in one line.
func averaged(
  _ value: Double, _ uncertainty: Double, _ constraint: BackgroundConstraint,
  _ sides: IntervalSides = .central, confidence: Double = 0.9, signalUncertainty: Double = 0
) throws -> CousinsHighland {
  CousinsHighland(
    background: try BackgroundExpectation(
      value: value, uncertainty: uncertainty, constraint: constraint),
    signalScale: try SignalScale(relativeUncertainty: signalUncertainty),
    confidence: try ConfidenceLevel(confidence), sides: sides)
}

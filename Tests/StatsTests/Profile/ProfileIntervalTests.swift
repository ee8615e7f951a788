import Testing

@testable import Stats

@Suite("Profile-likelihood intervals: properties") struct ProfileIntervalTests {
  static let backgrounds = [(0, 0), (1e-9, 0), (1e-9, 5e-9), (0.51, 0.13), (3, 6), (40, 4)]

  /// With z² = 2.705543… the bounded upper end for no event is z²/2, whatever the background.
  @Test("no event: the upper end is half the height", arguments: BackgroundConstraint.allCases)
  func noEvent(constraint: BackgroundConstraint) throws {
    for (value, uncertainty) in Self.backgrounds where value > 0 || uncertainty == 0 {
      let interval = try interval(value, uncertainty, constraint, .both, .bounded)
      let ends = try interval.ends(observed: 0)
      #expect(ends.lower == 0)
      // Half the 90 % quantile of χ² with one degree of freedom, mpmath.
      expectClose(ends.upper, 1.3527717270477070, relative: 1e-12, absolute: 1e-15)
    }
  }

  @Test("ends lie where −2 ln λ has its height", arguments: BackgroundConstraint.allCases)
  func definition(constraint: BackgroundConstraint) throws {
    for (value, uncertainty) in Self.backgrounds where value > 0 || uncertainty == 0 {
      for observed in [0, 1, 3, 12, 60] {
        for reference in ProfileLikelihood.Reference.allCases where observed >= Int(value) {
          let ends = try interval(value, uncertainty, constraint, .both, reference)
            .ends(observed: observed)
          let likelihood = try ProfileLikelihood(
            observed: observed,
            background: BackgroundExpectation(
              value: value, uncertainty: uncertainty, constraint: constraint))
          if likelihood.unboundedBestSignal < 0, reference == .unbounded { continue }
          let height = 2.7055434540954146
          expectClose(
            try likelihood.deviance(signal: ends.upper, relativeTo: reference), height,
            relative: 1e-9)
          if ends.lower > 0 {
            expectClose(
              try likelihood.deviance(signal: ends.lower, relativeTo: reference), height,
              relative: 1e-9)
          } else if likelihood.bestSignal > 0 {
            #expect(try likelihood.deviance(signal: 0, relativeTo: reference) <= height)
          }
        }
      }
    }
  }

  @Test("rise with the count", arguments: BackgroundConstraint.allCases)
  func monotoneInCount(constraint: BackgroundConstraint) throws {
    for reference in ProfileLikelihood.Reference.allCases {
      for (value, uncertainty) in [(0.51, 0.13), (3, 6), (40, 4)] {
        let interval = try interval(value, uncertainty, constraint, .both, reference)
        var previous = SignalEnds.nothing
        for observed in 0...80 {
          let ends = try interval.ends(observed: observed)
          #expect(ends.upper >= previous.upper && ends.lower >= previous.lower)
          #expect(ends.upper > 0 && ends.upper > ends.lower)
          previous = ends
        }
      }
    }
  }

  @Test("widen with the confidence level; one side is both sides at another level")
  func levels() throws {
    var previous = SignalEnds.nothing
    for level in [0.5, 0.68, 0.9, 0.95, 0.999] {
      let both = try interval(0.51, 0.13, .gamma, .both, .bounded, level).ends(observed: 7)
      if previous.upper > 0 {
        #expect(both.upper > previous.upper && both.lower < previous.lower)
      }
      previous = both
      let oneSided = (1 + level) / 2
      let upper = try interval(0.51, 0.13, .gamma, .upper, .bounded, oneSided).ends(observed: 7)
      let lower = try interval(0.51, 0.13, .gamma, .lower, .bounded, oneSided).ends(observed: 7)
      expectClose(upper.upper, both.upper, relative: 1e-12)
      expectClose(lower.lower, both.lower, relative: 1e-12)
      #expect(upper.lower == 0 && lower.upper == .infinity)
    }
    for sides in [ProfileLikelihoodInterval.Sides.upper, .lower] {
      let error = try #require(throws: NumericsError.self) {
        try interval(0.51, 0.13, .gamma, sides, .bounded, 0.4)
      }
      #expect(error.kind == .invalidInput)
    }
  }

  /// TRolke's way out of an empty interval: the smallest count whose interval is not empty.
  @Test("a count far below the background: the unbounded interval is that of a larger count")
  func empty() throws {
    let interval = try interval(40, 4, .gamma, .both, .unbounded)
    let (none, ends) = (try interval.ends(observed: 0), try interval.ends(observed: 10))
    #expect(none == ends && ends.upper > 0)
    let counts = try (10...40).map { try interval.ends(observed: $0).upper }
    let first = try #require(counts.firstIndex { $0 > ends.upper })
    #expect(first > 5 && first < 30)
  }

  @Test("exist at the far ends of their inputs", arguments: BackgroundConstraint.allCases)
  func extremes(constraint: BackgroundConstraint) throws {
    let cases: [(Double, Double, Int)] = [
      (1e-9, 5e-9, 100_000), (1e6, 1e3, 100_000), (1e6, 1e3, 1_010_000), (0.51, 0.13, 100_000),
      (1e6, 5e6, 1000), (1e-300, 1e-301, 2), (1e9, 1, 5), (1, 1e6, 1_000_000_000_000),
    ]
    for (value, uncertainty, observed) in cases {
      for reference in ProfileLikelihood.Reference.allCases {
        let ends = try interval(value, uncertainty, constraint, .both, reference)
          .ends(observed: observed)
        #expect(ends.upper.isFinite && ends.upper > ends.lower && ends.lower >= 0)
      }
    }
  }

  private func interval(
    _ value: Double, _ uncertainty: Double, _ constraint: BackgroundConstraint,
    _ sides: ProfileLikelihoodInterval.Sides, _ reference: ProfileLikelihood.Reference,
    _ confidence: Double = 0.9
  ) throws -> ProfileLikelihoodInterval {
    try ProfileLikelihoodInterval(
      background: BackgroundExpectation(
        value: value, uncertainty: uncertainty, constraint: constraint),
      confidence: ConfidenceLevel(confidence), sides: sides, relativeTo: reference)
  }
}

extension SignalEnds {
  /// Below every interval.
  fileprivate static var nothing: Self { Self(lower: 0, upper: 0) }
}

import Stats
import Testing

/// The same properties for every method that can answer the question.
@Suite("Every method of one bin") struct MethodPropertyTests {
  @Test(
    "both ends rise with the count", arguments: BackgroundConstraint.allCases, Efficiency.allCases)
  func monotoneInCount(constraint: BackgroundConstraint, efficiency: Efficiency) throws {
    let background = try BackgroundExpectation(2.3, constraint == .none ? 0 : 1.2, constraint)
    for method in try methods(background, efficiency) {
      let intervals = try (0...9).map(method.interval)
      #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0.upper <= $1.upper })
      #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0.lower <= $1.lower })
      #expect(intervals.allSatisfy { 0 <= $0.lower && $0.lower <= $0.upper }, "\(method.name)")
      #expect(intervals[9].upper > intervals[0].upper)
    }
  }

  @Test("an interval holds that of a smaller confidence level", arguments: Efficiency.allCases)
  func nested(efficiency: Efficiency) throws {
    let background = try BackgroundExpectation(2.3, 0.7, .gamma)
    for observed in [0, 2, 9] {
      let levels = try [0.6827, 0.9, 0.99].map {
        try methods(background, efficiency, confidence: $0).map { try $0.interval(observed) }
      }
      for (inner, outer) in zip(levels, levels.dropFirst()) {
        for (small, large) in zip(inner, outer) {
          #expect(large.lower <= small.lower && small.upper <= large.upper)
        }
      }
    }
  }

  /// But for the Jeffreys prior, which depends on the background and tends to the flat one.
  @Test("the ends fall when a background known exactly rises", arguments: Efficiency.allCases)
  func fallWithBackground(efficiency: Efficiency) throws {
    for observed in [0, 3, 11] {
      let rising = try [0, 1e-9, 0.51, 2, 6, 30].map {
        try methods(BackgroundExpectation($0, 0, .none), efficiency)
          .filter { $0.name != "bayesian jeffreys" }.map { try $0.interval(observed) }
      }
      for (before, after) in zip(rising, rising.dropFirst()) {
        for (first, second) in zip(before, after) {
          #expect(second.upper <= first.upper * (1 + 1e-11))
          #expect(second.lower <= first.lower * (1 + 1e-11))
        }
      }
    }
  }

  /// Averages and likelihoods with a median, mode or mean at b change with the square of a small
  /// uncertainty: here by less than 20 (σ/b)² of the mean count.
  @Test(
    "an uncertainty of the background that goes to zero leads to the exact one",
    arguments: [BackgroundConstraint.logNormal, .gamma, .gammaOfMean, .gaussian])
  func exactBackground(constraint: BackgroundConstraint) throws {
    for (value, observed) in [(0.51, 0), (0.51, 3), (6, 2), (40, 52), (1e-9, 1)] {
      let exact = try ends(BackgroundExpectation(value, 0, .none), .exact, observed)
      for relative in [1e-3, 1e-6, 1e-9] {
        let background = try BackgroundExpectation(value, relative * value, constraint)
        let near = try ends(background, .exact, observed)
        let allowed = 20 * relative * relative * (value + 1) + 1e-8
        for (first, second) in zip(near, exact) {
          expectClose(first.lower, second.lower, absolute: allowed)
          expectClose(first.upper, second.upper, absolute: allowed)
        }
      }
    }
  }

  @Test(
    "an uncertainty of the efficiency that goes to zero leads to the exact one",
    arguments: SignalScale.Constraint.allCases)
  func exactEfficiency(constraint: SignalScale.Constraint) throws {
    for (value, observed) in [(0.51, 0), (0.51, 3), (40, 52)] {
      let background = try BackgroundExpectation(value, 0.1 * value, .gamma)
      let exact = try ends(background, .exact, observed)
      for relative in [1e-3, 1e-6, 1e-9] {
        let scale = try SignalScale(relativeUncertainty: relative, constraint: constraint)
        let allowed = 20 * relative * relative * Double(observed + 1) + 1e-8
        for (first, second) in zip(try ends(background, scale, observed), exact) {
          expectClose(first.lower, second.lower, absolute: allowed)
          expectClose(first.upper, second.upper, absolute: allowed)
        }
      }
    }
  }

  /// An efficiency of one half, known to 3e-5 whose square is 1e-9.
  @Test("an efficiency of many trials is exact", arguments: [0, 3, 20])
  func manyTrials(observed: Int) throws {
    let background = try BackgroundExpectation(2, 0.5, .logNormal)
    let scale = try SignalScale(selected: 500_000_000, of: 1_000_000_000)
    let exact = try ends(background, .exact, observed)
    for (first, second) in zip(try ends(background, scale, observed), exact) {
      expectClose(first.lower / 2, second.lower, relative: 1e-7, absolute: 1e-8)
      expectClose(first.upper / 2, second.upper, relative: 1e-7, absolute: 1e-8)
    }
  }

  /// The average of 1/ε is (n + 1)/n, and its spread is 1/n.
  @Test("all of n selected: wider by about 1/n", arguments: [10, 1000])
  func allSelected(trials: Int) throws {
    let background = try BackgroundExpectation(0.51, 0.13, .gamma)
    let scale = try SignalScale(selected: trials, of: trials)
    for observed in [0, 4] {
      let exact = try ends(background, .exact, observed)
      for (wide, narrow) in zip(try ends(background, scale, observed), exact) {
        #expect(wide.upper >= narrow.upper)
        expectClose(wide.upper, narrow.upper, relative: 3 / Double(trials))
      }
    }
  }

  @Test(
    "exist for no background, hardly any, and a very uncertain one",
    arguments: [Efficiency.exact, .logNormal, .gaussian, .selection])
  func edges(efficiency: Efficiency) throws {
    let backgrounds = [
      try BackgroundExpectation(0, 0, .none), try BackgroundExpectation(0, 1, .gaussian),
      try BackgroundExpectation(1e-9, 5e-9, .gamma), try BackgroundExpectation(1e-9, 1, .logNormal),
      try BackgroundExpectation(0.51, 2.55, .logNormal), try BackgroundExpectation(900, 10, .gamma),
    ]
    for background in backgrounds {
      for method in try methods(background, efficiency) {
        for observed in [0, 1, 60] {
          let interval = try method.interval(observed)
          #expect(interval.upper.isFinite && interval.lower >= 0, "\(method.name) \(background)")
          #expect(interval.upper >= interval.lower)
        }
      }
    }
  }

  private func methods(
    _ background: BackgroundExpectation, _ efficiency: Efficiency, confidence: Double = 0.9
  ) throws -> [OneBinMethod] {
    try oneBinMethods(
      background, efficiency.scale, flat: efficiency != .gaussian, confidence: confidence)
  }

  /// The intervals of all methods, without the flat prior, which may need an efficiency above zero.
  private func ends(
    _ background: BackgroundExpectation, _ scale: SignalScale, _ observed: Int
  ) throws -> [SignalInterval] {
    try oneBinMethods(background, scale, flat: false).map { try $0.interval(observed) }
  }
}

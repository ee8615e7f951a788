import Stats
import Testing

@Suite("Feldman-Cousins intervals") struct FeldmanCousinsTests {
  @Test("the ends are where the belt, sorted count by count, begins and ends", arguments: 0...9)
  func belt(observed: Int) throws {
    for (background, confidence) in [(0.0, 0.9), (0.51, 0.95), (3, 0.9), (6.4, 0.6827)] {
      let interval = try feldmanCousins(background, confidence: confidence)
        .interval(observed: observed)
      func accepts(_ signal: Double) -> Bool {
        accepted(observed, signal, background, confidence)
      }
      #expect(accepts(interval.upper * (1 - 1e-9)))
      #expect(accepts(interval.lower + 1e-9))
      if interval.lower > 0 { #expect(!accepts(interval.lower * (1 - 1e-9))) }
      for step in 1...400 {
        #expect(!accepts(interval.upper * (1 + 1e-9) + 0.01 * Double(step - 1)))
        let below = interval.lower - 0.01 * Double(step)
        if below >= 0 { #expect(!accepts(below)) }
      }
    }
  }

  /// Straight from the definition: what ranks strictly higher must hold less than CL.
  private func accepted(
    _ observed: Int, _ signal: Double, _ background: Double, _ confidence: Double
  ) -> Bool {
    guard let poisson = try? Poisson(mean: signal + background) else { return false }
    func rank(_ count: Int) -> Double {
      let best = try? Poisson(mean: max(Double(count), background))
      return poisson.logProbability(count) - (best?.logProbability(count) ?? 0)
    }
    let own = rank(observed) + 1e-13
    var sum = 0.0
    for count in 0..<80 where rank(count) > own { sum += poisson.probability(count) }
    return sum < confidence
  }

  @Test(
    "the published rule is the least upper bound over larger backgrounds",
    arguments: [0, 1, 4, 12],
    [0.6827, 0.9, 0.99])
  func published(observed: Int, confidence: Double) throws {
    for background in [0, 0.5, 2.1, 5, 12, 40] {
      let rule = try feldmanCousins(background, confidence: confidence, .published)
        .interval(observed: observed)
      var highest = 0.0
      for step in 0...1000 {
        let trial = background + 0.005 * Double(step)
        let raw = try feldmanCousins(trial, confidence: confidence).interval(observed: observed)
        highest = max(highest, raw.upper)
        if step == 0 { #expect(raw.lower == rule.lower) }
      }
      #expect(rule.upper >= highest - 1e-11)
      #expect(rule.upper <= highest + 0.005)
    }
  }

  @Test("the published upper end does not rise with the background", arguments: [0, 1, 3, 10])
  func nonIncreasing(observed: Int) throws {
    let ends = try stride(from: 0, through: 15, by: 0.0371).map {
      try feldmanCousins($0, .published).interval(observed: observed).upper
    }
    #expect(zip(ends, ends.dropFirst()).allSatisfy { $0 >= $1 - 1e-11 })
  }

  @Test("both ends rise with the count", arguments: [0, 0.51, 4, 30])
  func monotoneInCount(background: Double) throws {
    for rule in FeldmanCousins.Rule.allCases {
      let intervals = try (0...60).map {
        try feldmanCousins(background, rule).interval(observed: $0)
      }
      #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0.upper < $1.upper })
      #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0.lower <= $1.lower })
    }
  }

  @Test("contain the interval of a smaller confidence level", arguments: [0, 2, 9])
  func nested(observed: Int) throws {
    let intervals = try [0.5, 0.6827, 0.9, 0.95, 0.99].map {
      try feldmanCousins(2.3, confidence: $0).interval(observed: observed)
    }
    for (inner, outer) in zip(intervals, intervals.dropFirst()) {
      #expect(outer.lower <= inner.lower && inner.upper < outer.upper)
    }
  }

  @Test("a background of nearly zero is no background", arguments: [0, 1, 5, 100_000])
  func tinyBackground(observed: Int) throws {
    let exact = try feldmanCousins(0).interval(observed: observed)
    for tiny in [1e-9, 1e-300, Double.leastNonzeroMagnitude] {
      let interval = try feldmanCousins(tiny).interval(observed: observed)
      expectClose(interval.upper, exact.upper, absolute: 2e-9)
      expectClose(interval.lower, exact.lower, absolute: 2e-9)
    }
  }

  @Test("exist at the far ends of their inputs")
  func extremes() throws {
    for (background, observed) in [
      (0.51, 100_000), (1e6, 100_000), (1e6, 1_001_000), (1e6, 1_000_400), (1e6, 0),
    ] {
      for rule in FeldmanCousins.Rule.allCases {
        let interval = try feldmanCousins(background, rule).interval(observed: observed)
        #expect(interval.upper.isFinite && interval.upper > 0 && interval.lower >= 0)
      }
    }
  }

  @Test("an uncertain background in the published rule, huge and impossible counts are refused")
  func refusals() throws {
    let uncertain = try BackgroundExpectation(value: 1, uncertainty: 0.2, constraint: .gamma)
    let confidence = try ConfidenceLevel(0.9)
    let attempts: [(NumericsError.Kind, () throws -> Void)] = [
      (
        .invalidInput,
        {
          _ = try FeldmanCousins(background: uncertain, confidence: confidence, rule: .published)
        }
      ),
      (.invalidInput, { _ = try feldmanCousins(1).interval(observed: -7) }),
      (.tooLarge, { _ = try feldmanCousins(1).interval(observed: 100_000_000) }),
      (.tooLarge, { _ = try feldmanCousins(1e8) }),
    ]
    for (kind, attempt) in attempts {
      let error = #expect(throws: NumericsError.self) { try attempt() }
      #expect(error?.kind == kind)
      #expect(error?.advice.isEmpty == false)
      #expect(error?.description.contains("100000000") == false)
    }
  }
}

import Stats
import Testing

/// Exact sums over all counts, on a grid of true signals; no method that promises CL may fall below.
@Suite("Coverage") struct CoverageTests {
  static let signals = stride(from: 0.013, through: 12, by: 0.171).map { $0 }

  @Test(
    "classical, Feldman-Cousins and CLs never cover less than CL", arguments: [0, 0.51, 3.2, 7],
    [0.6827, 0.9, 0.95])
  func never(background: Double, confidence: Double) throws {
    let methods: [any CountingInterval] = [
      try classical(background, confidence: confidence),
      try classical(background, confidence: confidence, .central),
      try feldmanCousins(background, confidence: confidence),
      try feldmanCousins(background, confidence: confidence, .published),
      try model(background, 0, .none, confidence: confidence),
    ]
    for method in methods {
      let coverage = try method.coverage(of: Self.signals, trueBackground: background)
      #expect(coverage.min()! >= confidence - 1e-11, "\(method.method)")
      #expect(coverage.max()! <= 1 + 1e-12)
    }
  }

  @Test(
    "just inside an end of the belt, Feldman and Cousins cover CL and no more", arguments: 1...6)
  func tight(observed: Int) throws {
    let method = try feldmanCousins(2)
    let edge = try method.interval(observed: observed).upper
    let coverage = try method.coverage(of: [edge * (1 + 1e-9)], trueBackground: 2)
    #expect(coverage[0] >= 0.9 - 1e-11)
  }

  @Test("the one-sided limit covers P(N ≥ smallest n that keeps the signal), by hand")
  func byHand() throws {
    // The 90 % limits without background are 2.303, 3.890, 5.322: a signal of 3 needs one event.
    let coverage = try classical(0).coverage(of: [1, 3, 5], trueBackground: 0)
    let poisson = try [3.0, 5].map { try Poisson(mean: $0) }
    expectClose(coverage[0], 1, absolute: 1e-12)
    expectClose(coverage[1], 1 - poisson[0].probability(0), absolute: 1e-12)
    expectClose(
      coverage[2], 1 - poisson[1].probability(0) - poisson[1].probability(1), absolute: 1e-12)
  }

  @Test("subtracting a background that is truly smaller breaks the promise")
  func wrongBackground() throws {
    let coverage = try classical(3).coverage(of: [2], trueBackground: 0)
    #expect(coverage[0] < 0.9)
  }

  @Test("an impossible mean is refused")
  func refusal() throws {
    for (signal, background) in [(-1.0, 0.0), (.nan, 1), (1, .infinity)] {
      #expect(throws: NumericsError.self) {
        try classical(0).coverage(of: [signal], trueBackground: background)
      }
    }
  }

  @Test("Clopper and Pearson never cover less than CL", arguments: [1, 2, 7, 20], [0.6827, 0.9])
  func efficiency(trials: Int, confidence: Double) throws {
    for sides in IntervalSides.allCases {
      let method = ClopperPearson(confidence: try ConfidenceLevel(confidence), sides: sides)
      let intervals = try (0...trials).map { try method.interval(successes: $0, trials: trials) }
      for probability in stride(from: 0.0137, to: 1, by: 0.0173) {
        var (coverage, term) = (0.0, 1.0)
        for _ in 0..<trials { term *= 1 - probability }
        for successes in 0...trials {
          let interval = intervals[successes]
          if interval.lower <= probability, probability <= interval.upper { coverage += term }
          term *= Double(trials - successes) / Double(successes + 1) * probability
          term /= 1 - probability
        }
        #expect(coverage >= confidence - 1e-11)
      }
    }
  }
}

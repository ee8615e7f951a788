import Testing

@testable import Stats

@Suite("CLs with the likelihood ratio") struct LikelihoodRatioPropertyTests {
  typealias Treatment = LikelihoodRatioCLs.Treatment

  static func method(
    _ value: Double, _ uncertainty: Double, _ constraint: BackgroundConstraint,
    _ treatment: Treatment = .plugIn, confidence: Double = 0.9
  ) throws -> LikelihoodRatioCLs {
    LikelihoodRatioCLs(
      background: try BackgroundExpectation(
        value: value, uncertainty: uncertainty, constraint: constraint),
      confidence: try ConfidenceLevel(confidence), treatment: treatment)
  }

  @Test(
    "no event: exp(-s) and -ln(1 - CL) for every constraint, treatment and background",
    arguments: BackgroundConstraint.allCases, Treatment.allCases)
  func noEvent(constraint: BackgroundConstraint, treatment: Treatment) throws {
    for (value, uncertainty) in [(0.51, 0.13), (0, 0), (1e-9, 0), (1e-9, 5e-10), (3, 6), (600, 20)]
    {
      for signal in [0.3, 2.3, 40] {
        let method = try Self.method(value, uncertainty, constraint, treatment)
        let found = try method.probabilities(signal: signal, observed: 0)
        expectClose(found.ratio, exp(-signal), relative: 1e-12)
        expectClose(
          found.signalAndBackground, exp(-signal) * found.backgroundOnly, relative: 1e-12)
      }
      for confidence in [0.5, 0.9, 0.95] {
        let method = try Self.method(
          value, uncertainty, constraint, treatment, confidence: confidence)
        expectClose(try method.upperLimit(observed: 0), -log1p(-confidence), relative: 1e-14)
      }
    }
  }

  /// exp(−b) for an exact background; otherwise the mean that fits no event, from b′ = k/(1 + τ), from
  /// b′ = b − σ², and from w² b′ + ln(b′/b) = 0, which SciPy's lambertw solves.
  @Test(
    "no event beside 0.51 ± 0.13: CLb is 0.60 to 0.61, where toys of peers give 0.1 to 0.44",
    arguments: [
      (BackgroundConstraint.none, 0.51), (.gamma, 0.49364205731637884), (.gaussian, 0.4931),
      (.logNormal, 0.49709587027472174),
    ])
  func backgroundOnly(constraint: BackgroundConstraint, mean: Double) throws {
    let found = try Self.method(0.51, 0.13, constraint).probabilities(signal: 2.3, observed: 0)
    expectClose(found.backgroundOnly, exp(-mean), relative: 1e-12)
  }

  @Test("an exact background gives the limit of the count", arguments: [0, 1, 2, 5, 17])
  func exactBackground(observed: Int) throws {
    for (value, confidence) in [(0.0, 0.9), (0.51, 0.9), (3, 0.95), (20, 0.9)] {
      let method = try Self.method(value, 0, .none, confidence: confidence)
      let counting = try model(value, 0, .none, confidence: confidence)
      expectClose(
        try method.upperLimit(observed: observed), try counting.upperLimit(observed: observed),
        relative: 1e-10)
    }
  }

  @Test("marginalised: the limit of the count", arguments: BackgroundConstraint.allCases)
  func marginalised(constraint: BackgroundConstraint) throws {
    for observed in [0, 1, 4, 11] {
      let method = try Self.method(3, 1, constraint, .marginalised)
      let limit = try method.upperLimit(observed: observed)
      expectClose(
        limit, try model(3, 1, constraint).upperLimit(observed: observed), relative: 1e-12)
      expectClose(
        try method.probabilities(signal: limit, observed: observed).ratio, 0.1, relative: 1e-9)
    }
  }

  @Test(
    "an excess that no outcome is unlike has both probabilities one", arguments: Treatment.allCases)
  func bestSignal(treatment: Treatment) throws {
    let method = try Self.method(0.51, 0.13, .gamma, treatment)
    let found = try method.probabilities(signal: 2, observed: 3)
    #expect(found.ratio == 1 && found.backgroundOnly == 1 && found.signalAndBackground == 1)
  }

  @Test(
    "a limit rises with the count and with the confidence level",
    arguments: [BackgroundConstraint.none, .logNormal, .gamma, .gaussian])
  func monotone(constraint: BackgroundConstraint) throws {
    let limits = try (0...12).map {
      try Self.method(2, 0.8, constraint).upperLimit(observed: $0)
    }
    #expect(zip(limits, limits.dropFirst()).allSatisfy { $0 < $1 })
    let levels = try [0.6, 0.8, 0.9, 0.95, 0.99].map {
      try Self.method(2, 0.8, constraint, confidence: $0).upperLimit(observed: 3)
    }
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 })
  }

  /// A repeated measurement splits outcomes of one count, however narrow it is: the limit tends to
  /// half a count below that of an exact background, not to it.
  @Test(
    "a narrow normal or log-normal measurement counts half of the observed count",
    arguments: [BackgroundConstraint.logNormal, .gaussian])
  func narrowMeasurement(constraint: BackgroundConstraint) throws {
    let (observed, signal, value) = (3, 5.0, 0.51)
    let found = try Self.method(value, 1e-7, constraint).probabilities(
      signal: signal, observed: observed)
    let poisson = try Poisson(mean: signal + value)
    let expected = try poisson.cumulative(observed) - poisson.probability(observed) / 2
    expectClose(found.signalAndBackground, expected, relative: 1e-6)
  }

  /// Φ(−(s + b − n)/w) / Φ(−(b − n)/w) with the standard deviation w of n and m together.
  @Test(
    "large counts neither overflow nor take long, and are normal",
    arguments: [BackgroundConstraint.none, .logNormal, .gamma, .gaussian])
  func large(constraint: BackgroundConstraint) throws {
    for (background, uncertainty) in [(1e5, 100.0), (1e6, 300)] {
      let spread = constraint == .none ? 0 : uncertainty
      let width = (background + spread * spread).squareRoot()
      let found = try Self.method(background, uncertainty, constraint).probabilities(
        signal: (2 * width).rounded(), observed: Int(background - width))
      expectClose(found.signalAndBackground, normalCumulative(-3), relative: 0.04)
      expectClose(found.backgroundOnly, normalCumulative(-1), relative: 0.02)
    }
  }

  @Test("expected limits are those of their counts and of background alone")
  func expected() throws {
    let method = try Self.method(0.51, 0.13, .logNormal)
    let band = try method.expected()
    #expect(band.map(\.deviation) == [-2, -1, 0, 1, 2])
    #expect(band.map(\.count) == [0, 0, 0, 1, 2])
    for entry in band {
      expectClose(entry.limit, try method.upperLimit(observed: entry.count), relative: 1e-12)
    }
  }

  @Test("a signal outside its range is refused", arguments: [0, -1, .nan, .infinity])
  func refusal(signal: Double) throws {
    let method = try Self.method(1, 0.1, .gamma)
    #expect { try method.probabilities(signal: signal, observed: 1) } throws: {
      ($0 as? NumericsError)?.kind == .invalidInput
    }
    #expect(throws: NumericsError.self) { try method.upperLimit(observed: -1) }
  }
}

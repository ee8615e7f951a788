import Stats
import Testing

@Suite("Asymptotic CLs: properties") struct AsymptoticPropertyTests {
  @Test("rise with the count and with the level", arguments: BackgroundConstraint.allCases)
  func monotone(constraint: BackgroundConstraint) throws {
    for (value, uncertainty) in [(0.51, 0.13), (3, 3), (40, 4)] {
      let method = try asymptotic(value, uncertainty, constraint)
      let limits = try (0...60).map { try method.limits(observed: $0).observed }
      #expect(zip(limits, limits.dropFirst()).allSatisfy { $0 < $1 })
      let levels = try [0.3, 0.5, 0.68, 0.9, 0.95, 0.999].map {
        try asymptotic(value, uncertainty, constraint, confidence: $0).limits(observed: 4).observed
      }
      #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test("the limit is where CLs falls to 1 − CL", arguments: BackgroundConstraint.allCases)
  func definition(constraint: BackgroundConstraint) throws {
    for (value, uncertainty) in [(0.51, 0.13), (40, 4), (1e4, 500)] {
      let method = try asymptotic(value, uncertainty, constraint)
      for observed in [0, 3, 45, 9000, 12_000] {
        let limit = try method.limits(observed: observed).observed
        expectClose(try method.ratio(signal: limit, observed: observed), 0.1, relative: 1e-9)
      }
      #expect(try method.ratio(signal: 0, observed: 3) == 1)
    }
  }

  @Test("a band rises, and without a count it is that of a count equal to the background")
  func bands() throws {
    for constraint in BackgroundConstraint.allCases {
      let method = try asymptotic(3, 1, constraint)
      let band = try method.expected()
      #expect(band.map(\.deviation) == [-2, -1, 0, 1, 2])
      #expect(zip(band, band.dropFirst()).allSatisfy { $0.limit < $1.limit })
      for (nominal, fitted) in zip(band, try method.limits(observed: 3).expected) {
        expectClose(nominal.limit, fitted.limit, relative: 1e-12)
      }
    }
  }

  /// Cowan et al., eq. 89, for a Gaussian signal estimate of width σ.
  @Test("many events: the band is σ (Φ⁻¹(1 − α Φ(z)) + z)")
  func manyEvents() throws {
    let band = try asymptotic(1e8, 1e5, .gaussian).expected()
    let width = (1e8 + 1e10).squareRoot()
    for entry in band {
      let z = Double(entry.deviation)
      let expected = width * (try normalQuantile(1 - 0.1 * normalCumulative(z)) + z)
      expectClose(entry.limit, expected, relative: 1e-3)
    }
  }

  @Test("an uncertainty that goes to zero leads to the exact background")
  func continuity() throws {
    for (value, observed) in [(0.51, 0), (0.51, 4), (1e-9, 1), (100, 150), (1e6, 1_003_000)] {
      let exact = try asymptotic(value, 0, .none).limits(observed: observed)
      for constraint in [BackgroundConstraint.logNormal, .gamma, .gaussian] {
        for relative in [1e-8, 1e-11, 1e-14] {
          let near = try asymptotic(value, value * relative, constraint).limits(observed: observed)
          expectClose(near.observed, exact.observed, relative: 1e-8)
          for (one, other) in zip(near.expected, exact.expected) {
            expectClose(one.limit, other.limit, relative: 1e-8)
          }
        }
      }
    }
  }

  @Test("exist at the far ends of their inputs", arguments: BackgroundConstraint.allCases)
  func extremes(constraint: BackgroundConstraint) throws {
    let cases: [(Double, Double, Int)] = [
      (0, 0, 0), (0, 0, 3), (1e-9, 0, 0), (1e-9, 5e-9, 100_000), (1e6, 1e3, 0),
      (1e6, 1e3, 100_000), (1e6, 0, 100_000), (0.51, 0.13, 100_000), (1e6, 5e6, 1000),
      (1e-300, 1e-301, 2), (1e9, 1, 5),
    ]
    for (value, uncertainty, observed) in cases {
      let limits = try asymptotic(value, uncertainty, constraint).limits(observed: observed)
      #expect(limits.observed.isFinite && limits.observed > 0, "\(value) \(observed)")
      #expect(limits.expected.allSatisfy { $0.limit.isFinite && $0.limit > 0 })
    }
  }

  @Test("the distance to the exact limit: 29 % too strong for no event, little for many")
  func distance() throws {
    let exact = try model(0.51, 0.13, .gamma)
    let method = AsymptoticCLs(background: exact.background, confidence: exact.confidence)
    let none = try method.limits(observed: 0)
      .observedRelativeDistance(toExact: exact.upperLimit(observed: 0))
    // 1.6389 (pyhf, RooStats) against −ln 0.1.
    expectClose(none, 1.6389 / 2.302585 - 1, absolute: 1e-3)
    let many = try AsymptoticCLs(
      background: model(1000, 0, .none).background, confidence: exact.confidence)
    let distance = try many.limits(observed: 1000)
      .observedRelativeDistance(toExact: model(1000, 0, .none).upperLimit(observed: 1000))
    #expect(abs(distance) < 0.01)
  }

  @Test("impossible counts are refused without repeating them", arguments: [-1, -77777, Int.max])
  func refusals(observed: Int) throws {
    let error = try #require(throws: NumericsError.self) {
      try asymptotic(1, 0.1, .gamma).limits(observed: observed)
    }
    #expect(error.kind == .invalidInput)
    #expect(!error.description.contains("77777") && !error.description.contains("\(Int.max)"))
  }

  private func asymptotic(
    _ value: Double, _ uncertainty: Double, _ constraint: BackgroundConstraint,
    confidence: Double = 0.9
  ) throws -> AsymptoticCLs {
    AsymptoticCLs(
      background: try BackgroundExpectation(
        value: value, uncertainty: uncertainty, constraint: constraint),
      confidence: try ConfidenceLevel(confidence))
  }
}

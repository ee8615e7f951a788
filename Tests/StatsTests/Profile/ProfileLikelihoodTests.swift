import Testing

@testable import Stats

/// Against identities: closed forms, stationarity and limits of the constraint.
@Suite("Profile likelihood of one count") struct ProfileLikelihoodTests {
  static let constrained: [BackgroundConstraint] = [.logNormal, .gamma, .gaussian]

  @Test("an exact background: −2 ln λ is the Poisson deviance")
  func exactBackground() throws {
    let likelihood = try likelihood(9, 4, 0, .none)
    #expect(likelihood.bestSignal == 5)
    // 2 (9 ln(9/6) − 9 + 6), mpmath.
    expectClose(
      try likelihood.deviance(signal: 2, relativeTo: .bounded), 1.2983719459469578, relative: 1e-13)
    #expect(try likelihood.upperLimitStatistic(signal: 2) == 0)
    // 2 (9 ln(9/4) − 9 + 4), mpmath.
    expectClose(likelihood.discoveryStatistic, 4.5967438918939156, relative: 1e-13)
  }

  @Test("a mean far below the count keeps its digits")
  func smallMean() throws {
    // 2 (3 ln(3/1e-9) − 3 + 1e-9) and 2 (2 ln(2/1e-300) − 2 + 1e-300), mpmath.
    expectClose(
      try likelihood(3, 1e-9, 0, .none).discoveryStatistic, 124.93126875568713, relative: 1e-14)
    expectClose(
      try likelihood(2, 1e-300, 0, .none).discoveryStatistic, 2761.8747003150946, relative: 1e-14)
  }

  @Test("no event: the statistic of an upper limit is 2 s for every constraint that can stay put")
  func noEvent() throws {
    for constraint in BackgroundConstraint.allCases {
      let likelihood = try likelihood(0, 0.51, 0.13, constraint)
      for signal in [1e-9, 0.1, 2.3, 1000] {
        expectClose(
          try likelihood.upperLimitStatistic(signal: signal), 2 * signal, relative: 1e-13,
          absolute: 1e-15)
      }
    }
  }

  /// Li and Ma, Astrophys. J. 272 (1983) 317, eq. 17, in other words.
  @Test("a control count: q₀ is the likelihood ratio of Li and Ma")
  func liMa() throws {
    for (on, off, scale) in [(12.0, 9.0, 3.0), (150, 100, 1), (7, 2, 0.5), (1e5, 4e5, 5)] {
      let likelihood = ProfileLikelihood(
        count: on, measurement: .controlCount(estimate: off / scale, scale: scale))
      let common = (on + off) / (1 + scale)
      let expected = 2 * (on * log(on / common) + off * log(off / scale / common))
      expectClose(likelihood.discoveryStatistic, expected, relative: 1e-10)
    }
  }

  @Test("the background beside a signal is where the likelihood is highest", arguments: constrained)
  func stationarity(constraint: BackgroundConstraint) throws {
    for (value, uncertainty) in [(0.51, 0.13), (3, 15), (40, 4), (1e6, 1e4), (1e-9, 5e-9)] {
      for count in [0, 1, 7, 50, 100_000] {
        let likelihood = try likelihood(count, value, uncertainty, constraint)
        for signal in [0, 0.3, 20, 1e4] {
          let best = try likelihood.background(besideSignal: signal)
          let lowest = likelihood.negativeLog(signal, best)
          for factor in [0.5, 0.99, 0.99999, 1.00001, 1.01, 2] {
            let other = likelihood.negativeLog(signal, best * factor)
            #expect(other >= lowest - 1e-9 * abs(lowest) - 1e-12, "\(value) \(count) \(signal)")
          }
        }
      }
    }
  }

  /// With w = ln κ = ln 11 the likelihood of 100 events beside s = 50 has one maximum near b′ = 1e-3
  /// and a higher one near 50; a search that starts at b would end at the first.
  @Test("a wide log-normal: the higher of two maxima")
  func twoMaxima() throws {
    let likelihood = try likelihood(100, 1e-3, 1e-2, .logNormal)
    let best = try likelihood.background(besideSignal: 50)
    let scan = (0...4000).map { -9 + 14 * Double($0) / 4000 }.map(exp)
    let lowest = scan.map { likelihood.negativeLog(50, $0) }.min() ?? 0
    #expect(likelihood.negativeLog(50, best) <= lowest)
    #expect(best > 1)
  }

  @Test("an uncertainty that goes to zero leads to the exact background", arguments: constrained)
  func continuity(constraint: BackgroundConstraint) throws {
    for (value, count) in [(0.51, 4), (1e-9, 0), (1e-9, 3), (1e6, 1_003_000), (30, 12)] {
      let exact = try likelihood(count, value, 0, .none)
      for relative in [1e-8, 1e-11, 1e-14, 1e-300] {
        let near = try likelihood(count, value, value * relative, constraint)
        for signal in [0, 1, 50.0] {
          expectClose(
            try near.deviance(signal: signal, relativeTo: .unbounded),
            try exact.deviance(signal: signal, relativeTo: .unbounded), relative: 1e-9,
            absolute: 1e-12, "\(value) \(count) \(signal) \(relative)")
        }
      }
    }
  }

  @Test("the two gamma constraints differ by a prior only")
  func priorsDoNotEnter() throws {
    let (one, other) = (
      try likelihood(3, 0.51, 0.13, .gamma), try likelihood(3, 0.51, 0.13, .gammaOfMean)
    )
    #expect(one == other)
  }

  @Test("impossible signals and counts are refused", arguments: [-1, .infinity, .nan, -1e-300])
  func refusals(signal: Double) throws {
    let likelihood = try likelihood(3, 1, 0.1, .gamma)
    for attempt in [
      { try likelihood.deviance(signal: signal, relativeTo: .bounded) },
      { try likelihood.background(besideSignal: signal) },
      { try likelihood.upperLimitStatistic(signal: signal) },
    ] {
      #expect(try #require(throws: NumericsError.self) { try attempt() }.kind == .invalidInput)
    }
    let error = try #require(throws: NumericsError.self) {
      try self.likelihood(-77777, 1, 0, .none)
    }
    #expect(error.kind == .invalidInput && !error.description.contains("77777"))
  }

  private func likelihood(
    _ observed: Int, _ value: Double, _ uncertainty: Double, _ constraint: BackgroundConstraint
  ) throws -> ProfileLikelihood {
    try ProfileLikelihood(
      observed: observed,
      background: BackgroundExpectation(
        value: value, uncertainty: uncertainty, constraint: constraint))
  }
}

extension ProfileLikelihood {
  /// −ln L of a signal and a background mean, written out in full for these tests.
  fileprivate func negativeLog(_ signal: Double, _ background: Double) -> Double {
    let mean = signal + background
    let data = count == 0 ? mean : mean - count + count * log(count / mean)
    switch measurement {
    case .exact: return data
    case .logNormal(let median, let logWidth):
      let pull = log(background / median) / logWidth
      return data + pull * pull / 2
    case .controlCount(let estimate, let scale):
      let (seen, expected) = (scale * estimate, scale * background)
      return data + expected - seen + seen * log(seen / expected)
    case .normal(let estimate, let width):
      let pull = (background - estimate) / width
      return data + pull * pull / 2
    }
  }
}

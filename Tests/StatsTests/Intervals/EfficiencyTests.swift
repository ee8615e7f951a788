import Foundation
import Stats
import Testing

@Suite("An uncertain efficiency") struct EfficiencyTests {
  /// E[exp(−s f)] = exp(−s + s²r²/2) Φ(1/r − s r)/Φ(1/r).
  @Test("no event with a gaussian efficiency: the closed form", arguments: [0.01, 0.2, 0.7])
  func gaussian(width: Double) throws {
    let scale = try SignalScale(relativeUncertainty: width, constraint: .gaussian)
    for background in [0, 1e-9, 0.51] {
      let limit = try cls(background, scale).upperLimit(observed: 0)
      let exponent = -limit + limit * limit * width * width / 2
      let average =
        exp(exponent) * normalCumulative(1 / width - limit * width) / normalCumulative(1 / width)
      expectClose(average, 0.1, relative: 1e-11)
    }
  }

  /// E[exp(−s ε)] is ₁F₁(k + 1; n + 2; −s), here from its series in exp(−s) ₁F₁(n − k + 1; n + 2; s).
  @Test("no event with k of n selected: Kummer's function", arguments: [(0, 3), (3, 3), (7, 12)])
  func selection(selected: Int, trials: Int) throws {
    let scale = try SignalScale(selected: selected, of: trials)
    for background in [0, 1e-9, 0.51] {
      let limit = try cls(background, scale).upperLimit(observed: 0)
      var (term, sum, index) = (exp(-limit), 0.0, 0.0)
      while term > 1e-18 * sum {
        sum += term
        term *= (Double(trials - selected + 1) + index) / (Double(trials + 2) + index)
        index += 1
        term *= limit / index
      }
      expectClose(sum, 0.1, relative: 1e-11)
    }
  }

  /// An efficiency is a scale: without background a posterior s f = t leads to products.
  @Test("the mean count with k of n selected is s (k + 1)/(n + 2)")
  func meanCount() throws {
    let scale = try SignalScale(selected: 7, of: 12)
    let method = try cls(0, scale)
    // P(N ≤ n) summed over n counts every event: Σ P(N > n) is the mean.
    let mean = try (0..<60).reduce(0.0) {
      $0 + 1 - (try method.ratio(signal: 6, observed: $1))
    }
    expectClose(mean, 6.0 * 8 / 14, relative: 1e-11)
  }

  @Test("the profile likelihood is lowest over efficiency and background", arguments: [0, 2, 14])
  func lowest(observed: Int) throws {
    for efficiency in Efficiency.allCases {
      for constraint in BackgroundConstraint.allCases {
        let background = try BackgroundExpectation(3, constraint == .none ? 0 : 1.5, constraint)
        let likelihood = try ProfileLikelihood(
          observed: observed, background: background, signalScale: efficiency.scale)
        for signal in [0.3, 4, 25] {
          let factor = try likelihood.efficiency(besideSignal: signal)
          let mean = try likelihood.background(besideSignal: signal)
          // The derivative by the background is common to all efficiencies: the same pull.
          let exact = try ProfileLikelihood(observed: observed, background: background)
          expectClose(
            try exact.background(besideSignal: signal * factor), mean, relative: 1e-12,
            absolute: 1e-15)
          #expect(factor > 0 && mean >= 0)
          let isPulledUp = Double(observed) > signal * (efficiency == .selection ? 0.85 : 1) + 3
          if efficiency != .exact {
            #expect((factor > (efficiency == .selection ? 0.85 : 1)) == isPulledUp)
          }
        }
      }
    }
  }

  @Test("where the measurement does not exclude zero there is no upper end")
  func noUpperEnd() throws {
    let background = try BackgroundExpectation(1, 0.2, .gamma)
    for scale in [
      try SignalScale(selected: 0, of: 7),
      try SignalScale(relativeUncertainty: 0.9, constraint: .gaussian),
    ] {
      for observed in [0, 1, 12] {
        let ends = try profile(background, scale).ends(observed: observed)
        #expect(ends.upper == .infinity && ends.lower.isFinite)
        #expect((ends.lower > 0) == (observed == 12))
      }
    }
    // 1/r² just above the height z² = 2.7055.
    let enough = try SignalScale(relativeUncertainty: 0.6, constraint: .gaussian)
    #expect(try profile(background, enough).ends(observed: 3).upper.isFinite)
  }

  @Test("impossible efficiencies are refused")
  func impossible() throws {
    for (selected, trials) in [(-1, 5), (6, 5), (0, 0), (1, Int.max)] {
      let error = try #require(throws: NumericsError.self) {
        try SignalScale(selected: selected, of: trials)
      }
      #expect(error.kind == .invalidInput)
    }
    for relative in [-0.1, 11, .nan, .infinity] {
      for constraint in SignalScale.Constraint.allCases {
        let error = try #require(throws: NumericsError.self) {
          try SignalScale(relativeUncertainty: relative, constraint: constraint)
        }
        #expect(error.kind == .invalidInput)
      }
    }
  }

  @Test("methods without an answer say which has one")
  func refusals() throws {
    let background = try BackgroundExpectation(1, 0, .none)
    let confidence = try ConfidenceLevel(0.9)
    let (none, gaussian) = (try SignalScale(selected: 0, of: 7), try Efficiency.gaussian.scale)
    func bayesian(
      _ scale: SignalScale, _ prior: SignalPrior, _ sides: BayesianInterval.Sides
    ) throws {
      _ = try BayesianInterval(
        background: background, signalScale: scale, confidence: confidence, prior: prior,
        sides: sides)
    }
    let attempts: [(String, () throws -> Void)] = [
      (
        "cousins-highland",
        {
          _ = try ClassicalInterval(
            background: background, signalScale: gaussian, confidence: confidence, sides: .central)
        }
      ),
      ("cousins-highland", { try bayesian(none, .flat, .upperLimit) }),
      ("inverse-root", { try bayesian(gaussian, .flat, .central) }),
      ("log-normal", { try bayesian(gaussian, .jeffreys, .shortest) }),
    ]
    for (advice, attempt) in attempts {
      let error = try #require(throws: NumericsError.self) { try attempt() }
      #expect(error.kind == .invalidInput && error.advice.contains(advice))
    }
  }

  private func cls(_ background: Double, _ scale: SignalScale) throws -> CountingCLs {
    CountingCLs(
      background: try BackgroundExpectation(background, 0, .none), signalScale: scale,
      confidence: try ConfidenceLevel(0.9))
  }

  private func profile(
    _ background: BackgroundExpectation, _ scale: SignalScale
  ) throws -> ProfileLikelihoodInterval {
    try ProfileLikelihoodInterval(
      background: background, signalScale: scale, confidence: ConfidenceLevel(0.9), sides: .both,
      relativeTo: .bounded)
  }
}

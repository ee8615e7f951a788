import Testing

@testable import Stats

@Suite("Fits: edges and errors") struct FitEdgeTests {
  private func refusal(_ objective: any FitObjective, holding held: [String: Double] = [:])
    -> NumericsError?
  {
    #expect(throws: NumericsError.self) { try Fit(objective, holding: held).minimum() }
  }

  @Test(
    "one parameter: a Poisson mean is its count, with the error √n", arguments: [1, 7, 100_000])
  func poisson(count: Int) throws {
    let result = try Fit(FitProblems.poisson(count)).minimum()
    // A distance of 1e-20 is 1.4e-10 standard deviations.
    let deviation = Double(count).squareRoot()
    expectClose(try result.value(of: "mean"), Double(count), absolute: 2e-10 * deviation)
    expectClose(
      try #require(try result.error(of: "mean")), deviation, relative: 1e-9)
    // Both ends solve μ − n − n ln(μ/n) = ½.
    let interval = try result.profileInterval(of: "mean")
    for end in [interval.lower, interval.upper] {
      let mean = try #require(end.crossing)
      expectClose(poissonHalfDeviance(Double(count), mean: mean), 0.5, absolute: 1e-9)
    }
    #expect(try #require(interval.lowerError) < #require(interval.upperError))
  }

  @Test("no events: a mean at its bound, whose likelihood is exp(−μ)", arguments: [1, 2.7, 9])
  func nothing(level: Double) throws {
    let result = try Fit(FitProblems.poisson(0)).minimum()
    #expect(result.values == [0])
    #expect(result.states == [.atLowerBound])
    #expect(result.covariance == nil)
    let interval = try result.profileInterval(of: "mean", level: level)
    #expect(interval.lower == .bound(0))
    expectClose(try #require(interval.upper.crossing), level / 2, relative: 1e-9)
  }

  @Test("no events: the slope is not determined, and the yield is named as being at its bound")
  func nothingWithSlope() throws {
    let error = try #require(refusal(FitProblems.tail(count: 0, total: 0)))
    #expect(error.kind == .notPositiveDefinite)
    #expect(error.reason.contains("'slope'"))
    #expect(error.reason.contains("'yield' is at its bound"))
    let held = try Fit(FitProblems.tail(count: 0, total: 0), holding: ["slope": -0.2]).minimum()
    #expect(held.states == [.atLowerBound, .held])
    #expect(held.minimum == 0)
  }

  @Test("empty bins: both yields are at their bounds, and one can still rise")
  func emptyBins() throws {
    let objective = FitProblems.peak(centres: [0.1, 5, 9], counts: [0, 0, 0])
    let held = ["mean": 5, "width": 0.6, "slope": 0.25]
    let result = try Fit(objective, holding: held).minimum()
    #expect(result.states == [.atLowerBound, .held, .held, .atLowerBound, .held])
    #expect(result.minimum == 0)
    #expect(result.covariance == nil)
    let upper = try result.profileInterval(of: "signal", level: 2).upper.crossing
    // −ln L is the signal's share of the three bins: ½ level = s · 0.2 φ(0)/0.6 of the middle one.
    let share = 0.2 / 0.6 / (2 * Double.pi).squareRoot()
    expectClose(try #require(upper), 1 / share, relative: 1e-8)
  }

  @Test(
    "a minimum on its bound, next to it, and at the far end", arguments: [0, 1e-6, 0.01, 9.5, 12])
  func nearBounds(best: Double) throws {
    for (start, upper) in [(0.0, 10.0), (3, 10), (10, 10), (0, 1e300), (3, .infinity)] {
      let objective = FormulaObjective(
        parameters: [FitParameter("a", start, from: 0, to: upper), FitParameter("b", 1)]
      ) { p in
        let (a, b) = (p[0] - best, p[1] + 0.5 * p[0])
        return 0.5 * (a * a) + 0.5 * (b * b)
      }
      let result = try Fit(objective).minimum()
      let nearest = min(max(best, 0), upper)
      expectClose(result.values[0], nearest, absolute: 1e-5)
      expectClose(result.values[1], -nearest / 2, absolute: 1e-5)
      let expected: ParameterState =
        best <= 1e-5 ? .atLowerBound : best > upper ? .atUpperBound : .free
      #expect(result.states[0] == expected)
      if expected == .free { expectClose(result.values[0], best, absolute: 1e-9) }
    }
  }

  @Test(
    "a function with no minimum or a flat one names the parameter",
    arguments: ["flat", "falling", "saturating", "quartic", "sum"])
  func undetermined(shape: String) throws {
    let objective = FormulaObjective(
      parameters: [FitParameter("good", 2), FitParameter("bad", 1.5), FitParameter("twin", 0)]
    ) { p in
      let bad =
        switch shape {
        case "flat": 0 * p[1]
        case "falling": -1 * p[1]
        case "saturating": exp(-1 * p[1])
        case "quartic": p[1] * p[1] * p[1] * p[1]
        default: (p[1] + p[2]) * (p[1] + p[2])
        }
      return p[0] * p[0] + bad + (shape == "sum" ? 0 : 1) * (p[2] * p[2]) + 1000
    }
    for algorithm in FitAlgorithm.allCases {
      let error = try #require(
        #expect(throws: NumericsError.self) { try Fit(objective, algorithm: algorithm).minimum() })
      #expect(error.kind == .notPositiveDefinite)
      #expect(error.reason.contains("'bad'"))
      #expect(error.reason.contains("'twin'") == (shape == "sum"))
      #expect(!error.reason.contains("'good'"))
    }
  }

  /// A mixture φ a exp(−a x) + (1 − φ) b exp(−b x) of the quantiles of one exponential: its best fit
  /// has a = b, where φ is free, or φ at a bound, where one slope is.
  @Test("two exponentials for the data of one are not determined", arguments: FitAlgorithm.allCases)
  func degenerate(algorithm: FitAlgorithm) throws {
    let sample = (0..<20).map { -log1p(-(Double($0) + 0.5) / 20) }
    let objective = FormulaObjective(
      parameters: [
        FitParameter("share", 0.4, from: 0, to: 1, step: 0.1), FitParameter("a", 1.6, from: 0.01),
        FitParameter("b", 0.8, from: 0.01),
      ]
    ) { p in
      let one = TaylorNumber(constant: 1, size: 3)
      return sample.reduce(TaylorNumber(constant: 0, size: 3)) { sum, x in
        let first = p[0] * p[1] * exp(-x * p[1])
        return sum - log(first + (one - p[0]) * p[2] * exp(-x * p[2]))
      }
    }
    let error = try #require(
      #expect(throws: NumericsError.self) { try Fit(objective, algorithm: algorithm).minimum() })
    #expect(error.kind == .notPositiveDefinite)
    #expect(["'share'", "'a'", "'b'"].contains { error.reason.contains($0) })
  }

  @Test("leaves a saddle point at which it starts")
  func saddle() throws {
    let objective = FormulaObjective(parameters: [FitParameter("a", 0), FitParameter("b", 0)]) {
      p in
      let square = p[0] * p[0] - 1
      return square * square + p[1] * p[1]
    }
    for algorithm in FitAlgorithm.allCases {
      let result = try Fit(objective, algorithm: algorithm).minimum()
      expectClose(abs(result.values[0]), 1, absolute: 1e-10)
    }
  }

  @Test("a start outside its bounds and bounds in the wrong order are refused by name")
  func wrongParameters() throws {
    let wrong = [
      FitParameter("x", 2, from: 0, to: 1), FitParameter("x", .nan), FitParameter("x", 1, step: 0),
      FitParameter("x", 1, from: 3, to: 0), FitParameter("x", 1, from: .nan),
      FitParameter("x", 1, from: 1, to: 1), FitParameter("x", 1, step: .infinity),
      FitParameter("x", 1, from: -1.7e308, to: 1.7e308),
    ]
    for parameter in wrong {
      let error = try #require(refusal(FormulaObjective(parameters: [parameter]) { $0[0] * $0[0] }))
      #expect(error.kind == .invalidInput)
      #expect(error.reason.contains("'x'"))
    }
    let twins = [FitParameter("x", 0), FitParameter("x", 0)]
    #expect(refusal(FormulaObjective(parameters: twins) { $0[0] })?.kind == .invalidInput)
    #expect(refusal(FormulaObjective(parameters: []) { $0[0] })?.kind == .invalidInput)
  }

  @Test("held parameters must exist and lie within their bounds")
  func wrongHolding() throws {
    let unknown = try #require(refusal(FitProblems.poisson(3), holding: ["men": 1]))
    #expect(unknown.reason.contains("'men'") && unknown.advice.contains("mean"))
    #expect(refusal(FitProblems.poisson(3), holding: ["mean": -1])?.kind == .invalidInput)
    #expect(refusal(FitProblems.poisson(3), holding: ["mean": .nan])?.kind == .invalidInput)
    let result = try Fit(FitProblems.poisson(3), holding: ["mean": 2]).minimum()
    #expect(result.states == [.held] && result.covariance == nil && result.values == [2])
    #expect(throws: NumericsError.self) { try result.profileInterval(of: "mean") }
    #expect(throws: NumericsError.self) { try result.value(of: "men") }
  }

  @Test("a function that is not a number at the start is refused; elsewhere it is avoided")
  func notANumber() throws {
    let nowhere = FormulaObjective(parameters: [FitParameter("a", 1)]) { .nan * $0[0] }
    for algorithm in FitAlgorithm.allCases {
      let error = #expect(throws: NumericsError.self) {
        try Fit(nowhere, algorithm: algorithm).minimum()
      }
      #expect(error?.kind == .invalidInput)
      // a − ln a from a start whose Newton step, and any large one, goes below zero.
      let half = FormulaObjective(parameters: [FitParameter("a", 30, step: 100)]) {
        $0[0] - log($0[0])
      }
      let result = try Fit(half, algorithm: algorithm).minimum()
      expectClose(result.values[0], 1, absolute: 1e-10)
    }
  }

  @Test("derivatives of the wrong size are refused; what the function throws is thrown on")
  func hostile() throws {
    struct Hostile: FitObjective {
      let parameters = [FitParameter("a", 1)]
      let gradient: [Double]
      func value(at point: [Double]) throws(NumericsError) -> Double { 1 }
      func derivatives(at point: [Double]) throws(NumericsError) -> ObjectiveDerivatives {
        guard !gradient.isEmpty else { throw NumericsError(.tooLarge, "a test", advice: "none") }
        return ObjectiveDerivatives(value: 1, gradient: gradient, hessian: [1])
      }
    }
    #expect(refusal(Hostile(gradient: [1, 2]))?.kind == .invalidInput)
    #expect(refusal(Hostile(gradient: []))?.kind == .tooLarge)
  }

  @Test("a fit that may not take enough steps says so")
  func tooFewSteps() throws {
    let error = #expect(throws: NumericsError.self) {
      try Fit(FitProblems.valley, maximumIterations: 3).minimum()
    }
    #expect(error?.kind == .notConverged)
    #expect(throws: NumericsError.self) { try Fit(FitProblems.valley, maximumIterations: 0) }
  }
}

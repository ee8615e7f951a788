import Foundation
import Stats
import Testing

@Suite("Bayesian intervals") struct BayesianTests {
  @Test("a flat prior gives the CLs limit", arguments: BackgroundConstraint.allCases)
  func flat(constraint: BackgroundConstraint) throws {
    for (value, uncertainty) in [(0.51, 0.13), (0.51, 2.55), (30, 6), (1e4, 100)] {
      for observed in [0, 1, 4, 50, 3000] {
        let reference = try model(value, uncertainty, constraint, confidence: 0.95)
        let limit = try bayesian(value, uncertainty, constraint, confidence: 0.95, .flat)
          .interval(observed: observed)
        #expect(limit.lower == 0)
        expectClose(limit.upper, try reference.upperLimit(observed: observed), relative: 1e-10)
      }
    }
  }

  @Test("RooStats' Bayesian calculator, to its integration accuracy of 3e-5")
  func bayesianCalculator() throws {
    let rows = try ReferenceTable("reference-limits").rows
      .filter { $0["quantity"] == "RooStats BayesianCalculator flat UL90" }
    #expect(rows.count == 7)
    for row in rows {
      let words = try row.text("inputs").split(separator: " ").map(String.init)
      let constraint = try #require(ReferenceLimitTests.constraints[words[1]])
      let limit = try bayesian(0.51, 0.13, constraint, .flat)
        .interval(observed: #require(Int(words[2].dropFirst(2)))).upper
      expectClose(limit, try row.number("value"), absolute: 3e-5, "\(words)")
    }
  }

  @Test("without background the priors 1/√s and Jeffreys' are one", arguments: [0, 1, 7, 400])
  func withoutBackground(observed: Int) throws {
    let root = try bayesian(0, 0, .none, .inverseRoot).interval(observed: observed).upper
    let jeffreys = try bayesian(0, 0, .none, .jeffreys).interval(observed: observed).upper
    let quantile = try gammaQuantile(exceedance: 0.1, shape: Double(observed) + 0.5, rate: 1)
    expectClose(root, quantile, relative: 1e-9)
    expectClose(jeffreys, root, relative: 1e-12)
  }

  @Test(
    "the prior 1/√s with an uncertain background, by quadrature over both",
    arguments: [0, 2, 7], [SignalPrior.flat, .inverseRoot])
  func uncertainBackground(observed: Int, prior: SignalPrior) throws {
    let interval = try bayesian(1.2, 0.9, .gaussian, prior, .central).interval(observed: observed)
    // s = x², so that the prior 1/√s has no pole; its density times ds is then constant in x.
    func density(_ x: Double) throws(NumericsError) -> Double {
      let weight = try integrate(from: 0, to: 8) { (mean) throws(NumericsError) in
        let pull = (mean - 1.2) / 0.9
        return try Poisson(mean: x * x + mean).probability(observed) * exp(-pull * pull / 2)
      }.value
      return prior == .flat ? weight * x : weight
    }
    let whole = try integrate(from: 0, to: 7, density).value
    let below = try integrate(from: 0, to: interval.lower.squareRoot(), density).value
    let above = try integrate(from: interval.upper.squareRoot(), to: 7, density).value
    expectClose(below / whole, 0.05, relative: 1e-7)
    expectClose(above / whole, 0.05, relative: 1e-7)
  }

  @Test("far below the background the Jeffreys limit tends to −ln(1 − CL)")
  func farBelow() throws {
    for background in [1e4, 1e6, 1e9] {
      let limit = try bayesian(background, 0, .none, .jeffreys).interval(observed: 3).upper
      expectClose(limit, -log(0.1), relative: 10 / background)
    }
  }

  @Test("the shortest interval has ends of equal density", arguments: [5, 9, 40])
  func shortestEnds(observed: Int) throws {
    let (background, confidence) = (2.5, 0.683)
    let interval = try bayesian(background, 0, .none, confidence: confidence, .flat, .shortest)
      .interval(observed: observed)
    func density(_ signal: Double) -> Double {
      Double(observed) * log(signal + background) - signal - background
    }
    expectClose(density(interval.lower), density(interval.upper), absolute: 1e-9)
    let whole = try integrate(from: 0, to: 200) { exp(density($0) - 100) }.value
    let inside = try integrate(from: interval.lower, to: interval.upper) {
      exp(density($0) - 100)
    }.value
    expectClose(inside / whole, confidence, relative: 1e-9)
    let central = try bayesian(background, 0, .none, confidence: confidence, .flat, .central)
      .interval(observed: observed)
    #expect(interval.upper - interval.lower < central.upper - central.lower)
  }

  @Test("a falling posterior has its shortest interval at zero", arguments: [0, 1, 2])
  func shortestAtZero(observed: Int) throws {
    for prior in [SignalPrior.flat, .jeffreys] {
      let interval = try bayesian(3, 0, .none, prior, .shortest).interval(observed: observed)
      let limit = try bayesian(3, 0, .none, prior).interval(observed: observed)
      #expect(interval == limit)
    }
  }

  @Test("what has no clear meaning is refused with advice")
  func refusals() throws {
    for attempt in [
      { try bayesian(1, 0.5, .gamma, .jeffreys) },
      { try bayesian(1, 0, .none, .inverseRoot, .shortest) },
    ] {
      let error = #expect(throws: NumericsError.self) { try attempt() }
      #expect(error?.kind == .invalidInput)
      #expect(error?.advice.isEmpty == false)
    }
  }
}

/// A Bayesian interval in one line.
func bayesian(
  _ value: Double, _ uncertainty: Double, _ constraint: BackgroundConstraint,
  confidence: Double = 0.9, _ prior: SignalPrior, _ sides: BayesianInterval.Sides = .upperLimit
) throws -> BayesianInterval {
  try BayesianInterval(
    background: BackgroundExpectation(
      value: value, uncertainty: uncertainty, constraint: constraint),
    confidence: ConfidenceLevel(confidence), prior: prior, sides: sides)
}

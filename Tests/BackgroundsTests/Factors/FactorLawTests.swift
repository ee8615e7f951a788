import Stats
import TestSupport
import Testing

@testable import Backgrounds

/// Laws against SciPy; see Tests/Oracles/factor_laws.py.
@Suite("Laws of factors") struct FactorLawTests {
  private func law(_ row: OracleTable.Row) throws -> FactorLaw {
    let (first, second) = (try row.number("first"), try row.number("second"))
    return switch try row.text("law") {
    case "gaussian >= 0": try .gaussian(first, sigma: second, within: .nonNegative)
    case "gaussian 0..1": try .gaussian(first, sigma: second, within: .probability)
    case "gaussian": try .gaussian(first, sigma: second, within: .none)
    case "log-normal": try .logNormal(first, sigma: second)
    case "count": try .count(Int(first), scale: second)
    case "weighted": try .weighted(WeightedCount(sum: first, sumOfSquares: second))
    case "fraction": try .fraction(passed: Int(first), of: Int(second))
    default: try .uniform(from: first, to: second)
    }
  }

  @Test("mean, standard deviation and quantiles are those of SciPy")
  func oracle() throws {
    let rows = try OracleTable("../Reference/factor-laws.csv").rows
    #expect(rows.count == 224)
    for row in rows {
      let law = try law(row)
      let value =
        switch try row.text("quantity") {
        case "mean": law.mean
        case "deviation": law.standardDeviation
        default: try law.quantile(try row.number("probability"))
        }
      // SciPy solves for some quantiles to a few 1e-12; 1 − p costs as much at p = 1e-6.
      let wrong = disagreement(
        value, try row.number("value"), relative: 1e-9, absolute: 1e-9 * law.standardDeviation)
      #expect(wrong == nil, "\(row)")
    }
  }

  @Test("the nominal value is the measurement itself")
  func nominal() throws {
    #expect(try FactorLaw.count(3, scale: 0.5).nominal == 1.5)
    #expect(try FactorLaw.count(0, scale: 0.5).nominal == 0)
    #expect(try FactorLaw.fraction(passed: 1, of: 4).nominal == 0.25)
    #expect(try FactorLaw.logNormal(0.51, sigma: 0.13).nominal == 0.51)
    #expect(try FactorLaw.gaussian(0.1, sigma: 0.3, within: .nonNegative).nominal == 0.1)
    #expect(try FactorLaw.uniform(from: 1, to: 4).nominal == 2.5)
    #expect(try FactorLaw.exact(-2).nominal == -2)
  }

  @Test("no uncertainty is an exact number")
  func exact() throws {
    let laws = [
      try FactorLaw.logNormal(2, sigma: 0), try .gaussian(2, sigma: 0, within: .nonNegative),
      try .exact(2),
    ]
    for law in laws {
      #expect(law.mean == 2 && law.standardDeviation == 0)
      #expect(try law.quantile(0.001) == 2 && law.quantile(0.999) == 2)
    }
  }

  @Test("one standard deviation is what was declared")
  func shifts() throws {
    let logNormal = try FactorLaw.logNormal(0.51, sigma: 0.13)
    #expect(disagreement(try logNormal.shifted(1), 0.64, relative: 1e-14) == nil)
    #expect(disagreement(try logNormal.shifted(-1), 0.51 * 0.51 / 0.64, relative: 1e-14) == nil)
    let gaussian = try FactorLaw.gaussian(10, sigma: 1, within: .nonNegative)
    #expect(disagreement(try gaussian.shifted(1), 11, relative: 1e-14) == nil)
    #expect(disagreement(try gaussian.shifted(-1), 9, relative: 1e-14) == nil)
  }

  @Test("zero of n events: the 90 % quantile is the Bayesian limit with a flat prior")
  func zeroEvents() throws {
    // −ln 0.1 events, and 1 − 0.1^(1/(n + 1)).
    let count = try FactorLaw.count(0, scale: 2).quantile(0.9)
    #expect(disagreement(count, 2 * 2.302585092994046, relative: 1e-14) == nil)
    let fraction = try FactorLaw.fraction(passed: 0, of: 99).quantile(0.9)
    #expect(disagreement(fraction, 0.02276277904418932, relative: 1e-13) == nil)
  }

  @Test("impossible numbers are refused")
  func refusals() {
    let attempts: [() throws -> FactorLaw] = [
      { try .exact(.nan) },
      { try .exact(.infinity) },
      { try .gaussian(-0.1, sigma: 1, within: .nonNegative) },
      { try .gaussian(1.1, sigma: 1, within: .probability) },
      { try .gaussian(0.5, sigma: 101, within: .probability) },
      { try .gaussian(1, sigma: -1, within: .none) },
      { try .gaussian(1, sigma: .nan, within: .none) },
      { try .logNormal(0, sigma: 1) },
      { try .logNormal(1, sigma: .infinity) },
      { try .logNormal(1, sigma: 101) },
      { try .count(-1, scale: 1) },
      { try .count(1, scale: 0) },
      { try .count(.max, scale: 1) },
      { try .fraction(passed: 2, of: 1) },
      { try .fraction(passed: 0, of: 0) },
      { try .fraction(passed: -1, of: 5) },
      { try .uniform(from: 1, to: 1) },
      { try .uniform(from: 0, to: .infinity) },
    ]
    for (index, attempt) in attempts.enumerated() {
      #expect(throws: NumericsError.self, "\(index)") { try attempt() }
    }
    #expect(throws: NumericsError.self) { try FactorLaw.exact(1).quantile(0) }
    #expect(throws: NumericsError.self) { try FactorLaw.exact(1).quantile(1) }
    #expect(throws: NumericsError.self) { try Factor(" ", .exact(1), .systematic) }
  }
}

@Suite("Weighted events") struct WeightedCountTests {
  @Test("of one weight are worth their number")
  func oneWeight() throws {
    let biased = try WeightedCount(events: 30, bias: 15)
    #expect(biased.sum == 2)
    #expect(disagreement(biased.sumOfSquares, 30.0 / 225, relative: 1e-15) == nil)
    #expect(disagreement(biased.effectiveEvents, 30, relative: 1e-15) == nil)
    let weights = try WeightedCount(weights: [Double](repeating: 1.0 / 15, count: 30))
    #expect(disagreement(weights.effectiveEvents, 30, relative: 1e-13) == nil)
    #expect(disagreement(weights.eventWeight, 1.0 / 15, relative: 1e-13) == nil)
  }

  @Test("of several weights have the mean and the variance of their sum, less the prior")
  func severalWeights() throws {
    // Σw = 6, Σw² = 14; Bohm and Zech, arXiv:1309.1287: k = (Σw)²/Σw² at a scale of Σw²/Σw.
    let count = try WeightedCount(weights: [1, 2, 3])
    #expect(disagreement(count.effectiveEvents, 36.0 / 14, relative: 1e-15) == nil)
    let law = try FactorLaw.weighted(count)
    #expect(disagreement(law.nominal, 6, relative: 1e-15) == nil)
    #expect(disagreement(law.mean, 6 + 14.0 / 6, relative: 1e-15) == nil)
    let variance = law.standardDeviation * law.standardDeviation
    #expect(disagreement(variance, 14 + (14.0 / 6) * (14.0 / 6), relative: 1e-14) == nil)
  }

  @Test("none still have a weight")
  func none() throws {
    let none = try WeightedCount(events: 0, bias: 15)
    #expect(none.sum == 0 && none.effectiveEvents == 0 && none.eventWeight == 1.0 / 15)
    #expect(disagreement(try FactorLaw.weighted(none).mean, 1.0 / 15, relative: 1e-15) == nil)
  }

  @Test("without a weight, or with a negative sum, are refused")
  func refusals() {
    #expect(throws: NumericsError.self) { try WeightedCount(weights: []) }
    #expect(throws: NumericsError.self) { try WeightedCount(weights: [1, -2]) }
    #expect(throws: NumericsError.self) { try WeightedCount(sum: 0, sumOfSquares: 0) }
    #expect(throws: NumericsError.self) { try WeightedCount(events: 1, bias: 0) }
    #expect(throws: NumericsError.self) { try WeightedCount(events: -1, bias: 1) }
    #expect(throws: NumericsError.self) { try WeightedCount(weights: [.infinity]) }
  }
}

import Foundation
import Stats
import Testing

@Suite("Counts predicted from the background") struct PredictiveTests {
  static let cases: [(Double, Double)] = [
    (0.51, 0.13), (0.51, 2.55), (1e-9, 5e-9), (30, 3), (4, 1),
  ]

  @Test("add up to one", arguments: BackgroundConstraint.allCases, cases)
  func sum(constraint: BackgroundConstraint, background: (Double, Double)) throws {
    let model = try model(background.0, background.1, constraint)
    var sum = 0.0
    for count in 0...3000 { sum += try model.predictive(count) }
    // A log-normal with κ = 6 has 8e-7 of its counts above 3000: mpmath's Φ(−ln(3000/0.51)/ln 6).
    expectClose(sum, 1, absolute: constraint == .logNormal && background.1 > 2 ? 1e-6 : 1e-12)
  }

  @Test("are the average of Poisson probabilities over the constraint", arguments: [0, 1, 4, 11])
  func averages(count: Int) throws {
    for (value, uncertainty) in [(4.0, 1.0), (0.51, 0.13), (2, 4)] {
      let shape = value * value / (uncertainty * uncertainty)
      let rate = value / (uncertainty * uncertainty)
      let densities: [(BackgroundConstraint, (Double) -> Double)] = [
        (.gamma, { pow($0, shape) * exp(-rate * $0) }),
        (.gammaOfMean, { pow($0, shape - 1) * exp(-rate * $0) }),
        (.gaussian, { exp(-pow(($0 - value) / uncertainty, 2) / 2) }),
        (.logNormal, { exp(-pow(log($0 / value) / log1p(uncertainty / value), 2) / 2) / $0 }),
      ]
      for (constraint, density) in densities {
        let expected = try average(of: count, over: density)
        let predicted = try model(value, uncertainty, constraint).predictive(count)
        expectClose(predicted, expected, relative: 1e-7, "\(constraint) \(value) \(uncertainty)")
      }
    }
  }

  /// With the mean written as u⁴, which tames the densities that diverge at zero.
  private func average(of count: Int, over density: (Double) -> Double) throws -> Double {
    func integral(_ function: (Double) -> Double) throws -> Double {
      try integrate(from: 1e-9, to: 12) { u in 4 * u * u * u * function(u * u * u * u) }.value
    }
    let factorial = (1...max(1, count)).reduce(1.0) { $0 * Double($1) }
    return try integral { density($0) * pow($0, Double(count)) * exp(-$0) / factorial }
      / integral(density)
  }

  @Test(
    "go over into the Poisson distribution as the uncertainty shrinks",
    arguments: BackgroundConstraint.allCases)
  func narrow(constraint: BackgroundConstraint) throws {
    for value in [1e-9, 0.51, 1e3, 1e6] {
      for relative in [1e-7, 1e-9, 1e-12, 1e-14, 1e-200, 0] {
        let count = Int(value + value.squareRoot())
        let predicted = try model(value, relative * value, constraint).predictive(count)
        // The variance of the mean changes the probability by about (relative · value)².
        expectClose(
          predicted, try Poisson(mean: value).probability(count),
          relative: 1e-9 + pow(relative * value, 2) + pow(relative, 2) * value)
      }
    }
  }

  @Test("are zero for a negative count")
  func negative() throws { #expect(try model(1, 0, .none).predictive(-1) == 0) }
}

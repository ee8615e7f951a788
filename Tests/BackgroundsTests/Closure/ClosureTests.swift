import BlindAnalysis
import Foundation
import TestSupport
import Testing

@testable import Backgrounds
@testable import Stats

/// Pseudo side bands of a known function, fitted with it and extrapolated into a box beside them.
///
/// `NA64_CLOSURE` sets the number of data sets for each function, and prints a table: function,
/// sets, true expectation, bias in standard deviations, mean and width of the pulls with the error
/// from the covariance, and how often the profile interval of 68.3 % holds the truth.
@Suite("Closure of side-band extrapolations") struct ClosureTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let function: TailFunction
    let parameters: [Double]
    /// Expected in the side band.
    let events: Double

    var testDescription: String { function.rawValue }
  }

  static let cases = [
    Case(function: .uniform, parameters: [], events: 100),
    Case(function: .exponential, parameters: [0.2], events: 400),
    Case(function: .powerLaw, parameters: [8], events: 400),
    Case(function: .exponentialPolynomial(degree: 2), parameters: [0.1, -0.004], events: 1000),
    Case(function: .bernstein(degree: 2), parameters: [0.2, 0.4], events: 1000),
    Case(function: .gaussian, parameters: [54, 5], events: 1000),
  ]

  private static let sets = ProcessInfo.processInfo.environment["NA64_CLOSURE"].flatMap(Int.init)

  @Test("is without bias, and its errors cover", arguments: cases)
  func closure(of sample: Case) throws {
    let sets = Self.sets ?? (sample.function.tailShape == nil ? 15 : 100)
    let (band, box) = (
      try Stats.ValueRange(from: 45, to: 62), try Stats.ValueRange(from: 42, to: 45)
    )
    let density = try sample.function.density(on: band, predicting: [box])
    let table = try TabulatedCumulative(
      of: density, at: sample.parameters, in: band, cells: 4096)
    let truth =
      sample.events * (try density.share(in: box, parameters: sample.parameters))
      / (try density.share(in: band, parameters: sample.parameters))
    var (deviations, pulls, covered) = ([Double](), [Double](), 0)
    for set in 0..<sets {
      var stream = RandomStream(seed: 64, purpose: .backgroundOnly, point: 0, toy: UInt64(set))
      let count = Int(stream.poisson(mean: sample.events))
      let events = (0..<count).map { _ in table.quantile(stream.uniform()) }
      let fit = try SideBandFit(
        sample.function, to: events, in: band, bins: nil, predicting: [box])
      let prediction = try fit.expectation(in: box)
      deviations.append(prediction.value - truth)
      pulls.append((prediction.value - truth) / prediction.error)
      let interval = try fit.profileInterval(in: box)
      // An end that the likelihood does not set is no limit.
      let (down, up) = (interval.lowerError ?? .infinity, interval.upperError ?? .infinity)
      if truth >= prediction.value - down, truth <= prediction.value + up { covered += 1 }
    }
    let (bias, spread) = (mean(deviations), width(deviations))
    let coverage = Double(covered) / Double(sets)
    let figures = [truth, bias / spread, mean(pulls), width(pulls), coverage]
      .map { String(format: "%.3f", $0) }.joined(separator: " | ")
    if Self.sets != nil { print("| \(sample.function.rawValue) | \(sets) | \(figures) |") }
    let error = 1 / Double(sets).squareRoot()
    #expect(abs(bias) / spread < 0.1 + 4 * error, "\(figures)")
    #expect(abs(width(pulls) - 1) < 0.1 + 4 * error / 2.0.squareRoot(), "\(figures)")
    #expect(abs(coverage - 0.683) < 0.03 + 4 * 0.465 * error, "\(figures)")
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  private func width(_ values: [Double]) -> Double {
    let middle = mean(values)
    let squares = values.map { ($0 - middle) * ($0 - middle) }
    return (squares.reduce(0, +) / Double(values.count - 1)).squareRoot()
  }
}

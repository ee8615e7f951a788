import BlindAnalysis
import Foundation

@testable import Backgrounds

/// What the fits to the pseudo side bands of one function predicted.
struct ClosureResult {
  struct Outcome {
    let value: Double
    /// From the covariance.
    let error: Double
    /// Of the profile likelihood, infinite where it sets no end.
    let down, up: Double
  }

  let sample: ClosureCase
  let truth: Double
  private(set) var outcomes: [Outcome] = []
  /// Fits that ended in an error, which a user would see.
  private(set) var failures: [String] = []

  init(of sample: ClosureCase, truth: Double) { (self.sample, self.truth) = (sample, truth) }

  mutating func add(_ result: Result<Outcome, any Error>) {
    switch result {
    case .success(let outcome): outcomes.append(outcome)
    case .failure(let error): failures.append("\(error)")
    }
  }

  var sets: Int { outcomes.count + failures.count }

  /// The mean deviation from the truth in standard deviations of the predictions.
  var bias: Double {
    let deviations = outcomes.map { $0.value - truth }
    return mean(deviations) / width(deviations)
  }

  /// (b − truth)/σ with σ from the covariance.
  var pulls: [Double] { outcomes.map { ($0.value - truth) / $0.error } }

  /// The same with the error of the profile on the side of the truth; zero where it has no end.
  var profilePulls: [Double] {
    outcomes.map { ($0.value - truth) / ($0.value > truth ? $0.down : $0.up) }
  }

  /// How often the profile interval holds the truth.
  var coverage: Double {
    let holding = outcomes.count { $0.value - $0.down <= truth && truth <= $0.value + $0.up }
    return Double(holding) / Double(outcomes.count)
  }

  func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  func width(_ values: [Double]) -> Double {
    let middle = mean(values)
    let squares = values.map { ($0 - middle) * ($0 - middle) }
    return (squares.reduce(0, +) / Double(values.count - 1)).squareRoot()
  }
}

/// What `scripts/closure-figures` reads.
extension ClosureResult {
  static let header =
    "function,events,fit,sets,failed,truth,bias,pull mean,pull width,profile pull mean,"
    + "profile pull width,coverage"

  var row: String {
    let figures = [
      truth, bias, mean(pulls), width(pulls), mean(profilePulls), width(profilePulls), coverage,
    ].map { String(format: "%.3f", $0) }
    let fit = sample.bins.map { "\($0) bins" } ?? "unbinned"
    let counts = ["\(sets)", "\(failures.count)"]
    return ([sample.function.rawValue, "\(Int(sample.events))", fit] + counts + figures)
      .joined(separator: ",")
  }

  /// Pulls in bins of a quarter from −5 to 5: lower edge, and both counts.
  var histogram: [String] {
    (0..<40).map { bin in
      let lower = -5 + Double(bin) / 4
      func count(_ pulls: [Double]) -> Int { pulls.count { $0 >= lower && $0 < lower + 0.25 } }
      return "\(sample.function.rawValue),\(lower),\(count(pulls)),\(count(profilePulls))"
    }
  }
}

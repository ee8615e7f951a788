import BlindAnalysis
import Stats

/// The particles on target of the datasets, and how those of some belong to those of all.
///
/// One beam counter made them all: the uncertainties of the datasets are taken as one unknown
/// number, so that those of a sum add up linearly.
struct RunExposure {
  /// Some of the datasets.
  struct Period {
    let datasets: [String]
    /// Their particles on target.
    let onTarget: Factor
  }

  /// Of all datasets.
  let total: Factor
  private let datasets: [Dataset]

  init(_ datasets: [Dataset]) throws(NumericsError) {
    self.datasets = datasets
    total = try Self.factor(datasets)
  }

  func period(_ names: [String]) throws(NumericsError) -> Period {
    let chosen = datasets.filter { names.contains($0.name) }
    return Period(datasets: chosen.map(\.name), onTarget: try Self.factor(chosen))
  }

  /// For sums by run period; empty for one dataset, which is all there is.
  var shares: [RunPeriod] {
    guard datasets.count > 1 else { return [] }
    return datasets.map { RunPeriod(name: $0.name, onTarget: $0.exposure.value) }
  }

  private static func factor(_ datasets: [Dataset]) throws(NumericsError) -> Factor {
    let exposures = datasets.map(\.exposure)
    let value = exposures.map(\.value).sorted().reduce(0, +)
    let uncertainty = exposures.map(\.uncertainty).sorted().reduce(0, +)
    return try Factor(
      Dataset.exposureName, .logNormal(value, sigma: uncertainty), .systematic,
      source: exposures.compactMap(\.source).first)
  }
}

/// A dataset, as the sums by run period need it.
public struct RunPeriod: Hashable, Sendable {
  public let name: String
  /// Particles on target.
  public let onTarget: Double

  public init(name: String, onTarget: Double) { (self.name, self.onTarget) = (name, onTarget) }
}

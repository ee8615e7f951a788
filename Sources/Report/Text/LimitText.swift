import Backgrounds
import BlindAnalysis
import Inference
import Signals

/// The limits of a report, expected and observed.
struct LimitText {
  private let experiment: CountingExperiment

  init(_ experiment: CountingExperiment) { self.experiment = experiment }

  func lines(_ expected: ExpectedLimits) -> [String] {
    var table = TextTable([.left, .right, .right, .right])
    table.add("", "count", "events", experiment.signal?.parameter ?? "")
    for quantile in expected.quantiles {
      let name =
        quantile.sigma == 0 ? "median" : (quantile.sigma > 0 ? "+" : "") + "\(quantile.sigma) sigma"
      add(name, count: quantile.observed, quantile.limit, to: &table)
    }
    table.add("mean", "", expected.mean.text(significant: 4))
    return table.lines() + form
  }

  func lines(_ observed: ObservedLimit) -> [String] {
    var table = TextTable([.left, .right, .right, .right])
    table.add("", "count", "events", experiment.signal?.parameter ?? "")
    add("observed", count: observed.observed, observed.limit, to: &table)
    return table.lines() + form
  }

  /// How the background stands in the limit.
  private var form: [String] { background + sideBands }

  private var sideBands: [String] {
    guard let found = experiment.signalInSideBands else { return [] }
    let (taken, uncertainty) = (100 * found.taken).texts(with: 100 * found.uncertainty)
    return [
      "  signal in side bands takes \(taken) ± \(uncertainty) % of it from the box: the limits "
        + "allow for that, weaker by a factor of \(found.limitFactor.text(places: 3))"
    ]
  }

  private var background: [String] {
    switch experiment.form {
    case .oneNumber: ["  the background is one number with its uncertainty"]
    case .named(let names):
      [
        "  the background is one number for the limit in events; for the limit on "
          + (experiment.signal?.parameter ?? "") + " it has",
        "  nuisance parameters in common with the signal: " + names.joined(separator: ", "),
      ]
    }
  }

  private func add(_ name: String, count: Int, _ limit: UpperLimit, to table: inout TextTable) {
    table.add(
      name, "\(count)", limit.events.text(significant: 4),
      limit.parameter.map { $0.text(significant: 3) } ?? "")
  }
}

extension LimitSettings {
  /// As in `90 % confidence: CLs, count, background marginalised (log-normal)`.
  var heading: String {
    "\(confidence.percent) confidence: CLs of the count, background "
      + (backgroundPrior == .none ? "taken as exact" : "marginalised (\(backgroundPrior.rawValue))")
  }
}

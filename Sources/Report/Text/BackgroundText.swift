import Backgrounds
import BlindAnalysis
import Stats

/// The background table of a report.
struct BackgroundText {
  let table: BackgroundTable
  /// Whether the limit is about all of what the table is about.
  let isWhole: Bool
  /// The canonical units of the variables that side bands are fitted in, by name.
  let units: [String: String]

  init(_ table: BackgroundTable, isWhole: Bool, units: [String: String] = [:]) {
    (self.table, self.isWhole, self.units) = (table, isWhole, units)
  }

  var lines: [String] {
    rows + [inTheLimit] + sampled + upperLimits + notes + periods + drivers
  }

  /// The one number that stands for the background in the likelihood.
  private var inTheLimit: String {
    "  \(isWhole ? "in the limit" : "one number"): \(table.total.value.event) ± \(table.total.uncertainty.event), the larger side "
      + "of the systematic in quadrature"
  }

  private var rows: [String] {
    var text = TextTable([.left, .right, .left, .left])
    text.add("", "expected", "stat.", "syst.")
    for line in table.lines { add(line, to: &text) }
    add("total", table.total, to: &text)
    return text.lines()
  }

  private func add(_ line: BackgroundEstimate, to text: inout TextTable) {
    switch line.amount {
    case .expectation(let expectation) where line.added != nil:
      add(line.name, expectation, to: &text)
    case .expectation(let expectation): add(line.name, expectation, "not added", to: &text)
    case .atMost(let value, let confidence):
      text.add(
        line.name, "< " + value.text(significant: 2),
        "at " + confidence.percent, "not added")
    }
  }

  private func add(
    _ name: String, _ expectation: Expectation, _ note: String? = nil, to text: inout TextTable
  ) {
    let isExact = expectation.systematicDown == 0 && expectation.systematicUp == 0
    let systematic =
      isExact ? nil : "-\(expectation.systematicDown.event) +\(expectation.systematicUp.event)"
    text.add(
      name, expectation.value.event, expectation.statisticalText,
      [systematic, note].compactMap(\.self).joined(separator: ", "))
  }

  /// The same sum with every factor drawn from its law.
  private var sampled: [String] {
    guard let sampled = table.sampled, sampled.deviation > 0 else { return [] }
    let line =
      "  by sampling: mean \(sampled.mean.event) ± \(sampled.meanError.text(significant: 1)), standard "
      + "deviation \(sampled.deviation.event) ± \(sampled.deviationError.text(significant: 1)); "
      + "propagated \(sampled.analyticMean.event) and \(sampled.analyticDeviation.event)"
    let warning =
      "  WARNING: sampling and propagation differ: an uncertainty is large or a model far from "
      + "linear; 68 % of the draws lie in \(sampled.low.event) .. \(sampled.high.event)"
    return [line] + shift(sampled) + (sampled.agrees ? [] : [warning])
  }

  /// Why the mean is not the total, where a reader would ask.
  private func shift(_ sampled: SampledTotal) -> [String] {
    let shift = sampled.analyticMean - table.total.value
    guard abs(shift) > 0.05 * sampled.analyticDeviation else { return [] }
    return [
      "  the mean lies \(shift.magnitude.event) \(shift > 0 ? "above" : "below") the total, since laws "
        + "are skewed (few events with a flat prior, log-normals); the limit takes the total"
    ]
  }

  private var upperLimits: [String] {
    let some = table.lines.contains { $0.limit != nil } || !table.upperLimits.isEmpty
    return some ? ["  \(table.limits.rawValue)"] : []
  }

  private var notes: [String] {
    table.lines.flatMap { line -> [String] in
      let source = line.source.map { ", " + $0 } ?? ""
      let limit = line.limit.map {
        ", < \($0.value.text(significant: 2)) at \($0.confidence.value.percent)"
      }
      let isForSome = line.datasets.count < table.periods.count
      let period = isForSome ? ", for \(line.datasets.joined(separator: ", "))" : ""
      return ["  \(line.name): \(line.method)\(limit ?? "")\(source)\(period)"]
        + (line.comparison?.lines ?? []) + (line.extrapolation.map(fits) ?? [])
        + (line.plane.map(fits) ?? [])
    }
  }

  /// The sums by run period; only where there are several.
  private var periods: [String] {
    guard !table.periods.isEmpty else { return [] }
    var text = TextTable([.left, .right, .left, .left])
    text.add("run period", "expected", "stat.", "syst.")
    for sum in table.periodSums { add(sum.period.name, sum.total, to: &text) }
    let shared = table.sharedOut.map(\.name).joined(separator: ", ")
    return text.lines()
      + (shared.isEmpty ? [] : ["  shared out by particles on target: \(shared)"])
  }

  /// What the uncertainty of the total comes from; only where named factors say more than the table.
  private var drivers: [String] {
    guard table.lines.contains(where: { $0.propagation != nil }) else { return [] }
    let variance = table.drivers.reduce(0) { $0 + $1.size * $1.size }
    var text = TextTable([.left, .right, .right, .right, .right, .left])
    text.add("uncertainty of the total from", "events", "share", "down", "up", "acts on")
    let shown = table.drivers.prefix(8).filter { $0.size * $0.size >= 0.001 * variance }
    for driver in shown {
      let share = 100 * driver.size * driver.size / variance
      text.add(
        driver.name, "± " + driver.size.event, share.text(significant: 2) + " %",
        driver.down.signedEvent, driver.up.signedEvent, driver.target)
    }
    let rest = table.drivers.filter { !shown.contains($0) }.map { $0.size * $0.size }
    let together = rest.sorted().reduce(0, +)
    if together >= 0.001 * variance {
      text.add(
        "\(rest.count) more together", "± " + together.squareRoot().event,
        (100 * together / variance).text(significant: 2) + " %")
    }
    return text.lines()
  }

  private func fits(_ extrapolation: Extrapolation) -> [String] {
    var text = TextTable([.left, .left, .right, .right, .left])
    let unit = units[extrapolation.variable] ?? ""
    text.add("fit", "range".with(unit: unit), "events", "predicted", "stat.")
    for fit in [extrapolation.central] + extrapolation.variations {
      text.add(
        fit.function, fit.range.text, "\(fit.events)", fit.predicted.event,
        "± " + fit.statistical.event)
    }
    let profile = extrapolation.functionProfile.map { ["  functions profiled: " + $0.text] } ?? []
    let joint = extrapolation.jointBands.map {
      "  fitted together with '\($0.region)', \($0.range.text): \($0.events) events"
    }
    return (text.lines() + joint + profile + extrapolation.checks.lines).map { "  " + $0 }
  }
}

extension BackgroundText {
  private func fits(_ plane: PlaneExtrapolation) -> [String] {
    var text = TextTable([.left, .left, .right, .right, .left])
    let both = plane.variables.map { units[$0] ?? "" }
    let unit = Set(both).count == 1 ? both[0] : both.joined(separator: " × ")
    text.add("fit", "ranges".with(unit: unit), "events", "predicted", "stat.")
    for fit in [plane.central] + plane.variations {
      text.add(
        fit.name, fit.rectangles.text, "\(fit.events)", fit.predicted.event,
        "± " + fit.statistical.event)
    }
    let profile = plane.functionProfile.map { ["  functions profiled: " + $0.text] } ?? []
    return (text.lines() + profile + plane.checks.lines(of: plane.variables)).map { "  " + $0 }
  }
}

extension Expectation {
  fileprivate var statisticalText: String { statistical == 0 ? "" : "± " + statistical.event }
}

extension UncertaintyDriver {
  /// The background that it moves, or how many.
  fileprivate var target: String {
    backgrounds.count == 1 ? backgrounds[0] : "\(backgrounds.count) backgrounds"
  }
}

extension BackgroundEstimate.Comparison {
  fileprivate var lines: [String] {
    let pull = result.pull.map { ", pull " + $0.text(places: 2) } ?? ""
    return [
      "    means of the laws, less '\(other)': \(result.difference.signedEvent) ± \(result.uncertainty.event)\(pull); "
        + "average \(result.average.value.event) ± \(result.average.uncertainty.event), weight "
        + result.average.weight.text(places: 2)
    ]
  }
}

extension Double {
  /// A change in events, with its sign.
  var signedEvent: String { (self < 0 ? "-" : "+") + magnitude.event }

  /// A number of events: three digits behind the point, more for what would read as zero.
  var event: String {
    magnitude < 0.001 ? text(significant: 2) : text(places: 3)
  }
}

extension ClosedRange<Double> {
  /// As in `45 .. 62`.
  var text: String {
    "\(lowerBound.text(significant: 4)) .. \(upperBound.text(significant: 4))"
  }
}

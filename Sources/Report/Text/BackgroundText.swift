import Backgrounds

/// The background table of a report.
struct BackgroundText {
  let table: BackgroundTable

  init(_ table: BackgroundTable) { self.table = table }

  var lines: [String] { rows + [inTheLimit] + notes + drivers }

  /// The one number that stands for the background in the likelihood.
  private var inTheLimit: String {
    "  in the limit: \(table.total.value.event) ± \(table.total.uncertainty.event), the larger side "
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
    case .expectation(let expectation): add(line.name, expectation, to: &text)
    case .atMost(let value, let confidence):
      text.add(
        line.name, "< " + value.text(significant: 2),
        "at " + confidence.percent, "not added")
    }
  }

  private func add(_ name: String, _ expectation: Expectation, to text: inout TextTable) {
    let systematic =
      expectation.systematicDown == 0 && expectation.systematicUp == 0
      ? "" : "-\(expectation.systematicDown.event) +\(expectation.systematicUp.event)"
    let statistical = expectation.statistical == 0 ? "" : "± " + expectation.statistical.event
    text.add(name, expectation.value.event, statistical, systematic)
  }

  private var notes: [String] {
    table.lines.flatMap { line -> [String] in
      let source = line.source.map { ", " + $0 } ?? ""
      return ["  \(line.name): \(line.method)\(source)"]
        + (line.extrapolation.map(fits) ?? [])
    }
  }

  /// What the uncertainty of the total comes from; only where named factors say more than the table.
  private var drivers: [String] {
    guard table.lines.contains(where: { $0.propagation != nil }) else { return [] }
    let variance = table.drivers.reduce(0) { $0 + $1.size * $1.size }
    var text = TextTable([.left, .right, .right])
    text.add("uncertainty of the total from", "events", "share")
    for driver in table.drivers.prefix(8) where driver.size * driver.size >= 0.001 * variance {
      let share = 100 * driver.size * driver.size / variance
      text.add(driver.name, "± " + driver.size.event, share.text(significant: 2) + " %")
    }
    return text.lines()
  }

  private func fits(_ extrapolation: Extrapolation) -> [String] {
    var text = TextTable([.left, .left, .right, .right, .left])
    text.add("fit", "range", "events", "predicted", "stat.")
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

extension Double {
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

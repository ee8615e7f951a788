import Backgrounds
import BlindAnalysis
import Inference

/// Every background with its uncertainty, one line each, and their sum.
struct BackgroundFigure {
  private let rows: [Row]
  private let region: String

  init(_ estimate: BlindEstimate) {
    let table = estimate.backgrounds
    region = estimate.definition.stage.region
    rows = table.lines.map { Row($0) } + [Row("total", table.total)]
  }

  func figure(_ caption: FigureCaption) -> Figure {
    let title = "Events expected in \(region)"
    var script = GnuplotScript("backgrounds", title, caption)
    script.data("estimates", estimates)
    script.place(left: 0.36, right: 0.70, bottom: 0.20, top: 0.88)
    script.axis("x", "events", span)
    script.logarithmic("x")
    script.axis("y", "", 0...Double(rows.count + 1))
    script.add("set ytics scale 0 noenhanced (" + names + ")")
    script.add("set grid xtics linecolor rgb '#dddddd'; unset key")
    for (row, height) in heights where row.isLimit { script.add(row.arrow(at: height)) }
    for (row, height) in heights where row.isNone && row.high > span.lowerBound {
      script.add(row.arrow(at: height, downTo: span.lowerBound))
    }
    for (row, height) in heights {
      script.add(
        "set label \(row.text.quoted) at graph 1.03, first \(height) font ',12' noenhanced")
    }
    script.add("set arrow from graph 0, first 1.5 to graph 1, first 1.5 nohead dashtype 2")
    script.plot([
      "$estimates using 1:2:3:4 with xerrorbars pointtype 7 pointsize 0.7 linewidth 2 "
        + "linecolor rgb \(GnuplotScript.Colour.black)"
    ])
    return Figure("backgrounds", title, script)
  }

  /// From the top; the sum is the last, at height one.
  private var heights: [(row: Row, height: Int)] {
    rows.enumerated().map { ($1, rows.count - $0) }
  }

  private var names: String {
    heights.map { "\($0.row.shortName.quoted) \($0.height)" }.joined(separator: ", ")
  }

  private var estimates: [[Double]] {
    let floor = span.lowerBound
    return heights.filter { !$0.row.isLimit && !$0.row.isNone && $0.row.high > floor }.map {
      row, height in
      [max(row.value, floor), Double(height), max(row.low, floor), row.high]
    }
  }

  /// Powers of ten around all values, from the smallest that is not far below the total.
  private var span: ClosedRange<Double> {
    let top = max(1e-6, rows.map(\.high).max() ?? 1).powerOfTen(.up)
    let values = rows.flatMap { [$0.low, $0.value / 3] }.filter { $0 > top * 1e-6 }
    return (values.min() ?? top / 1000).powerOfTen(.down)...top
  }
}

/// A background as one line of the figure.
private struct Row {
  let name: String
  let value: Double
  let low, high: Double
  let isLimit: Bool
  /// The number in words.
  let text: String

  init(_ line: BackgroundEstimate) {
    switch line.amount {
    case .expectation(let found):
      self.init(line.name, found, note: line.added == nil ? ", not added" : "")
    case .atMost(let value, let confidence): self.init(line.name, below: value, confidence)
    }
  }

  init(_ name: String, _ found: Expectation, note: String = "") {
    func error(_ systematic: Double) -> Double {
      (found.statistical * found.statistical + systematic * systematic).squareRoot()
    }
    let (down, up) = (error(found.systematicDown), error(found.systematicUp))
    (self.name, value, isLimit) = (name, found.value, false)
    (low, high) = (found.value - down, found.value + up)
    let isEven = down.event == up.event
    text = found.value.event + (isEven ? " ± " : " -\(down.event) +") + up.event + note
  }

  /// Whether nothing is expected, but for the uncertainty: no place on an axis of powers of ten.
  var isNone: Bool { !isLimit && value <= 0 && high > 0 }

  private init(_ name: String, below limit: Double, _ confidence: Double) {
    (self.name, value, low, high, isLimit) = (name, limit, limit, limit, true)
    text = "< \(limit.text(significant: 2)) at \(confidence.percent)"
  }

  /// What of the name fits beside the axis.
  var shortName: String { name.count > 34 ? name.prefix(33) + "…" : name }

  /// From the limit down.
  func arrow(at height: Int) -> String {
    "set arrow from first \(value), first \(height) to first \(value / 3), first \(height) "
      + "linewidth 2 linecolor rgb \(GnuplotScript.Colour.grey)"
  }

  /// From the upper end of the uncertainty to where the axis ends.
  func arrow(at height: Int, downTo floor: Double) -> String {
    "set arrow from first \(high), first \(height) to first \(floor), first \(height) "
      + "linewidth 2 linecolor rgb \(GnuplotScript.Colour.black)"
  }
}

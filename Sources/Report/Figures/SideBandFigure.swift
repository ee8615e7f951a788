public import Backgrounds
import BlindAnalysis

/// The curve of a side-band extrapolation with the estimate that rests on it.
public struct NamedCurve: Hashable, Sendable {
  let estimate: BackgroundEstimate
  let extrapolation: Extrapolation
  let unit: String
  let curve: ExtrapolationCurve

  /// - Parameter unit: The canonical one of the variable; empty for plain numbers.
  /// - Returns: Nil for a background that is not extrapolated from a side band.
  public init?(_ estimate: BackgroundEstimate, unit: String, _ curve: ExtrapolationCurve) {
    guard let extrapolation = estimate.extrapolation else { return nil }
    (self.estimate, self.extrapolation) = (estimate, extrapolation)
    (self.unit, self.curve) = (unit, curve)
  }
}

/// A side band with its fit, continued towards the box; below, how far each bin is from the fit.
struct SideBandFigure {
  private let named: NamedCurve
  private let region: String

  /// - Parameter region: What it is extrapolated into, as it stands in a sentence.
  init(_ curve: NamedCurve, into region: String) { (named, self.region) = (curve, region) }

  /// - Parameter name: Of its files.
  func figure(_ name: String, _ caption: FigureCaption) -> Figure {
    let (fit, band) = (named.extrapolation.central.function, named.extrapolation.region)
    let title = "\(named.estimate.name): \(fit) from '\(band)'"
    var script = GnuplotScript(name, title, caption)
    script.data("bins", named.curve.bins.map(\.row))
    script.data("curve", named.curve.points.map { $0.row(above: height.lowerBound) })
    script.label(prediction, x: 0.11, y: 0.88, size: 13)
    script.add("set multiplot")
    drawSpectrum(&script)
    script.add("unset label; unset object 1; unset arrow 1; unset key; unset logscale y")
    drawPulls(&script)
    script.add("unset multiplot")
    return Figure(name, title, script)
  }

  private var prediction: String {
    guard case .expectation(let found) = named.estimate.amount else { return "" }
    let isExact = found.systematicDown == 0 && found.systematicUp == 0
    let systematic =
      isExact ? "" : " -\(found.systematicDown.event) +\(found.systematicUp.event) (syst.)"
    return
      "\(found.value.event) ± \(found.statistical.event) (stat.)\(systematic) events expected in "
      + region
  }

  /// From a power of ten to another: everything that is expected or seen, but no more than eight.
  private var height: ClosedRange<Double> {
    let seen = named.curve.bins.map(\.interval.upperBound)
    let expected = named.curve.points.map(\.expected).filter { $0 > 0 }
    let top = max(10, (seen + expected).max() ?? 0).powerOfTen(.up)
    return max(top * 1e-8, (expected.min() ?? 0.1).powerOfTen(.down))...top
  }

  private func drawSpectrum(_ script: inout GnuplotScript) {
    let width = named.curve.bins.first.map { $0.upper - $0.lower } ?? 0
    script.place(bottom: 0.42, top: 0.85)
    script.axis("x", "", named.curve.view)
    script.add("set format x ''")
    script.axis("y", "events per " + "\(width.text(significant: 3)) \(named.unit)", height)
    script.logarithmic("y")
    script.add(
      "set object 1 rectangle from \(hidden.lowerBound), graph 0 to \(hidden.upperBound), graph 1 "
        + "\(GnuplotScript.hatched) behind")
    script.add(
      "set arrow 1 from \(edge), graph 0 to \(edge), graph 1 nohead \(Self.edgeLine) front")
    script.add(
      "set key at graph \(isBelow ? 0.98 : 0.02), graph 0.04 \(isBelow ? "right" : "left") bottom "
        + "noenhanced samplen 2")
    script.plot(spectrum)
  }

  // MARK: What is not shown

  private static let edgeLine = "linewidth 2 linecolor rgb \(GnuplotScript.Colour.red)"

  /// Whether the box lies below the side band.
  private var isBelow: Bool {
    named.extrapolation.target.upperBound <= named.extrapolation.central.range.lowerBound
  }

  /// That of the box which faces the side band.
  private var edge: Double {
    let target = named.extrapolation.target
    return isBelow ? target.upperBound : target.lowerBound
  }

  /// The box, and what lies between it and the side band: white, it would look empty.
  private var hidden: ClosedRange<Double> {
    let (target, band) = (named.extrapolation.target, named.extrapolation.central.range)
    let view = named.curve.view
    let (lower, upper) =
      isBelow ? (target.lowerBound, band.lowerBound) : (band.upperBound, target.upperBound)
    let first = min(max(lower, view.lowerBound), view.upperBound)
    return first...max(first, min(upper, view.upperBound))
  }

  private var spectrum: [String] {
    let black = "linecolor rgb \(GnuplotScript.Colour.black)"
    let points = "points \(black) pointtype 7 pointsize 0.4"
    return [
      "$curve using 1:3:4 with filledcurves fillcolor rgb '#c9d7ee' fillstyle solid 1 noborder "
        + "title 'fit, ± 1 standard deviation'",
      "$curve using 1:2 with lines linecolor rgb \(GnuplotScript.Colour.blue) linewidth 2 notitle",
      // Around the points of error bars gnuplot clears rings, which would hide short bars.
      "$bins using 1:5:(0):($6-$5) with vectors nohead \(black) notitle",
      "$bins using 1:4 with \(points) notitle",
      "keyentry with \(points) title 'open events'",
      "keyentry with lines \(Self.edgeLine) title \("edge of \(region)".quoted)",
      "keyentry with boxes \(GnuplotScript.hatched) title 'not shown'",
    ]
  }

  private func drawPulls(_ script: inout GnuplotScript) {
    let pulls = named.curve.bins.map { abs($0.pull) }.filter(\.isFinite)
    let highest = max(4, (pulls.max() ?? 0).rounded(.up))
    script.place(bottom: 0.19, top: 0.40)
    script.axis(
      "x", named.extrapolation.variable.with(unit: named.unit), named.curve.view)
    script.add("set format x '%g'; set format y '%g'; set ytics \((highest / 2).rounded(.up))")
    script.axis("y", "pull", -highest...highest)
    script.plot([
      "$bins using 1:7:2:3:(0):7 with boxxyerror fillcolor rgb \(GnuplotScript.Colour.grey) "
        + "fillstyle solid 0.7 noborder",
      "0 with lines linecolor rgb \(GnuplotScript.Colour.blue)",
    ])
  }
}

extension ExtrapolationCurve.Bin {
  /// By how many standard deviations of the expectation the count differs; NaN for none expected.
  fileprivate var pull: Double {
    expected > 0 ? (Double(observed) - expected) / expected.squareRoot() : .nan
  }

  /// Middle, edges, count, its interval, and the pull.
  fileprivate var row: [Double] {
    let middle = lower + (upper - lower) / 2
    return [
      middle, lower, upper, Double(observed), interval.lowerBound, interval.upperBound, pull,
    ]
  }
}

extension ExtrapolationCurve.Point {
  /// Place, expectation, and a standard deviation around it, none of them below a floor.
  fileprivate func row(above floor: Double) -> [Double] {
    [place] + [expected, expected - error, expected + error].map { max(floor, $0) }
  }
}

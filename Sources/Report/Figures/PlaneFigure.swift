import BlindAnalysis

/// The open events over a plane, with the blind region and every region that is a rectangle there.
struct PlaneFigure {
  private let plane: OpenPlane
  private let definition: AnalysisDefinition
  /// What is blind, by whomever: where no event is shown that may be there.
  private let blind: [CheckedExpression]

  /// - Parameter mask: The one in force; nil if a part of it cannot be read.
  init(_ plane: OpenPlane, of definition: AnalysisDefinition, under mask: Mask?) {
    (self.plane, self.definition) = (plane, definition)
    blind = (mask ?? definition.mask).regions
  }

  func figure(_ caption: FigureCaption) -> Figure {
    let title = "Events outside of the blind region, after all cuts"
    var script = GnuplotScript("plane", title, caption)
    script.data("events", cells)
    script.place(right: 0.83, bottom: 0.22, top: 0.80)
    script.axis("x", plane.frame.x.title, plane.frame.x.range.closed)
    script.axis("y", plane.frame.y.title, plane.frame.y.range.closed)
    script.add("set logscale cb")
    script.axis("cb", "events", 1...Double(max(10, plane.counts.max() ?? 0)))
    script.add("set palette defined (0 '#f7e8c8', 0.35 '#f0a04b', 0.7 '#b5305a', 1 '#3b0f70')")
    script.label(note, x: 0.02, y: 0.09, size: 11, colour: GnuplotScript.Colour.grey)
    script.add("set key at screen 0.83, screen 0.82 right bottom horizontal samplen 2")
    let legend = outlines(&script)
    script.plot(
      [
        "$events using 1:3:1:2:3:4:5 with boxxyerror fillstyle solid 1 noborder "
          + "linecolor palette notitle"
      ] + legend)
    return Figure("plane", title, script)
  }

  /// One row for each bin that holds something: its edges, then its events.
  private var cells: [[Double]] {
    let (x, y) = (plane.frame.x.edges, plane.frame.y.edges)
    return plane.counts.indices.filter { plane.counts[$0] > 0 }.map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: plane.frame.x.bins)
      return [x[column], x[column + 1], y[row], y[row + 1], Double(plane.counts[index])]
    }
  }

  private var note: String {
    let shown = plane.counts.reduce(0, +)
    let hidden =
      definition.regions.filter { plane.frame.rectangles(of: $0.condition) == nil }.map(\.name)
      + (blind.contains { plane.frame.rectangles(of: $0) == nil } ? ["what is blind"] : [])
    return "\(shown) events are shown, \(plane.outside) lie outside of the frame"
      + (hidden.isEmpty ? "" : "; no rectangles: \(hidden.joined(separator: ", "))")
  }

  // MARK: Regions

  /// Draws the rectangles, and gives the entries of the legend that name them.
  private func outlines(_ script: inout GnuplotScript) -> [String] {
    let shut = blind.flatMap { plane.frame.rectangles(of: $0) ?? [] }
    for rectangle in shut {
      script.add("set object \(rectangle.gnuplot) \(GnuplotScript.hatched) front")
    }
    var legend = shut.isEmpty ? [] : ["keyentry with boxes \(GnuplotScript.hatched) title 'blind'"]
    for (region, colour) in colouredRegions {
      guard let rectangles = plane.frame.rectangles(of: region.condition), !rectangles.isEmpty
      else { continue }
      for rectangle in rectangles {
        script.add(
          "set object \(rectangle.gnuplot) fillstyle empty border linecolor rgb \(colour) "
            + "linewidth 2 front")
      }
      legend.append(
        "keyentry with lines linecolor rgb \(colour) linewidth 2 title \(region.name.quoted)")
    }
    return legend
  }

  /// The signal region first.
  private var colouredRegions: [(Region, colour: String)] {
    let others = definition.regions.filter { $0.name != definition.signalRegion.name }
    return [(definition.signalRegion, GnuplotScript.Colour.red)]
      + others.enumerated().map { ($1, Self.colours[$0 % Self.colours.count]) }
  }

  private static let colours = [
    "'#1f4e9c'", "'#1b7f4d'", "'#8a5a00'", "'#5b3a8e'", "'#007a87'", "'#555555'",
  ]
}

extension PlaneRectangle {
  fileprivate var gnuplot: String {
    "rectangle from \(first.lower),\(second.lower) to \(first.upper),\(second.upper)"
  }
}

extension BlindAnalysis.ValueRange {
  fileprivate var closed: ClosedRange<Double> { lower...upper }
}

extension FigureAxis {
  fileprivate var title: String { name.with(unit: unit) }
}

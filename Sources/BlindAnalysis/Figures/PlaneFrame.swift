import Ledger

/// The plane of two quantities in which a figure shows the open events, and the regions in it.
///
/// Made of the analysis file alone, so that no event decides what is drawn of it.
public struct PlaneFrame: Hashable, Sendable {
  public let x, y: FigureAxis

  /// The plane of two quantities that are asked for, or of the first two columns that decide about
  /// the signal region or, for want of them, the blind region.
  ///
  /// - Returns: Nil if nothing is asked for and fewer than two columns decide.
  /// - Throws: ``Refusal`` for a name that the file does not have or does not use, for a range in
  ///   another unit or without a width, and for one quantity on both axes.
  public init?(of definition: AnalysisDefinition, x: AxisChoice, y: AxisChoice) throws(Refusal) {
    var names = definition.planeColumns
    names.removeAll { $0 == x.name || $0 == y.name }
    guard let first = x.name ?? names.first else { return nil }
    if x.name == nil { names.removeFirst() }
    guard let second = y.name ?? names.first else { return nil }
    guard first != second else {
      throw Refusal(
        .usage, "'\(first.printable)' is asked for on both axes",
        next: "name two quantities, with --x and --y")
    }
    let (one, other) = (try definition.quantity(first), try definition.quantity(second))
    let edges = definition.edges(of: one, other)
    self.x = try FigureAxis(first, one, x.range, edges: edges.first, bins: 60)
    self.y = try FigureAxis(second, other, y.range, edges: edges.second, bins: 40)
  }

  /// What of a region is seen in the plane.
  ///
  /// - Returns: Nil if it is not made of rectangles in these two quantities; none if all of it lies
  ///   outside of the frame, or other quantities exclude it.
  public func rectangles(of region: CheckedExpression) -> [PlaneRectangle]? {
    guard case .rectangles(let all) = region.plane(of: x.quantity, y.quantity) else { return nil }
    return all.compactMap { rectangle in
      guard let first = x.range.clipping(rectangle.first),
        let second = y.range.clipping(rectangle.second)
      else { return nil }
      return PlaneRectangle(first: first, second: second)
    }
  }
}

extension FigureAxis {
  fileprivate init(
    _ name: String, _ quantity: CheckedExpression, _ asked: QuantityRange?, edges: [Double],
    bins: Int
  ) throws(Refusal) {
    guard case .number(let dimension) = quantity.kind else {
      throw Refusal(.usage, "'\(name.printable)' is a condition, not a quantity")
    }
    let unit = dimension.canonicalUnit
    (self.name, self.quantity, self.unit, self.bins) = (name, quantity, unit, bins)
    guard let asked else {
      range = try Self.range(showing: edges, of: name, unit: unit)
      return
    }
    let example = "a range such as \(Self.example(in: unit))"
    guard asked.dimension == dimension || asked.unit == nil else {
      throw Refusal(
        .usage, "the range of '\(name)' is \(asked.dimension), and '\(name)' is \(dimension)",
        next: example)
    }
    guard let range = ValueRange(lower: asked.lower, upper: asked.upper) else {
      throw Refusal(.usage, "the range of '\(name)' has no width", next: example)
    }
    self.range = range
  }

  private static func range(
    showing edges: [Double], of name: String, unit: String
  ) throws(Refusal) -> ValueRange {
    guard let range = ValueRange(showing: edges) else {
      throw Refusal(
        .usage, "no region says which part of '\(name)' is worth a look",
        next: "a range for it, such as --x-range \(Self.example(in: unit))")
    }
    return range
  }

  private static func example(in unit: String) -> String {
    unit.isEmpty ? "'0 .. 100'" : "'0 .. 100 \(unit)'"
  }
}

extension ValueRange {
  /// The part of an interval, of which ends may be infinite, that lies inside.
  fileprivate func clipping(_ other: (lower: Double, upper: Double)) -> ValueRange? {
    ValueRange(lower: max(lower, other.lower), upper: min(upper, other.upper))
  }
}

extension AnalysisDefinition {
  /// The columns that decide about the signal region, then those of the blind region, as the file
  /// orders them.
  fileprivate var planeColumns: [String] {
    let inBox = columns.map(\.name).filter(signalRegion.condition.columns.contains)
    let blinding = columns.map(\.name).filter(mask.blindingColumns.contains)
    return inBox + blinding.filter { !inBox.contains($0) }
  }

  /// What limits on two quantities the regions and the mask set, infinite for none, and the beam's
  /// momentum beside limits near it.
  fileprivate func edges(
    of first: CheckedExpression, _ second: CheckedExpression
  ) -> (first: [Double], second: [Double]) {
    var edges: (first: [Double], second: [Double]) = ([], [])
    for region in regions.map(\.condition) + mask.regions {
      guard case .rectangles(let found) = region.plane(of: first, second) else { continue }
      edges.first += found.flatMap { [$0.first.lower, $0.first.upper] }
      edges.second += found.flatMap { [$0.second.lower, $0.second.upper] }
    }
    return (withBeam(edges.first, of: first), withBeam(edges.second, of: second))
  }

  private func withBeam(_ edges: [Double], of quantity: CheckedExpression) -> [Double] {
    let isNear = edges.contains { $0.isFinite && $0 > beam.momentum / 2 }
    return quantity.kind == .number(.energy) && isNear ? edges + [beam.momentum] : edges
  }

  /// A column or derived quantity that the analysis reads anyway: a further one would make these
  /// other data, by the digest of what is read.
  fileprivate func quantity(_ name: String) throws(Refusal) -> CheckedExpression {
    guard let quantity = derived.first(where: { $0.name == name })?.expression ?? column(name)
    else {
      let known = (columns.map(\.name) + derived.map(\.name)).joined(separator: ", ")
      throw Refusal(
        .usage, "the analysis file has no quantity '\(name.printable)'", next: "one of \(known)")
    }
    let read = Set(requiredColumns.map(\.name))
    guard let unread = quantity.columns.first(where: { !read.contains($0) }) else {
      return quantity
    }
    throw Refusal(
      .usage, "'\(unread)' is not read, as no cut, region or background uses it",
      next: "a quantity made of \(requiredColumns.map(\.name).joined(separator: ", "))")
  }

  private func column(_ name: String) -> CheckedExpression? {
    guard let column = columns.first(where: { $0.name == name }) else { return nil }
    let place = SourceSpan(file: "command line", line: 1, column: 1)
    return CheckedExpression.read(
      PlacedText(name, at: place), in: Scope([name: .column(column.dimension)]), as: .number
    ).value
  }
}

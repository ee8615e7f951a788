/// The cumulative functions of a density in a plane, tabulated: that of x, and that of y at each x.
///
/// Events become two independent uniform numbers, u = F(x) and v = G(y | x) with x and y where events
/// are taken (M. Rosenblatt, Ann. Math. Statist. 23 (1952) 470). Between the edges of the rectangles x
/// has 192 cells, and where y depends on x it has 24 tables. What is drawn from a table and compared
/// with one agrees with it exactly.
struct TabulatedPlane {
  /// Cells of x in ascending order.
  private let cells: [Cell]
  private let columns: [Column]

  private struct Cell {
    let lower, upper: Double
    /// The share of events below it, and in it.
    let below, share: Double
    /// The table of y that belongs to it.
    let column: Int
  }

  /// What y is like in a part of x.
  fileprivate struct Column {
    /// In ascending order, with the share of each and of those below.
    var pieces: [(below: Double, share: Double, table: TabulatedCumulative)] = []
  }

  /// - Parameter ranges: Where events are taken; rectangles that share no more than edges.
  /// - Throws: `NumericsError` for a density without a share in the ranges.
  init(of density: PlaneDensity, in ranges: [PlaneRange]) throws(NumericsError) {
    let whole = ranges.reduce(0) { $0 + $1.x.width }
    var columns: [Column] = []
    var found: [(lower: Double, upper: Double, share: Double, column: Int)] = []
    for slab in try Self.slabs(of: ranges) {
      let part = slab.x.width / whole
      let tables = density.change == 0 ? 1 : max(2, Int(24 * part))
      for group in try slab.x.cut(into: tables) {
        columns.append(
          try Column(density.y, at: density.yShape(at: group.middle), in: slab.ys))
        for cell in try group.cut(into: max(4, Int(192 * part) / tables)) {
          let shape = density.yShape(at: cell.middle)
          var share = 0.0
          for y in slab.ys { share += try density.y.share(in: y, parameters: shape) }
          share *= try density.x.share(in: cell, parameters: density.xShape)
          found.append((cell.lower, cell.upper, share, columns.count - 1))
        }
      }
    }
    let total = found.map(\.share).sorted().reduce(0, +)
    guard total > 0, total < .infinity else { throw .emptyFitRange }
    var below = CompensatedSum()
    cells = found.map {
      let cell = Cell(
        lower: $0.lower, upper: $0.upper, below: below.value / total, share: $0.share / total,
        column: $0.column)
      below.add($0.share)
      return cell
    }
    self.columns = columns
  }

  /// Both numbers of an event.
  func fractions(x: Double, y: Double) -> (u: Double, v: Double) {
    let cell = cells.last { $0.lower <= x } ?? cells[0]
    let part = min(max((x - cell.lower) / (cell.upper - cell.lower), 0), 1)
    var v = 0.0
    for piece in columns[cell.column].pieces { v += piece.share * piece.table.fraction(below: y) }
    return (min(cell.below + part * cell.share, 1), min(v, 1))
  }

  /// The event with these two numbers, each from 0 to 1.
  func event(u: Double, v: Double) -> (x: Double, y: Double) {
    let cell = cells.last { $0.below <= u && $0.share > 0 } ?? cells[0]
    let part = cell.share > 0 ? min(max((u - cell.below) / cell.share, 0), 1) : 0.5
    let pieces = columns[cell.column].pieces
    let piece = pieces.last { $0.below <= v && $0.share > 0 } ?? pieces[0]
    let inside = piece.share > 0 ? min(max((v - piece.below) / piece.share, 0), 1) : 0.5
    return (
      min(cell.lower + part * (cell.upper - cell.lower), cell.upper), piece.table.quantile(inside)
    )
  }

  /// Parts of x in which the same ranges of y are allowed, in ascending order.
  private static func slabs(
    of ranges: [PlaneRange]
  ) throws(NumericsError) -> [(x: ValueRange, ys: [ValueRange])] {
    let edges = Set(ranges.flatMap { [$0.x.lower, $0.x.upper] }).sorted()
    var slabs: [(x: ValueRange, ys: [ValueRange])] = []
    for (lower, upper) in zip(edges, edges.dropFirst()) {
      let slab = try ValueRange(from: lower, to: upper)
      let ys = ranges.filter { $0.x.contains(slab.middle) }.map(\.y)
        .sorted { $0.lower < $1.lower }
      if !ys.isEmpty { slabs.append((slab, ys)) }
    }
    return slabs
  }
}

extension TabulatedPlane.Column {
  fileprivate init(
    _ density: ParametricDensity, at shape: [Double], in ranges: [ValueRange]
  ) throws(NumericsError) {
    var shares: [Double] = []
    for range in ranges { shares.append(try density.share(in: range, parameters: shape)) }
    let whole = shares.reduce(0, +)
    guard whole > 0 else { throw .emptyFitRange }
    var below = 0.0
    for (range, share) in zip(ranges, shares) {
      let table = try TabulatedCumulative(of: density, at: shape, in: range, cells: 64)
      pieces.append((below / whole, share / whole, table))
      below += share
    }
  }
}

extension ValueRange {
  /// Parts of equal width.
  fileprivate func cut(into count: Int) throws(NumericsError) -> [ValueRange] {
    var parts: [ValueRange] = []
    for index in 0..<count {
      parts.append(
        try ValueRange(
          from: lower + width * (Double(index) / Double(count)),
          to: index + 1 == count ? upper : lower + width * (Double(index + 1) / Double(count))))
    }
    return parts
  }
}

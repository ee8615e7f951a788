/// A part of a quantity's range in which no comparison changes its truth.
struct RegionCell: Hashable, Sendable {
  /// Nil for the cell of NaN.
  let places: ClosedRange<Int64>?

  static let notANumber = RegionCell(places: nil)

  /// True for a single value, or a gap that only rounding has opened.
  ///
  /// Two thresholds that mean the same may differ in the last digits, as in `x < 5` and
  /// `100 - x > 95`; what lies between them is an edge, not a region.
  var isEdge: Bool {
    guard let places else { return false }
    let lower = DoubleOrder.value(at: places.lowerBound)
    let upper = DoubleOrder.value(at: places.upperBound)
    guard lower.isFinite, upper.isFinite else { return lower == upper }
    return upper - lower <= 1e-12 * max(lower.magnitude, upper.magnitude)
  }

  /// Small for cells that make a natural example: wide, finite, positive.
  fileprivate var strangeness: Int {
    guard let places else { return 4 }
    if isEdge { return DoubleOrder.value(at: places.lowerBound).isFinite ? 2 : 3 }
    return places.upperBound > 0 ? 0 : 1
  }
}

/// All cells of one quantity.
struct RegionCells: Hashable, Sendable {
  /// In the order of the values; the cell of NaN, if there is one, is the last.
  let cells: [RegionCell]
  /// The indices of the cells, those first that make a natural example.
  let searchOrder: [Int]
  private let edgesAbove: Set<Int64>
  private let edgesBelow: Set<Int64>

  /// - Parameter isFinite: True for a column whose other values are quarantined.
  init(separating sets: [ValueSet], isFinite: Bool) {
    let lowest = DoubleOrder.first + (isFinite ? 1 : 0)
    let highest = DoubleOrder.last - (isFinite ? 1 : 0)
    let intervals = sets.flatMap(\.intervals)
    let inner = Set(intervals.flatMap { [$0.lower, $0.upper + 1] })
      .filter { $0 > lowest && $0 <= highest }
    let starts = [lowest] + inner.sorted()
    let ends = starts.dropFirst().map { $0 - 1 } + [highest]
    let numbers = zip(starts, ends).map { RegionCell(places: $0...$1) }
    cells = isFinite ? numbers : numbers + [.notANumber]
    searchOrder = cells.indices.sorted { [cells] in
      (cells[$0].strangeness, $0) < (cells[$1].strangeness, $1)
    }
    edgesAbove = Set(intervals.flatMap(Self.cutsBelowTheirEdge))
    edgesBelow = Set(intervals.flatMap(Self.cutsAboveTheirEdge))
  }

  /// A cut is named by the first place above it. `x < 5` and `x >= 5` cut below their edge.
  private static func cutsBelowTheirEdge(_ interval: ValueInterval) -> [Int64] {
    (interval.upperIsStrict ? [interval.upper + 1] : [])
      + (interval.lowerIsStrict ? [] : [interval.lower])
  }

  /// `x > 5` and `x <= 5` cut above their edge.
  private static func cutsAboveTheirEdge(_ interval: ValueInterval) -> [Int64] {
    (interval.lowerIsStrict ? [interval.lower] : [])
      + (interval.upperIsStrict ? [] : [interval.upper + 1])
  }

  /// The closed interval around a cell: a strict edge belongs to it; nil for NaN.
  func closure(of cell: Int) -> (lower: Double, upper: Double)? {
    guard let places = cells[cell].places else { return nil }
    let (lower, next) = (places.lowerBound, places.upperBound + 1)
    return (
      DoubleOrder.value(at: edgesBelow.contains(lower) ? lower - 1 : lower),
      DoubleOrder.value(at: edgesAbove.contains(next) ? next : next - 1)
    )
  }
}

/// One axis of a figure of events: a quantity of the analysis file, and the part of it that is drawn.
public struct FigureAxis: Hashable, Sendable {
  /// The column or derived quantity as the file names it.
  public let name: String
  public let quantity: CheckedExpression
  /// The canonical unit; empty for plain numbers.
  public let unit: String
  /// In that unit.
  public let range: ValueRange
  /// Of equal width over the range.
  public let bins: Int

  /// Where bins begin and end, one more than there are.
  public var edges: [Double] {
    (0..<bins).map {
      range.lower + (range.upper - range.lower) * (Double($0) / Double(bins))
    } + [range.upper]
  }

  /// The bin that holds a value; nil outside of the range, and for NaN.
  ///
  /// The lowest edge of a bin is its own; the upper edge of the range belongs to no bin.
  public func bin(of value: Double) -> Int? {
    let place = (value - range.lower) / (range.upper - range.lower) * Double(bins)
    guard let bin = Int(exactly: place.rounded(.down)), (0..<bins).contains(bin) else { return nil }
    return bin
  }
}

/// What somebody asks of an axis; nil for what the analysis file suggests.
public struct AxisChoice: Hashable, Sendable {
  public let name: String?
  public let range: QuantityRange?

  public init(_ name: String? = nil, range: QuantityRange? = nil) {
    (self.name, self.range) = (name, range)
  }
}

extension ValueRange {
  /// A range that shows all edges of regions and something beyond each of them.
  ///
  /// Begins at zero where all edges are above it and some region reaches down without end, or where
  /// zero is near.
  ///
  /// - Parameter edges: What regions set as limits, infinite where they set none.
  /// - Returns: Nil if there is no finite edge.
  init?(showing edges: [Double]) {
    let finite = edges.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return nil }
    let room = high > low ? (high - low) / 4 : max(high.magnitude, 1) / 2
    let reachesDown = edges.contains(-.infinity)
    let startsAtZero = low >= 0 && (reachesDown || low - room < 0)
    self.init(lower: startsAtZero ? 0 : low - room, upper: high + room)
  }
}

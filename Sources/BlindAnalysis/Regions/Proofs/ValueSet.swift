/// Consecutive doubles, both ends included.
struct ValueInterval: Hashable, Sendable {
  /// Places in ``DoubleOrder``.
  let lower: Int64
  let upper: Int64
  /// True if the condition says `>` or `<` here: its edge is the neighbour outside.
  var lowerIsStrict = false
  var upperIsStrict = false

  static let everything = ValueInterval(lower: DoubleOrder.first, upper: DoubleOrder.last)

  var mirrored: ValueInterval {
    ValueInterval(
      lower: -upper, upper: -lower, lowerIsStrict: upperIsStrict, upperIsStrict: lowerIsStrict)
  }
}

/// The values of one quantity for which a comparison is true.
struct ValueSet: Hashable, Sendable {
  /// Sorted, not empty, without overlap.
  let intervals: [ValueInterval]
  /// Whether the comparison is true for NaN; only `!=` is.
  let containsNaN: Bool

  init(_ intervals: [ValueInterval], containsNaN: Bool) {
    let sorted = intervals.filter { $0.lower <= $0.upper }.sorted { $0.lower < $1.lower }
    self.intervals = sorted.reduce(into: []) { merged, next in
      guard let last = merged.last, next.lower <= last.upper + 1 else { return merged.append(next) }
      merged[merged.count - 1] = Self.joined(last, next)
    }
    self.containsNaN = containsNaN
  }

  private static func joined(_ first: ValueInterval, _ second: ValueInterval) -> ValueInterval {
    let end = second.upper > first.upper ? second : first
    return ValueInterval(
      lower: first.lower, upper: end.upper, lowerIsStrict: first.lowerIsStrict,
      upperIsStrict: end.upperIsStrict)
  }

  /// All values `v` with `v symbol limit`.
  init(_ symbol: ComparisonOperator, _ limit: Double) {
    guard !limit.isNaN else {
      self.init(symbol == .notEqual ? [.everything] : [], containsNaN: symbol == .notEqual)
      return
    }
    let place = DoubleOrder.place(of: limit)
    let below = ValueInterval(lower: DoubleOrder.first, upper: place - 1, upperIsStrict: true)
    let above = ValueInterval(lower: place + 1, upper: DoubleOrder.last, lowerIsStrict: true)
    let intervals: [ValueInterval]
    switch symbol {
    case .less: intervals = [below]
    case .lessOrEqual: intervals = [ValueInterval(lower: DoubleOrder.first, upper: place)]
    case .greater: intervals = [above]
    case .greaterOrEqual: intervals = [ValueInterval(lower: place, upper: DoubleOrder.last)]
    case .equal: intervals = [ValueInterval(lower: place, upper: place)]
    case .notEqual: intervals = [below, above]
    }
    self.init(intervals, containsNaN: symbol == .notEqual)
  }

  func contains(_ place: Int64) -> Bool {
    intervals.contains { $0.lower <= place && place <= $0.upper }
  }
}

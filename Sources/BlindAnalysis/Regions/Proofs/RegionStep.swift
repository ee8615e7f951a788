/// One operation on a single quantity whose effect on intervals is known exactly.
///
/// Adding, scaling and the root are correctly rounded, hence monotone also in doubles. `exp`, `log`
/// and `pow` are not, in general, and are no steps.
enum RegionStep: Hashable, Sendable {
  case negate
  case absolute
  case squareRoot
  /// The number added is finite.
  case add(Double)
  /// The factor is finite and above zero.
  case multiply(Double)
  /// The divisor is finite and above zero.
  case divide(Double)

  func apply(_ value: Double) -> Double {
    switch self {
    case .negate: -value
    case .absolute: value.magnitude
    case .squareRoot: value.squareRoot()
    case .add(let term): value + term
    case .multiply(let factor): value * factor
    case .divide(let divisor): value / divisor
    }
  }

  /// All values that this step turns into one of the set.
  func preimage(of set: ValueSet) -> ValueSet {
    switch self {
    case .negate:
      return ValueSet(set.intervals.map(\.mirrored), containsNaN: set.containsNaN)
    case .absolute:
      let positive = set.intervals.compactMap(Self.positivePart)
      return ValueSet(positive + positive.map(\.mirrored), containsNaN: set.containsNaN)
    case .squareRoot:
      let negative = ValueInterval(lower: DoubleOrder.first, upper: -1, upperIsStrict: true)
      let roots = set.intervals.map { preimage(of: $0, from: 0) }
      return ValueSet(
        set.containsNaN ? roots + [negative] : roots, containsNaN: set.containsNaN)
    case .add, .multiply, .divide:
      let intervals = set.intervals.map { preimage(of: $0, from: DoubleOrder.first) }
      return ValueSet(intervals, containsNaN: set.containsNaN)
    }
  }

  /// Searches the ends, because rounding may move them away from the inverse operation's result.
  private func preimage(of interval: ValueInterval, from lowest: Int64) -> ValueInterval {
    let lower = DoubleOrder.firstPlace(from: lowest) {
      DoubleOrder.place(of: apply($0)) >= interval.lower
    }
    let beyond = DoubleOrder.firstPlace(from: lowest) {
      DoubleOrder.place(of: apply($0)) > interval.upper
    }
    return ValueInterval(
      lower: lower, upper: beyond - 1, lowerIsStrict: interval.lowerIsStrict && lower > lowest,
      upperIsStrict: interval.upperIsStrict && beyond <= DoubleOrder.last)
  }

  private static func positivePart(_ interval: ValueInterval) -> ValueInterval? {
    guard interval.upper >= 0 else { return nil }
    guard interval.lower < 0 else { return interval }
    return ValueInterval(lower: 0, upper: interval.upper, upperIsStrict: interval.upperIsStrict)
  }

  /// The smallest closed interval that holds this step's results; nil if there are none.
  func image(lower: Double, upper: Double) -> (lower: Double, upper: Double)? {
    switch self {
    case .negate: return (-upper, -lower)
    case .absolute:
      let largest = max(lower.magnitude, upper.magnitude)
      return (lower <= 0 && upper >= 0 ? 0 : min(lower.magnitude, upper.magnitude), largest)
    case .squareRoot: return upper < 0 ? nil : (max(lower, 0).squareRoot(), upper.squareRoot())
    case .add, .multiply, .divide: return (apply(lower), apply(upper))
    }
  }
}

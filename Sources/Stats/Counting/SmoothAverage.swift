/// The average over counts of a function that is costly but smooth in the count.
///
/// Small ranges are summed term by term. A long range is halved until a parabola through three
/// points predicts the next two so well that its share of the average is right to the precision.
struct SmoothAverage {
  typealias Function = (Int) throws(NumericsError) -> Double

  let weights: CumulativeCounts
  /// A typical value of the function: what the precision is relative to.
  let scale: Double
  /// Relative to the scale, for each part of the range.
  let precision: Double

  private struct Node {
    let count: Int
    let value: Double
  }

  func mean(_ function: Function) throws(NumericsError) -> Double {
    let first = Node(count: weights.lowest, value: try function(weights.lowest))
    let last = Node(count: weights.highest, value: try function(weights.highest))
    let middle = try node(between: first, last, function)
    return try weight(first.count) * first.value + sum(first, middle, last, function)
  }

  /// Over counts above `low` up to and including `high`.
  private func sum(
    _ low: Node, _ middle: Node, _ high: Node, _ function: Function
  ) throws(NumericsError) -> Double {
    guard high.count - low.count > 8 else { return try exactSum(low, high, function) }
    let first = try node(between: low, middle, function)
    let third = try node(between: middle, high, function)
    let parabola = Parabola(low, middle, high)
    let error = max(parabola.error(at: first), parabola.error(at: third))
    let share = weights.fraction(above: low.count, upTo: high.count)
    if error * share <= precision * scale {
      return parabolaSum(low, first, middle) + parabolaSum(middle, third, high)
    }
    return try sum(low, first, middle, function) + sum(middle, third, high, function)
  }

  private func exactSum(
    _ low: Node, _ high: Node, _ function: Function
  ) throws(NumericsError) -> Double {
    guard low.count < high.count else { return 0 }
    var sum = weight(high.count) * high.value
    for count in (low.count + 1)..<high.count { sum += weight(count) * (try function(count)) }
    return sum
  }

  private func parabolaSum(_ low: Node, _ middle: Node, _ high: Node) -> Double {
    let parabola = Parabola(low, middle, high)
    var sum = CompensatedSum()
    for count in (low.count + 1)...high.count { sum.add(weight(count) * parabola.value(at: count)) }
    return sum.value
  }

  private func weight(_ count: Int) -> Double {
    weights.fraction(above: count - 1, upTo: count)
  }

  private func node(
    between low: Node, _ high: Node, _ function: Function
  ) throws(NumericsError) -> Node {
    let count = low.count + (high.count - low.count) / 2
    return Node(count: count, value: try function(count))
  }

  /// Through three points, in Newton's form.
  private struct Parabola {
    private let low: Node
    private let middle: Node
    private let slope: Double
    private let curvature: Double

    init(_ low: Node, _ middle: Node, _ high: Node) {
      self.low = low
      self.middle = middle
      slope = Self.slope(low, middle)
      curvature = (Self.slope(middle, high) - slope) / Double(high.count - low.count)
    }

    func value(at count: Int) -> Double {
      let fromLow = Double(count - low.count)
      return low.value + fromLow * (slope + Double(count - middle.count) * curvature)
    }

    func error(at node: Node) -> Double { abs(value(at: node.count) - node.value) }

    private static func slope(_ left: Node, _ right: Node) -> Double {
      (right.value - left.value) / Double(right.count - left.count)
    }
  }
}

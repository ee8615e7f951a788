/// Events of a range, from which starting values are read.
struct StartingSample: Sendable {
  let range: ValueRange
  let values: [Double]
  /// One for each value, zero or more.
  let weights: [Double]
  let total: Double

  /// - Parameters:
  ///   - values: Finite, inside the range, in any order.
  ///   - weights: As many; those below zero count as zero.
  init(range: ValueRange, values: [Double], weights: [Double]) {
    (self.range, self.values) = (range, values)
    self.weights = weights.map { max(0, $0) }
    total = self.weights.reduce(0, +)
  }

  /// The same events in ascending order.
  private var ascending: Self {
    let order = values.indices.sorted { values[$0] < values[$1] }
    return Self(
      range: range, values: order.map { values[$0] }, weights: order.map { weights[$0] })
  }

  /// About one over the relative error of a number read from this sample; at least one.
  var precision: Double { max(1, total).squareRoot() }

  /// The part of the events between two fractions of their total, on the range that it spans.
  ///
  /// The whole sample when that range has no width.
  func part(from lower: Double, to upper: Double) -> Self {
    let sample = ascending
    let (values, weights) = (sample.values, sample.weights)
    var (kept, below) = ([Int](), 0.0)
    for index in values.indices {
      let middle = (below + weights[index] / 2) / total
      if middle >= lower, middle < upper { kept.append(index) }
      below += weights[index]
    }
    guard let first = kept.first, let last = kept.last,
      let range = try? ValueRange(from: values[first], to: values[last])
    else { return self }
    return Self(range: range, values: kept.map { values[$0] }, weights: kept.map { weights[$0] })
  }
}

extension StartingSample {
  /// The slope of an exponential in a coordinate, from the mean of the coordinate.
  func startingSlope(
    over coordinates: ValueRange, _ coordinate: (Double) -> Double
  ) -> StartingValue {
    let step = 4 / (coordinates.width * precision)
    guard total > 0 else { return StartingValue(value: 0, step: step) }
    var sum = 0.0
    for (value, weight) in zip(values, weights) {
      sum += weight * (coordinate(value) - coordinates.middle)
    }
    // An offset at an edge would mean an infinite slope.
    let offset = min(max(2 * sum / (total * coordinates.width), -0.99), 0.99)
    let slope = 2 / coordinates.width * LogSinhc.nearSlopeInverse(offset)
    return StartingValue(value: slope, step: step)
  }

  /// Mean and width of a peak: the shortest interval that holds half of the events, which for
  /// a Gaussian is 1.349 widths long, does not see tails.
  var startingPeak: [StartingValue] {
    let (centre, halfLength) = shortestHalf ?? (range.middle, range.width / 4)
    let width = max(halfLength / 0.6745, range.width * 1e-3)
    return [centre, width].map { StartingValue(value: $0, step: width / precision) }
  }

  private var shortestHalf: (centre: Double, halfLength: Double)? {
    guard total > 0, values.count > 1 else { return nil }
    let sample = ascending
    let (values, weights) = (sample.values, sample.weights)
    var (upper, held, shortest) = (0, 0.0, (centre: 0.0, halfLength: Double.infinity))
    for lower in values.indices {
      while upper < values.count, held < total / 2 {
        held += weights[upper]
        upper += 1
      }
      guard held >= total / 2 else { break }
      let halfLength = (values[upper - 1] - values[lower]) / 2
      if halfLength > 0, halfLength < shortest.halfLength {
        shortest = (values[lower] + halfLength, halfLength)
      }
      held -= weights[lower]
    }
    return shortest.halfLength < .infinity ? shortest : nil
  }
}

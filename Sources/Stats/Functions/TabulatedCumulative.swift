/// The cumulative function of a density, tabulated so that toys can be drawn and compared quickly.
///
/// The share of each cell is exact; inside a cell the density is taken as linear between its ends.
/// What is drawn from a table and compared with one agrees with it exactly.
struct TabulatedCumulative: Sendable {
  private let range: ValueRange
  /// The share below the lower end of each cell, and one.
  private let below: [Double]
  /// The density at each end of a cell, up to a factor.
  private let heights: [Double]

  private var cells: Int { below.count - 1 }

  /// - Parameters:
  ///   - point: One value for each parameter of the density.
  ///   - range: Where the distribution is one, such as a fit range.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for parameters outside their bounds or a range
  ///   where the density is not defined, ``NumericsError/Kind/divergingIntegral`` for no share.
  init(
    of density: ParametricDensity, at point: [Double], in range: ValueRange, cells: Int = 256
  ) throws(NumericsError) {
    try density.check(point)
    try density.checkDefined(over: range)
    let edges = (0...cells).map { range.lower + range.width * (Double($0) / Double(cells)) }
    let evaluation = try density.form.values(at: point[...])
    var ranges = [range]
    for (lower, upper) in zip(edges, edges.dropFirst()) {
      ranges.append(try ValueRange(from: lower, to: upper))
    }
    let logs = try evaluation.logIntegrals(ranges)
    let logHeights = try evaluation.logDensities(edges[...])
    var (sum, below) = (CompensatedSum(), [0.0])
    for log in logs.dropFirst() {
      sum.add(try exp(log - logs[0]).finite())
      below.append(sum.value)
    }
    let whole = sum.value
    guard whole > 0 else { throw .emptyFitRange }
    self.range = range
    self.below = below.map { $0 / whole }
    heights = logHeights.map { exp($0 - logs[0]) }
  }

  /// The share below a value; zero and one outside the range.
  func fraction(below value: Double) -> Double {
    let place = (value - range.lower) / range.width * Double(cells)
    guard place > 0 else { return 0 }
    guard place < Double(cells) else { return 1 }
    let cell = Int(place)
    let (first, second, part) = (heights[cell], heights[cell + 1], place - Double(cell))
    let inside =
      first + second > 0 ? part * (2 * first + (second - first) * part) / (first + second) : part
    return below[cell] + inside * (below[cell + 1] - below[cell])
  }

  /// The value below which a share lies.
  ///
  /// - Parameter probability: From 0 to 1.
  func quantile(_ probability: Double) -> Double {
    let cell = self.cell(holding: probability)
    let share = below[cell + 1] - below[cell]
    let inside = share > 0 ? min(max((probability - below[cell]) / share, 0), 1) : 0.5
    let (first, second) = (heights[cell], heights[cell + 1])
    let root = (first * first + inside * (second * second - first * first)).squareRoot()
    let part = first + root > 0 ? inside * (first + second) / (first + root) : inside
    let value = range.lower + range.width * ((Double(cell) + part) / Double(cells))
    return min(max(value, range.lower), range.upper)
  }

  private func cell(holding probability: Double) -> Int {
    var (lower, upper) = (0, cells)
    while upper - lower > 1 {
      let middle = (lower + upper) / 2
      if below[middle] <= probability { lower = middle } else { upper = middle }
    }
    return lower
  }
}

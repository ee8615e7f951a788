/// An upper limit from toy experiments, never without its Monte Carlo error.
public struct ToyLimit: Hashable, Sendable {
  /// CLs at one signal.
  public struct Point: Hashable, Sendable {
    public let signal: Double
    public let probabilities: ToyProbabilities
  }

  public let value: Double
  /// Standard deviation of ``value`` by the numbers of toys that passed, from the error of CLs at the
  /// last point and the slope of ln CLs.
  public let monteCarloError: Double
  /// Every signal that was simulated, in the order in which it was.
  public let points: [Point]
}

/// Looks for the signal at which CLs from toys falls to a target.
///
/// Doubles or halves the signal until the target lies between two points, then interpolates ln CLs
/// linearly until a point agrees with the target within its own error.
struct ToyLimitSearch {
  private let logTarget: Double
  /// The signal to simulate next; `nil` when the limit is known.
  private(set) var next: Double?
  private var points: [ToyLimit.Point] = []
  /// The largest signal with CLs above the target and the smallest one below it.
  private var (above, below): (ToyLimit.Point?, ToyLimit.Point?)
  /// The first such pair, a factor two apart.
  private var bracket: Bracket?

  private struct Bracket {
    let (above, below): (ToyLimit.Point, ToyLimit.Point)

    /// −d ln CLs / d signal.
    var slope: Double { (above.logRatio - below.logRatio) / (below.signal - above.signal) }
  }

  init(target: Double, start: Double) {
    logTarget = log(target)
    next = start
  }

  mutating func add(
    _ signal: Double, _ both: ToyTally, _ alone: ToyTally
  ) throws(NumericsError) {
    add(
      signal,
      try ToyProbabilities(
        signalAndBackground: both.probability(), backgroundOnly: alone.probability()))
  }

  mutating func add(_ signal: Double, _ probabilities: ToyProbabilities) {
    let point = ToyLimit.Point(signal: signal, probabilities: probabilities)
    points.append(point)
    let agrees = abs(point.logRatio - logTarget) <= point.relativeError
    if bracket != nil && agrees || points.count == Self.maximumPoints {
      next = nil
      return
    }
    if point.logRatio > logTarget { above = point } else { below = point }
    next = following(point)
  }

  private static var maximumPoints: Int { 60 }

  private mutating func following(_ point: ToyLimit.Point) -> Double? {
    guard let above else { return point.signal / 2 }
    guard let below else { return point.signal * 2 }
    if bracket == nil { bracket = Bracket(above: above, below: below) }
    let width = below.signal - above.signal
    if Self.areOne(above.signal, below.signal) { return nil }
    let share = (above.logRatio - logTarget) / (above.logRatio - below.logRatio)
    return above.signal + width * min(max(share, 0.05), 0.95)
  }

  func limit() throws(NumericsError) -> ToyLimit {
    guard let last = points.last, let bracket, points.count < Self.maximumPoints else {
      throw NumericsError(
        .tooFewToys, "no signal was found at which CLs from toys is one minus the confidence level",
        advice: "run more toys")
    }
    let slope = slope(near: last) ?? bracket.slope
    return ToyLimit(
      value: jump ?? last.signal + (last.logRatio - logTarget) / slope,
      monteCarloError: last.relativeError / slope, points: points)
  }

  /// Where CLs passes the target in a step, as it does where outcomes of a count change places.
  private var jump: Double? {
    guard let above, let below, Self.areOne(above.signal, below.signal) else { return nil }
    return below.signal
  }

  private static func areOne(_ first: Double, _ second: Double) -> Bool {
    abs(second - first) <= 1e-6 * second
  }
}

extension ToyLimitSearch {
  /// −d ln CLs / d signal by least squares over the points with CLs within a factor e of the target;
  /// `nil` when they are too close together to tell a slope from noise.
  private func slope(near last: ToyLimit.Point) -> Double? {
    let near = points.filter { abs($0.logRatio - logTarget) <= 1 }
    let count = Double(near.count)
    let signal = near.reduce(0) { $0 + $1.signal } / count
    let height = near.reduce(0) { $0 + $1.logRatio } / count
    let spread = near.reduce(0) { $0 + ($1.signal - signal) * ($1.signal - signal) }
    let product = near.reduce(0) { $0 + ($1.signal - signal) * ($1.logRatio - height) }
    guard near.count >= 2, product < 0, spread.squareRoot() > 0.1 * last.signal else { return nil }
    return -product / spread
  }
}

extension ToyLimit.Point {
  /// ln CLs, with one more toy in each group, so that none is not minus infinity.
  fileprivate var logRatio: Double {
    Self.logShare(probabilities.signalAndBackground) - Self.logShare(probabilities.backgroundOnly)
  }

  /// Of ``logRatio``.
  fileprivate var relativeError: Double {
    let (both, alone) = (probabilities.signalAndBackground, probabilities.backgroundOnly)
    let first = both.monteCarloError / exp(Self.logShare(both))
    let second = alone.monteCarloError / exp(Self.logShare(alone))
    return (first * first + second * second).squareRoot()
  }

  private static func logShare(_ share: TailProbability) -> Double {
    log((Double(share.passed) + 0.5) / (Double(share.total) + 0.5))
  }
}

/// A slope with its share of the posterior.
struct SlopeNode: Hashable, Sendable {
  /// ln r, infinite where the density cannot be integrated over the target.
  let logRatio: Double
  /// All together add up to one.
  let weight: Double

  /// (n + 1) Σ w r; nil if it is too large for a number.
  static func mean(_ nodes: [Self], count: Int) -> Double? {
    var sum = CompensatedSum()
    for node in nodes where node.weight > 0 { sum.add(exp(node.logRatio + log(node.weight))) }
    let mean = Double(count + 1) * sum.value
    return mean.isFinite ? mean : nil
  }
}

/// Equal steps in h = λ w / 2, with the slope λ in the coordinate t of the shape and the width w of
/// the first fit range, as far as the posterior reaches.
struct SlopeGrid {
  /// The one that predicts first.
  private let bands: [TailBand]
  private let first: TailBand
  private let target: ValueRange
  private let peak: Double
  private let step: Double
  /// Whether ∫ p(λ) r(λ) dλ is finite.
  let meanExists: Bool

  private static let mostNodes = 100_000

  /// - Parameter slope: Near the largest likelihood.
  init(
    _ first: TailBand, and others: [TailBand], around slope: Double, in target: ValueRange
  ) throws(NumericsError) {
    (self.first, bands, self.target) = (first, [first] + others, target)
    let band = first.coordinates
    peak = slope * band.width / 2
    let reachesZero = first.shape == .powerLaw && target.lower == 0
    let there = reachesZero ? nil : try first.shape.coordinates(target)
    let farthest = max(
      abs((there?.lower ?? band.lower) - band.middle),
      abs((there?.upper ?? log(target.upper)) - band.middle))
    // Curvatures of the posterior and, at most, of a probability of b, in h.
    let lever = 2 * farthest / band.width + 1
    let scale = 4 / (band.width * band.width)
    let curvature =
      bands.reduce(0) { $0 + $1.curvature(slope: slope) } * scale
      + Double(first.count + 1) * lever * lever
    // The trapezoidal rule is then wrong by exp(−2π² / 0.8²) = 4e-14.
    step = 0.8 / curvature.squareRoot()
    let (fromLower, fromUpper) = (
      bands.reduce(0) { $0 + $1.fromLower }, bands.reduce(0) { $0 + $1.fromUpper }
    )
    // The likelihood falls as exp(−|λ| Σ |t − edge|), and r grows with the reach of the target.
    meanExists =
      first.shape == .uniform
      || there.map {
        fromLower > band.lower - $0.lower && fromUpper > $0.upper - band.upper
      } ?? false
  }

  /// - Throws: ``NumericsError/Kind/notConverged`` for a posterior that reaches too far.
  func nodes() throws(NumericsError) -> [SlopeNode] {
    guard first.shape != .uniform else {
      return [SlopeNode(logRatio: try logRatio(at: 0), weight: 1)]
    }
    let top = try logPosterior(at: peak)
    var found = [(logRatio: try logRatio(at: peak), weight: 1.0)]
    var (sum, ratioSum) = (1.0, exp(found[0].logRatio))
    for direction in [-1.0, 1.0] {
      var index = 1.0
      while true {
        let place = peak + direction * index * step
        let (weight, logRatio) = (exp(try logPosterior(at: place) - top), try logRatio(at: place))
        let share = meanExists ? weight * exp(logRatio) : 0
        found.append((logRatio, weight))
        sum += weight
        ratioSum += share
        if weight <= 1e-18 * sum, share <= 1e-18 * ratioSum { break }
        guard found.count < Self.mostNodes else { throw .reachesTooFar }
        index += 1
      }
    }
    let whole = found.map(\.weight).sorted().reduce(0, +)
    return found.map { SlopeNode(logRatio: $0.logRatio, weight: $0.weight / whole) }
  }

  private func slope(at halfSpan: Double) -> Double { 2 * halfSpan / first.coordinates.width }

  private func logPosterior(at halfSpan: Double) throws(NumericsError) -> Double {
    var sum = 0.0
    for band in bands { sum += try band.logLikelihood(slope: slope(at: halfSpan)) }
    return sum
  }

  private func logRatio(at halfSpan: Double) throws(NumericsError) -> Double {
    let slope = slope(at: halfSpan)
    if first.shape == .powerLaw, target.lower == 0, slope <= 0 { return .infinity }
    return try TailDensity(
      first.shape, parameter: first.shape.parameter(slope: slope), on: first.range
    ).logShare(in: target).value
  }
}

extension NumericsError {
  fileprivate static var reachesTooFar: Self {
    Self(
      .notConverged, "the events leave the slope so uncertain that its posterior has no end",
      advice: "move or widen the side band")
  }
}

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
/// the fit range, as far as the posterior reaches.
struct SlopeGrid {
  private let sample: TailSample
  private let target: ValueRange
  private let peak: Double
  private let step: Double
  /// Whether ∫ p(λ) r(λ) dλ is finite.
  let meanExists: Bool

  private static let mostNodes = 100_000

  init(
    _ sample: TailSample, around density: TailDensity, in target: ValueRange
  ) throws(NumericsError) {
    (self.sample, self.target, peak) = (sample, target, density.halfSpan)
    let count = Double(sample.count)
    let reachesZero = sample.shape == .powerLaw && target.lower == 0
    let band = sample.coordinates
    let there = reachesZero ? nil : try sample.shape.coordinates(target)
    let farthest = max(
      abs((there?.lower ?? band.lower) - band.middle),
      abs((there?.upper ?? log(target.upper)) - band.middle))
    // Curvatures of the posterior and, at most, of a probability of b, in h.
    let lever = 2 * farthest / band.width + 1
    let curvature = count * LogSinhc.curvature(peak) + (count + 1) * lever * lever
    // The trapezoidal rule is then wrong by exp(−2π² / 0.8²) = 4e-14.
    step = 0.8 / curvature.squareRoot()
    let (fromLower, fromUpper) = (
      count * band.width * (sample.meanOffset + 0.5), count * band.width * (0.5 - sample.meanOffset)
    )
    // The likelihood falls as exp(−|λ| Σ |t − edge|), and r grows with the reach of the target.
    meanExists =
      sample.shape == .uniform
      || there.map {
        fromLower > band.lower - $0.lower && fromUpper > $0.upper - band.upper
      } ?? false
  }

  /// - Throws: ``NumericsError/Kind/notConverged`` for a posterior that reaches too far.
  func nodes() throws(NumericsError) -> [SlopeNode] {
    guard sample.shape != .uniform else {
      return [SlopeNode(logRatio: try logRatio(at: 0), weight: 1)]
    }
    let top = logPosterior(at: peak)
    var found = [(logRatio: try logRatio(at: peak), weight: 1.0)]
    var (sum, ratioSum) = (1.0, exp(found[0].logRatio))
    for direction in [-1.0, 1.0] {
      var index = 1.0
      while true {
        let place = peak + direction * index * step
        let (weight, logRatio) = (exp(logPosterior(at: place) - top), try logRatio(at: place))
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

  private func logPosterior(at halfSpan: Double) -> Double {
    Double(sample.count) * (2 * halfSpan * sample.meanOffset - LogSinhc.value(halfSpan))
  }

  private func logRatio(at halfSpan: Double) throws(NumericsError) -> Double {
    let slope = 2 * halfSpan / sample.coordinates.width
    if sample.shape == .powerLaw, target.lower == 0, slope <= 0 { return .infinity }
    return try TailDensity(
      sample.shape, parameter: sample.shape.parameter(slope: slope), on: sample.range
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

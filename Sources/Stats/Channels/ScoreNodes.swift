/// The trapezoidal rule for an average over a standard normal score, at one level of refinement.
struct ScoreNodes: Hashable, Sendable {
  let scores: [Double]
  /// They add up to one.
  let weights: [Double]

  /// The finest level resolves a likelihood a hundred times narrower than its prior.
  static let levels = 12

  /// - Parameter level: From 0 upwards; each has a smaller step and reaches further out.
  init(level: Int) {
    let step = 0.75 * (0..<level).reduce(1.0) { step, _ in step * 0.5.squareRoot() }
    let reach = 9 + 1.5 * Double(level)
    let half = Int((reach / step).rounded(.up))
    scores = (-half...half).map { Double($0) * step }
    let densities = scores.map { exp(-$0 * $0 / 2) }
    let total = densities.sorted().reduce(0, +)
    weights = densities.map { $0 / total }
  }
}

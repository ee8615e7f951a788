/// Classical limit or central interval on the signal strength from the total count, nuisance
/// parameters averaged.
///
/// The upper end solves E[P(N ≤ n; μ)] = α and the lower end E[P(N ≥ n; μ)] = α with N = Σ n_c, where
/// α = 1 − CL for a limit and (1 − CL)/2 for a central interval. An end that would be negative is
/// zero: the background alone is then that unlikely to give so few or so many events. With nothing
/// uncertain it is the classical (Garwood) interval.
/// Reference: R. D. Cousins and V. L. Highland, Nucl. Instrum. Meth. A 320 (1992) 331, here with
/// full averages in place of their expansion.
public struct ChannelCousinsHighland: ChannelInterval, Hashable {
  public let model: CountingModel
  public let confidence: ConfidenceLevel
  public let sides: IntervalSides

  public init(model: CountingModel, confidence: ConfidenceLevel, sides: IntervalSides) {
    (self.model, self.confidence, self.sides) = (model, confidence, sides)
  }

  public func interval(observed: [Int]) throws(NumericsError) -> StrengthInterval {
    try model.check(observed)
    let (total, tail) = (observed.reduce(0, +), confidence.tail(sides))
    let upper = try solver.strength(atMost: total, logTarget: log(tail), relative: false)
    guard sides == .central, total > 0 else { return StrengthInterval(lower: 0, upper: upper) }
    // P(N ≥ n) = α is P(N ≤ n − 1) = 1 − α.
    let lower = try solver.strength(atMost: total - 1, logTarget: log1p(-tail), relative: false)
    return StrengthInterval(lower: lower, upper: upper)
  }

  public func expected() throws(NumericsError) -> StrengthBand {
    try solver.band(logTarget: log(confidence.tail(sides)), relative: false)
  }

  private var solver: TotalCountSolver {
    TotalCountSolver(model, channels: model.channels.indices)
  }
}

/// The construction of Feldman and Cousins with nuisance parameters that fit the data best.
///
/// A signal s belongs to the interval if the outcomes that rank above the observed one have a
/// probability below CL, where the experiment is repeated with the background and the efficiency that
/// fit the observed data best beside s, and their measurements are repeated with it. Outcomes rank by
/// −2 ln λ(s), the profile likelihood relative to the best s ≥ 0.
struct ProfileConstruction {
  private let experiment: RepeatedExperiment
  private let complement: Double
  /// The results of the measurement outside over which is summed.
  private let outside: [Double]
  /// Beyond this signal nothing is accepted.
  private let highest: Double

  /// - Throws: ``NumericsError/Kind/invalidInput`` when the efficiency is so uncertain that no signal is
  ///   large enough to be excluded.
  init(observed: ProfileLikelihood, complement: Double) throws(NumericsError) {
    experiment = RepeatedExperiment(observed: observed)
    self.complement = complement
    highest = try Self.highestSignal(observed, complement)
    outside = try Self.outsideResults(experiment, upTo: highest)
    let atHighest = try RankedOutcomes(experiment, signal: highest, outside: outside)
    guard atHighest.probability >= 1 - complement else { throw .unboundedSignal }
  }

  /// From the smallest to the largest accepted signal, over gaps.
  func interval() throws(NumericsError) -> SignalInterval {
    let best = try point(experiment.observed.bestSignal)
    let edge = AcceptedEdge(
      confidence: 1 - complement, resolution: 100 * experiment.precision * highest, point: point)
    let lower = try edge.first(from: point(0), to: best)
    let upper = try edge.first(from: point(highest), to: best)
    return SignalInterval(lower: lower ?? best.signal, upper: upper ?? best.signal)
  }

  private func point(_ signal: Double) throws(NumericsError) -> RankedOutcomes {
    try RankedOutcomes(experiment, signal: signal, outside: outside)
  }
}

extension ProfileConstruction {
  /// Where −2 ln λ is far above any quantile that CL may ask for.
  ///
  /// Without nuisance parameters the tails beyond 2 ln(2/α) hold less than α (Chernoff); the rest is
  /// for the measurements.
  private static func highestSignal(
    _ observed: ProfileLikelihood, _ complement: Double
  ) throws(NumericsError) -> Double {
    let limit = observed.limitingDeviance(.bounded)
    guard limit > 0, observed.bestSignal < .infinity else { throw .unboundedSignal }
    let height = min(2 * log(2 / complement) + 6, 0.98 * limit)
    let step = try doubled(from: 1) { step in
      observed.uncheckedDeviance(observed.bestSignal + step, .bounded) < height
    }
    return observed.bestSignal + step
  }

  /// At half a standard deviation from each other, over all that occur for any signal: the trapezoidal
  /// rule for a normal density times a function that is smooth on that scale.
  private static func outsideResults(
    _ experiment: RepeatedExperiment, upTo highest: Double
  ) throws(NumericsError) -> [Double] {
    if experiment.isOutsideExact { return [] }
    var (low, high, step) = (Double.infinity, -Double.infinity, Double.infinity)
    for part in 0...16 {
      let spread = try experiment.spreads(signal: highest * (Double(part) / 16)).outside
      (low, high) = (min(low, spread.core.lowerBound), max(high, spread.core.upperBound))
      let half = (spread.core.upperBound - spread.core.lowerBound) / 24
      step = min(step, spread.isDiscrete ? max(1, half.rounded(.down)) : half)
    }
    return Array(stride(from: low, through: high, by: step))
  }
}

extension NumericsError {
  fileprivate static var unboundedSignal: Self {
    Self(
      .invalidInput,
      "the efficiency is so uncertain that it may be zero at this confidence level, "
        + "and then every signal is allowed",
      advice: "measure the efficiency better, or use a log-normal uncertainty")
  }
}

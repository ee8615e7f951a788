/// Posteriors of a signal strength.
///
/// Works in u with μ = u for a flat prior and μ = u² for the prior 1/√μ, so that the prior is flat in u
/// and the pole of 1/√μ at zero is gone; and in x with u = c sinh x, which is nearly u in the bulk and
/// ln u in a tail, so that a tail that falls as a power of μ is resolved as well as the bulk.
struct StrengthPosterior {
  let prior: SignalPrior
  /// A strength at which about one signal event is expected.
  let scale: Double

  /// The strength with a given posterior probability below it.
  ///
  /// - Parameter logLikelihood: ln L(μ) up to a constant.
  /// - Throws: ``NumericsError/Kind/divergingIntegral`` for a likelihood that falls too slowly.
  func quantile(
    _ probability: Double, of logLikelihood: (Double) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Double {
    try quantiles(probability, guidedBy: logLikelihood) { (strength) throws(NumericsError) in
      [try logLikelihood(strength)]
    }[0]
  }

  /// The same for several likelihoods at once.
  ///
  /// - Parameters:
  ///   - guide: ln L(μ) of one of them, which reaches as far as any.
  ///   - logLikelihoods: ln L(μ) of each, up to a constant.
  func quantiles(
    _ probability: Double, guidedBy guide: (Double) throws(NumericsError) -> Double,
    of logLikelihoods: (Double) throws(NumericsError) -> [Double]
  ) throws(NumericsError) -> [Double] {
    let reach = try reach(of: guide)
    var last: [Double]?
    for doubling in 0..<10 {
      let panels = try PosteriorPanels(end: reach.end, count: 4 << doubling)
      let found = try quantiles(probability, panels, reach.bulk, logLikelihoods)
      if let last, zip(found, last).allSatisfy({ abs($0 - $1) <= 1e-10 * $0 }) { return found }
      last = found
    }
    throw NumericsError(
      .notConverged, "the posterior of the signal strength falls too slowly to integrate",
      advice: "an uncertainty that nearly allows no signal at all does that: use the method 'cls'")
  }

  private func quantiles(
    _ probability: Double, _ panels: PosteriorPanels, _ bulk: Double,
    _ logLikelihoods: (Double) throws(NumericsError) -> [Double]
  ) throws(NumericsError) -> [Double] {
    let points = panels.points
    let rows = try points.map { (x) throws(NumericsError) in
      try logLikelihoods(strength(bulk * sinh(x)))
    }
    return rows[0].indices.map { index in
      let logs = zip(points, rows).map { x, row in row[index] + log(cosh(x)) }
      let peak = logs.max() ?? 0
      let x = panels.quantile(probability, of: logs.map { exp($0 - peak) })
      return strength(bulk * sinh(x))
    }
  }

  private func strength(_ u: Double) -> Double { prior == .inverseRoot ? u * u : u }

  /// Where the bulk ends, as u, and the x beyond which nearly nothing lies.
  ///
  /// - Parameter logLikelihood: ln L(μ) up to a constant.
  private func reach(
    of logLikelihood: (Double) throws(NumericsError) -> Double
  ) throws(NumericsError) -> (bulk: Double, end: Double) {
    var u = prior == .inverseRoot ? scale.squareRoot() : scale
    var (bulk, highest) = (u, -Double.infinity)
    for doubling in 0..<60 {
      // Of the probability between u and 2u, so that a slow fall is followed to its end.
      let value = try logLikelihood(strength(u)) + Double(doubling) * log(2)
      if value < highest - 34 { return (bulk, asinh(u / bulk)) }
      highest = max(highest, value)
      if value > highest - 2 { bulk = u }
      u *= 2
    }
    throw NumericsError(
      .divergingIntegral, "the posterior of the signal strength falls too slowly to normalise",
      advice:
        "an uncertainty that nearly allows no signal at all does that: make the uncertainty of "
        + "the signal log-normal, or use the method 'cls'")
  }
}

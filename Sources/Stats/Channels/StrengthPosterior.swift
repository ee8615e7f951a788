/// The posterior of a signal strength.
///
/// Works in u with μ = u for a flat prior and μ = u² for the prior 1/√μ, so that the prior is flat in u
/// and the pole of 1/√μ at zero is gone.
struct StrengthPosterior {
  let prior: SignalPrior
  /// A strength at which about one signal event is expected.
  let scale: Double

  /// The strength with a given posterior probability below it.
  ///
  /// - Parameter logLikelihood: ln L(μ) up to a constant.
  /// - Throws: ``NumericsError/Kind/divergingIntegral`` for a likelihood that does not fall fast enough.
  func quantile(
    _ probability: Double, of logLikelihood: (Double) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Double {
    let end = try end(of: logLikelihood)
    var last: Double?
    for doubling in 0..<10 {
      let panels = try PosteriorPanels(end: end, count: 4 << doubling)
      let logs = try panels.points.map { (u) throws(NumericsError) in
        try logLikelihood(strength(u))
      }
      let peak = logs.max() ?? 0
      let u = panels.quantile(probability, of: logs.map { exp($0 - peak) })
      if let last, abs(u - last) <= 1e-10 * u { return strength(u) }
      last = u
    }
    throw NumericsError(
      .notConverged, "the posterior of the signal strength falls too slowly to integrate",
      advice: "an uncertainty that nearly allows no signal at all does that: use the method 'cls'")
  }

  func strength(_ u: Double) -> Double { prior == .inverseRoot ? u * u : u }

  /// The u beyond which the density is negligible.
  ///
  /// - Parameter logLikelihood: ln L(μ) up to a constant.
  func end(
    of logLikelihood: (Double) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Double {
    var (u, highest) = (prior == .inverseRoot ? scale.squareRoot() : scale, -Double.infinity)
    for _ in 0..<60 {
      let value = try logLikelihood(strength(u))
      if value < highest - 42 { return u }
      highest = max(highest, value)
      u *= 2
    }
    throw NumericsError(
      .divergingIntegral, "the posterior of the signal strength does not fall off",
      advice: "an uncertainty that allows no signal at all has no flat-prior limit: make the "
        + "uncertainty of the signal log-normal, or use the method 'cls'")
  }
}

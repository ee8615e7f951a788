import BlindAnalysis
import Stats

/// Side-band extrapolation: a function fitted beside the box and integrated over it.
///
/// `b = ν ∫_box f(x; θ̂) dx / ∫_band f(x; θ̂) dx` with the yield `ν` and the shape `θ̂` of an extended
/// maximum-likelihood fit, to the events or to their histogram; the statistical error comes from
/// the covariance of the fit. The systematic one is the envelope of the declared variations, every
/// function on every range, or for the functions what discrete profiling adds.
/// Bands that are fitted together share the shape, each with a yield of its own.
/// Neglects what the box holds beside the tail, and any dependence of the tail on the other
/// variables of the regions.
/// Method: NA64, arXiv:2503.11275 (side band extrapolated into the box; the systematic is the area
/// between the fits with the smallest and the largest integral); discrete profiling of functions:
/// arXiv:1408.6865.
extension SideBandExtrapolation {
  /// - Parameter events: The open events of the side band.
  /// - Throws: `NumericsError` for too few events, and for a fit that did not converge.
  func estimate(named name: String, from events: OpenEvents) throws -> BackgroundEstimate {
    let chosen = try chosenFit(to: events)
    let central = chosen.central.summary
    let checks = try placed(chosen.central.fit.function, fitRange) { () throws(NumericsError) in
      try madeChecks(of: chosen.central.fit, events)
    }
    return BackgroundEstimate(
      name: name,
      amount: .expectation(
        Expectation(
          value: central.predicted, statistical: central.statistical,
          systematicDown: chosen.systematicDown, systematicUp: chosen.systematicUp)),
      method: method(central.function), source: nil,
      extrapolation: Extrapolation(
        variable: variableName, region: sideBand,
        jointBands: zip(jointBands, chosen.central.fit.bands.dropFirst()).map {
          FittedBand(
            region: $0.region, range: $0.range.lower...$0.range.upper, events: $1.events.count)
        },
        target: targetRange.lower...targetRange.upper, central: central,
        variations: chosen.variations, functionProfile: chosen.profile, checks: checks))
  }

  private func method(_ function: String) -> String {
    let binned = bins.map { ", \($0) bins" } ?? ""
    let edge = targetBeginsAtZero ? ", its open lower edge taken as zero" : ""
    let profiling = systematics.method == .discreteProfiling ? ", functions profiled" : ""
    let together = jointBands.map { ", fitted together with '\($0.region)'" }.joined()
    return "\(function) in \(variableName) from '\(sideBand)' into '\(target)'\(together)"
      + "\(binned)\(edge)\(profiling)"
  }

  // MARK: Checks

  private func madeChecks(
    of fit: SideBandFit, _ events: OpenEvents
  ) throws(NumericsError) -> ExtrapolationChecks {
    let target = try target()
    return ExtrapolationChecks(
      profile: Result { () throws(NumericsError) in try fit.profileInterval(in: target) },
      bootstrap: Result { () throws(NumericsError) in
        try fit.bootstrap(in: target, samples: fit.affordableToys, seed: 1)
      },
      posterior: fit.posterior(in: target),
      goodness: Result { () throws(NumericsError) in
        try fit.goodness(toys: fit.affordableToys, seed: 1)
      },
      validation: try validationTest(of: fit, events),
      contamination: try signalContamination.map { declared throws(NumericsError) in
        try SignalContamination(declared, of: fit, in: target)
      })
  }

  private func validationTest(
    of fit: SideBandFit, _ events: OpenEvents
  ) throws(NumericsError) -> ValidationTest? {
    guard let validation, let observed = events.validationCount else { return nil }
    return try ValidationTest(
      validation.region, [[validation.range.lower...validation.range.upper]],
      predicting: fit.expectation(in: Stats.ValueRange(validation.range)), observed: observed)
  }
}

extension SideBandFit {
  /// So many that the test takes a fraction of a second: 200, or fewer for many events in a fit
  /// that looks at each of them, and never below 50.
  fileprivate var affordableToys: Int {
    let most = if case .tail = method { 2_000_000 } else { 30_000 }
    let fitted = bands.reduce(0) { $0 + $1.events.count }
    return min(200, max(50, most / max(1, fitted)))
  }
}

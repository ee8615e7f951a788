/// Upper limits on the signal strength by CLs with the total count as statistic and the nuisance
/// parameters set to what fits best.
///
/// CLs(μ) = P(N ≤ n; ν(μ)) / P(N ≤ n; ν(0)) with N = Σ n_c, where ν(μ) is the mean of N with the nuisance
/// parameters that fit all counts and measurements best beside μ. With one channel it is
/// ``PlugInCLs``.
/// References: as ``PlugInCLs``.
public struct ChannelPlugInCLs: ChannelInterval, Hashable {
  public let model: CountingModel
  public let confidence: ConfidenceLevel

  public init(model: CountingModel, confidence: ConfidenceLevel) {
    (self.model, self.confidence) = (model, confidence)
  }

  public func interval(observed: [Int]) throws(NumericsError) -> StrengthInterval {
    let profile = try ChannelProfile(model: model, observed: observed)
    let upper = try plugInLimit(
      observed: observed.reduce(0, +),
      start: -log(confidence.complement) / model.nominalSignalScale,
      logTarget: log(confidence.complement)
    ) { (strength) throws(NumericsError) in try profile.expectedTotal(strength: strength) }
    return StrengthInterval(lower: 0, upper: upper)
  }

  /// By enumeration of the channel counts; see ``ChannelOutcomes`` for how far.
  public func expected() throws(NumericsError) -> StrengthBand {
    let outcomes = try ChannelOutcomes(of: model).outcomes
    let uppers = try outcomes.map { (outcome) throws(NumericsError) in
      try interval(observed: outcome.counts).upper
    }
    return StrengthBand(probabilities: outcomes.map(\.probability), uppers: uppers)
  }
}

extension ChannelProfile {
  /// The mean of the total count with the nuisance parameters at their best beside a strength.
  fileprivate func expectedTotal(strength: Double) throws(NumericsError) -> Double {
    let values = [strength] + (try fitted(strength: strength).nuisances)
    return layout.channels.indices.reduce(0) { $0 + layout.expected($1, values) }
  }
}

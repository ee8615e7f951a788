/// Upper limits on the signal strength by CLs, with the total count of all channels as statistic.
///
/// CLs(μ) = P(N ≤ n; μ) / P(N ≤ n; 0) with N = Σ n_c, where numerator and denominator are each averaged
/// over what is believed about the nuisance parameters. The limit is the μ at which CLs falls to
/// 1 − CL. Sums over counts are exact, averages are quadratures. How the events are spread over the
/// channels is not used: for channels of different purity the profile likelihood says more.
/// References: A. L. Read, J. Phys. G 28 (2002) 2693; R. D. Cousins and V. L. Highland, Nucl. Instrum.
/// Meth. A 320 (1992) 331 for the averages.
public struct ChannelCLs: ChannelInterval, Hashable {
  public let model: CountingModel
  public let confidence: ConfidenceLevel

  public init(model: CountingModel, confidence: ConfidenceLevel) {
    (self.model, self.confidence) = (model, confidence)
  }

  public func interval(observed: [Int]) throws(NumericsError) -> StrengthInterval {
    try model.check(observed)
    let total = observed.reduce(0, +)
    let upper = try solver.strength(
      atMost: total, logTarget: log(confidence.complement), relative: true)
    return StrengthInterval(lower: 0, upper: upper)
  }

  public func expected() throws(NumericsError) -> StrengthBand {
    try solver.band(logTarget: log(confidence.complement), relative: true)
  }

  private var solver: TotalCountSolver {
    TotalCountSolver(model, channels: model.channels.indices)
  }
}

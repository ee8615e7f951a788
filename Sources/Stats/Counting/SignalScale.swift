/// How well the efficiency for the signal is known: the mean count is s f + b with this factor f.
///
/// A relative uncertainty belongs to a factor around one, so that a signal s counts events in the
/// box. An efficiency measured as k of n is the factor itself, so that s counts signal events before
/// the selection; times k/n it counts events in the box.
public struct SignalScale: Hashable, Sendable {
  /// The distribution of a factor that is known to a relative uncertainty r.
  public enum Constraint: String, Hashable, Sendable, CaseIterable {
    /// Log-normal with median 1 and κ = 1 + r.
    case logNormal = "log-normal"
    /// Normal with mean 1 and width r, cut off below zero and renormalised.
    case gaussian
  }

  let measurement: EfficiencyMeasurement

  /// The factor is exactly one.
  public static let exact = SignalScale(measurement: .exact)

  private init(measurement: EfficiencyMeasurement) { self.measurement = measurement }

  /// A log-normal factor with median 1.
  ///
  /// - Parameter relativeUncertainty: As a fraction: 0.1 for 10 %.
  /// - Throws: ``NumericsError/Kind/invalidInput`` unless it is from 0 to 10.
  public init(relativeUncertainty: Double) throws(NumericsError) {
    try self.init(relativeUncertainty: relativeUncertainty, constraint: .logNormal)
  }

  /// - Parameter relativeUncertainty: r as a fraction: 0.1 for 10 %.
  /// - Throws: ``NumericsError/Kind/invalidInput`` unless it is from 0 to 10.
  public init(relativeUncertainty: Double, constraint: Constraint) throws(NumericsError) {
    guard relativeUncertainty >= 0, relativeUncertainty <= 10 else {
      throw NumericsError(
        .invalidInput,
        "the relative uncertainty of the signal must be 0 to 10, not \(relativeUncertainty)",
        advice: "write 10 % as 0.1")
    }
    guard relativeUncertainty > Self.negligible else {
      self = .exact
      return
    }
    switch constraint {
    case .logNormal:
      measurement = .logNormal(median: 1, logWidth: log1p(relativeUncertainty))
    case .gaussian: measurement = .normal(estimate: 1, width: relativeUncertainty)
    }
  }

  /// An efficiency measured as k of n: binomial in a likelihood, and averaged over with a flat prior,
  /// which gives a beta distribution with the parameters k + 1 and n − k + 1.
  ///
  /// - Parameters:
  ///   - selected: k, zero to n. With k = 0 the data alone exclude no signal: an average then rests on
  ///     the prior, and a profile likelihood has no upper end.
  ///   - trials: n, one to 1e9.
  /// - Throws: ``NumericsError/Kind/invalidInput`` outside these ranges.
  public init(selected: Int, of trials: Int) throws(NumericsError) {
    guard trials >= 1, trials <= 1_000_000_000, selected >= 0, selected <= trials else {
      throw NumericsError(
        .invalidInput, "an efficiency needs 1 to 1e9 trials and 0 to that many selected events",
        advice: "exchange the two numbers")
    }
    measurement = .selection(selected: Double(selected), trials: Double(trials))
  }

  /// Below this relative uncertainty no count can tell the factor from one.
  private static var negligible: Double { 1e-15 }

  /// The distribution of the signal count for a signal s.
  ///
  /// - Parameter signal: s, finite and zero or more.
  func law(signal: Double) throws(NumericsError) -> any CountMixture {
    guard signal > 0 else { return MeanLaw.exact(try Poisson(mean: signal)) }
    return switch measurement {
    case .exact: MeanLaw.exact(try Poisson(mean: signal))
    case .logNormal(let median, let logWidth):
      MeanLaw.logNormal(logMedian: log(signal * median), logWidth: logWidth)
    case .normal(let estimate, let width):
      MeanLaw.truncatedNormal(peak: signal * estimate, width: signal * width)
    case .selection(let selected, let trials):
      SelectionMixture(
        signal: signal, efficiency: BetaBelief(selected + 1, trials - selected + 1))
    }
  }
}

/// Bayesian credible interval on a signal s from one count N ~ Poisson(s + b).
///
/// The posterior is p(s | n) ∝ π(s) E[Pois(n; s + b)], averaged over the belief about b. Splitting the
/// count into j signal and n − j background events makes it a mixture of gamma distributions for a
/// flat and a 1/√s prior, and one truncated gamma distribution for the Jeffreys prior, so that every
/// tail is a finite sum of incomplete gamma functions: no quadrature, no sampling. With a flat prior
/// the upper limit equals that of ``CountingCLs`` with an exact signal scale.
/// Reference: G. Zech, Nucl. Instrum. Meth. A 277 (1989) 608; H. Jeffreys, Proc. R. Soc. A 186
/// (1946) 453; PDG, *Review of Particle Physics*, "Statistics", Bayesian intervals.
public struct BayesianInterval: CountingInterval, Hashable {
  /// Which part of the posterior is left out.
  public enum Sides: String, Hashable, Sendable, CaseIterable {
    /// The part above an upper limit.
    case upperLimit = "upper-limit"
    /// Equal parts above and below.
    case central
    /// The parts of lowest density: the interval is the shortest one, and may begin at zero.
    case shortest
  }

  public let background: BackgroundExpectation
  public let confidence: ConfidenceLevel
  public let prior: SignalPrior
  public let sides: Sides

  public var method: IntervalMethod { .bayesian }

  /// - Throws: ``NumericsError/Kind/invalidInput`` for a Jeffreys prior with an uncertain
  ///   background, and for a shortest interval with the prior 1/√s, whose posterior can have a
  ///   pole at zero and a peak elsewhere, so that no single interval is the natural one.
  public init(
    background: BackgroundExpectation, confidence: ConfidenceLevel, prior: SignalPrior, sides: Sides
  ) throws(NumericsError) {
    if prior == .jeffreys {
      _ = try background.exactMean(
        for: "the Jeffreys prior", advice: "use the prior 'flat' or 'inverse-root'")
    }
    if prior == .inverseRoot, sides == .shortest {
      throw NumericsError(
        .invalidInput,
        "the posterior of the prior 'inverse-root' can have two peaks, "
          + "and then no shortest interval in one piece",
        advice: "use a central interval, or the prior 'flat' or 'jeffreys'")
    }
    (self.background, self.confidence) = (background, confidence)
    (self.prior, self.sides) = (prior, sides)
  }

  public func interval(observed: Int) throws(NumericsError) -> SignalInterval {
    try checkCount(observed)
    let posterior = try posterior(observed) { () throws(NumericsError) in
      try CountDistribution(of: background.law, upTo: observed)
    }
    return try interval(of: posterior)
  }

  public func expected() throws(NumericsError) -> ExpectedBand {
    try ExpectedBand(background) { (count, counts, _) throws(NumericsError) in
      try interval(of: posterior(count) { () throws(NumericsError) in counts }).upper
    }
  }

  private func interval(
    of posterior: any SignalPosterior
  ) throws(NumericsError) -> SignalInterval {
    let complement = confidence.complement
    switch sides {
    case .upperLimit:
      return SignalInterval(lower: 0, upper: try posterior.signal(exceeded: complement))
    case .central:
      return SignalInterval(
        lower: try posterior.signal(exceeded: 1 - complement / 2),
        upper: try posterior.signal(exceeded: complement / 2))
    case .shortest: return try posterior.shortest(leavingOut: complement)
    }
  }

  private func posterior(
    _ observed: Int, _ counts: () throws(NumericsError) -> CountDistribution
  ) throws(NumericsError) -> any SignalPosterior {
    switch prior {
    case .flat: GammaMixturePosterior(try counts(), firstShape: 1, observed: observed)
    case .inverseRoot: GammaMixturePosterior(try counts(), firstShape: 0.5, observed: observed)
    case .jeffreys: TruncatedGammaPosterior(background: background.value, observed: observed)
    }
  }
}

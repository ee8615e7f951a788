/// Bayesian credible interval on a signal s from one count N ~ Poisson(s f + b).
///
/// The posterior is p(s | n) ∝ E[π(s) Pois(n; s f + b)], averaged over the belief about the background
/// b and the efficiency factor f: see ``SignalPrior``. For a factor of one, splitting the
/// count into j signal and n − j background events makes it a mixture of gamma distributions for a
/// flat and a 1/√s prior, and one truncated gamma distribution for the Jeffreys prior, so that every
/// tail is a finite sum of incomplete gamma functions: no quadrature, no sampling. With a flat prior
/// the upper limit equals that of ``CountingCLs`` with an exact signal scale. An uncertain factor adds
/// one quadrature over it.
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
  public let signalScale: SignalScale
  public let confidence: ConfidenceLevel
  public let prior: SignalPrior
  public let sides: Sides

  public var method: IntervalMethod { .bayesian }

  /// For an efficiency that is known exactly.
  ///
  /// - Throws: As the other initialiser.
  public init(
    background: BackgroundExpectation, confidence: ConfidenceLevel, prior: SignalPrior, sides: Sides
  ) throws(NumericsError) {
    try self.init(
      background: background, signalScale: .exact, confidence: confidence, prior: prior,
      sides: sides)
  }

  /// - Throws: ``NumericsError/Kind/invalidInput`` for a Jeffreys prior with an uncertain background;
  ///   for a flat prior with an efficiency that may be zero, which is `gaussian` or 0 of n, since the
  ///   posterior then cannot be normalised; and for a shortest interval where the posterior can have
  ///   two peaks, with the prior 1/√s or a `gaussian` efficiency, so that no single interval is the
  ///   natural one.
  public init(
    background: BackgroundExpectation, signalScale: SignalScale, confidence: ConfidenceLevel,
    prior: SignalPrior, sides: Sides
  ) throws(NumericsError) {
    if prior == .jeffreys {
      _ = try background.exactMean(
        for: "the Jeffreys prior", advice: "use the prior 'flat' or 'inverse-root'")
    }
    if sides == .shortest { try Self.checkOnePeak(prior, signalScale.measurement) }
    _ = try ScaleBelief(signalScale.measurement, power: prior.efficiencyPower)
    (self.background, self.signalScale) = (background, signalScale)
    (self.confidence, self.prior, self.sides) = (confidence, prior, sides)
  }

  private static func checkOnePeak(
    _ prior: SignalPrior, _ efficiency: EfficiencyMeasurement
  ) throws(NumericsError) {
    if prior == .inverseRoot {
      throw .twoPeaks(
        "the prior 'inverse-root'", "use a central interval, or the prior 'flat' or 'jeffreys'")
    }
    if case .normal = efficiency {
      throw .twoPeaks(
        "a gaussian efficiency", "use a central interval, or a log-normal efficiency")
    }
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
    let selected = try selectedPosterior(observed, counts)
    let belief = try ScaleBelief(signalScale.measurement, power: prior.efficiencyPower)
    guard let belief else { return selected }
    return ScaledPosterior(selected: selected, belief: belief)
  }

  /// Of the signal among the events that are counted.
  private func selectedPosterior(
    _ observed: Int, _ counts: () throws(NumericsError) -> CountDistribution
  ) throws(NumericsError) -> any SignalPosterior {
    switch prior {
    case .flat: GammaMixturePosterior(try counts(), firstShape: 1, observed: observed)
    case .inverseRoot: GammaMixturePosterior(try counts(), firstShape: 0.5, observed: observed)
    case .jeffreys: TruncatedGammaPosterior(background: background.value, observed: observed)
    }
  }
}

extension SignalPrior {
  /// a, where the prior in s is f^(1 − a) times a function of s f.
  fileprivate var efficiencyPower: Double {
    switch self {
    case .flat: 1
    case .inverseRoot, .jeffreys: 0.5
    }
  }
}

extension NumericsError {
  fileprivate static func twoPeaks(_ cause: String, _ advice: String) -> Self {
    Self(
      .invalidInput,
      "the posterior of \(cause) can have two peaks, and then no shortest interval in one piece",
      advice: advice)
  }
}

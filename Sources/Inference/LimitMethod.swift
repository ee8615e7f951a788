public import Stats

/// How a limit is computed; the raw value is what the command line calls it.
public enum LimitMethod: String, Hashable, Sendable, CaseIterable {
  case cls
  case feldmanCousins = "feldman-cousins"
  case feldmanCousinsPublished = "feldman-cousins-published"
  case classical
  case bayesian
  case profileLikelihood = "profile-likelihood"
  case cousinsHighland = "cousins-highland"
  case asymptotic
}

/// What CLs compares outcomes by.
public enum LimitStatistic: String, Hashable, Sendable, CaseIterable {
  /// The count, of several channels the total one.
  case count
  /// q̃, the profile-likelihood ratio.
  case likelihoodRatio = "likelihood-ratio"
}

/// Everything that a method leaves open.
public struct LimitChoices: Hashable, Sendable {
  public let confidence: ConfidenceLevel
  public let method: LimitMethod
  /// Of CLs.
  public let statistic: LimitStatistic
  /// Of CLs: what becomes of the nuisance parameters.
  public let nuisances: LikelihoodRatioCLs.Treatment
  /// Which ends the interval has, for the methods that leave a choice.
  public let sides: IntervalSides
  /// What is believed about the signal, for Bayesian limits.
  public let prior: SignalPrior

  public init(
    confidence: ConfidenceLevel, method: LimitMethod, statistic: LimitStatistic,
    nuisances: LikelihoodRatioCLs.Treatment, sides: IntervalSides, prior: SignalPrior
  ) {
    (self.confidence, self.method) = (confidence, method)
    (self.statistic, self.nuisances) = (statistic, nuisances)
    (self.sides, self.prior) = (sides, prior)
  }
}

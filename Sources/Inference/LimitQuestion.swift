public import Stats

/// A limit of one count that somebody asks for: numbers only, no data and no box.
public struct LimitQuestion: Hashable, Sendable {
  /// Zero or more.
  public let observed: Int
  public let background: BackgroundExpectation
  public let confidence: ConfidenceLevel
  public let method: LimitMethod
  /// Which ends the interval has, for the methods that leave a choice.
  public let sides: IntervalSides
  /// What is believed about the signal, for Bayesian limits.
  public let prior: SignalPrior

  public init(
    observed: Int, background: BackgroundExpectation, confidence: ConfidenceLevel,
    method: LimitMethod, sides: IntervalSides, prior: SignalPrior
  ) {
    (self.observed, self.background) = (observed, background)
    (self.confidence, self.method) = (confidence, method)
    (self.sides, self.prior) = (sides, prior)
  }

  /// - Throws: `NumericsError`; of kind `invalidInput` if the method has no answer for such a
  ///   background or level.
  public func answer() throws -> LimitAnswer {
    switch method {
    case .profileLikelihood: return try answerByProfile()
    case .asymptotic: return try answerByAsymptotics()
    default:
      let method = try interval()
      let range = try method.interval(observed: observed)
      return LimitAnswer(
        self, lower: range.lower, upper: range.upper, expected: LimitBand(try method.expected()))
    }
  }

  private func interval() throws -> any CountingInterval {
    switch method {
    case .feldmanCousins:
      try FeldmanCousins(background: background, confidence: confidence, rule: .raw)
    case .feldmanCousinsPublished:
      try FeldmanCousins(background: background, confidence: confidence, rule: .published)
    case .classical:
      try ClassicalInterval(background: background, confidence: confidence, sides: sides)
    case .cousinsHighland:
      CousinsHighland(
        background: background, signalScale: .exact, confidence: confidence, sides: sides)
    case .bayesian:
      try BayesianInterval(
        background: background, confidence: confidence, prior: prior,
        sides: sides == .central ? .central : .upperLimit)
    case .cls, .profileLikelihood, .asymptotic:
      CountingCLs(background: background, signalScale: .exact, confidence: confidence)
    }
  }

  /// Both ends, as Rolke, López and Conrad read them off.
  private func answerByProfile() throws -> LimitAnswer {
    let profile = try ProfileLikelihoodInterval(
      background: background, confidence: confidence, sides: .both, relativeTo: .unbounded)
    let ends = try profile.ends(observed: observed)
    let exact = try CountingCLs(
      background: background, signalScale: .exact, confidence: confidence
    ).expected()
    let band = try exact.quantiles.map {
      LimitBand.Entry(
        deviation: $0.deviation, count: $0.count,
        limit: try profile.ends(observed: $0.count).upper)
    }
    return LimitAnswer(
      self, lower: ends.lower, upper: ends.upper, expected: LimitBand(entries: band, mean: nil))
  }

  private func answerByAsymptotics() throws -> LimitAnswer {
    let asymptotic = AsymptoticCLs(background: background, confidence: confidence)
    let limits = try asymptotic.limits(observed: observed)
    let exact = try CountingCLs(
      background: background, signalScale: .exact, confidence: confidence
    ).upperLimit(observed: observed)
    // The nominal data set: expected limits that know nothing of the observed count.
    let band = try asymptotic.expected().map {
      LimitBand.Entry(deviation: $0.deviation, count: nil, limit: $0.limit)
    }
    return LimitAnswer(
      self, lower: 0, upper: limits.observed, expected: LimitBand(entries: band, mean: nil),
      distanceToExact: limits.observedRelativeDistance(toExact: exact))
  }
}

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

/// A limit with what was asked and the band expected without signal.
public struct LimitAnswer: Hashable, Sendable {
  public let question: LimitQuestion
  /// In signal events; zero for an upper limit.
  public let lower: Double
  /// In signal events.
  public let upper: Double
  public let expected: LimitBand
  /// For an approximate limit: (limit − exact CLs limit) / exact, below zero where it claims too much.
  public let distanceToExact: Double?

  init(
    _ question: LimitQuestion, lower: Double, upper: Double, expected: LimitBand,
    distanceToExact: Double? = nil
  ) {
    (self.question, self.lower, self.upper) = (question, lower, upper)
    (self.expected, self.distanceToExact) = (expected, distanceToExact)
  }
}

/// The upper ends to expect from background alone.
public struct LimitBand: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// −2 … +2 standard deviations.
    public let deviation: Int
    /// The count it belongs to; nil for a method that knows no counts.
    public let count: Int?
    /// In signal events.
    public let limit: Double
  }

  public let entries: [Entry]
  /// The mean upper end, where the method is enumerated.
  public let mean: Double?
}

extension LimitBand {
  init(_ band: ExpectedBand) {
    self.init(
      entries: band.quantiles.map {
        Entry(deviation: $0.deviation, count: $0.count, limit: $0.limit)
      }, mean: band.mean)
  }
}

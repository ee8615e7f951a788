public import Stats

/// A limit of one count that somebody asks for: numbers only, no data and no box.
public struct LimitQuestion: Hashable, Sendable {
  /// Zero or more.
  public let observed: Int
  public let background: BackgroundExpectation
  /// How well the efficiency for the signal is known.
  public let signalScale: SignalScale
  public let choices: LimitChoices

  public var confidence: ConfidenceLevel { choices.confidence }

  public init(
    observed: Int, background: BackgroundExpectation, signalScale: SignalScale,
    choices: LimitChoices
  ) {
    (self.observed, self.background) = (observed, background)
    (self.signalScale, self.choices) = (signalScale, choices)
  }

  /// - Throws: `NumericsError`; of kind `invalidInput` if the method has no answer for such a
  ///   background, efficiency or level.
  public func answer() throws(NumericsError) -> LimitAnswer {
    switch choices.method {
    case .profileLikelihood: return try answerByProfile()
    case .asymptotic: return try answerByAsymptotics()
    case .cls where choices.statistic == .likelihoodRatio: return try answerByLikelihoodRatio()
    default:
      let method = try interval()
      let range = try method.interval(observed: observed)
      return try LimitAnswer(
        self, lower: range.lower, upper: range.upper, expected: try band(method))
    }
  }

  /// A band that would take too long is left out; the limit itself is not.
  private func band(_ method: any CountingInterval) throws(NumericsError) -> LimitBand? {
    let repeatsTwo = background.uncertainty > 0 && signalScale != .exact
    if choices.method == .feldmanCousins, repeatsTwo { return try bandWithoutMean(method) }
    return try NumericsError.unlessTooLarge { () throws(NumericsError) in
      LimitBand(try method.expected())
    }
  }

  /// A profile construction that repeats two measurements takes a tenth of a second for a few events and
  /// a second for fifty: time for the counts of the band, but not for a mean over all counts.
  private func bandWithoutMean(_ method: any CountingInterval) throws(NumericsError) -> LimitBand? {
    guard background.value <= 10 else { return nil }
    var uppers: [Int: Double] = [:]
    let entries = try exact.expected().quantiles.map { (quantile) throws(NumericsError) in
      let upper: Double
      if let known = uppers[quantile.count] {
        upper = known
      } else {
        upper = try method.interval(observed: quantile.count).upper
      }
      uppers[quantile.count] = upper
      return LimitBand.Entry(deviation: quantile.deviation, count: quantile.count, limit: upper)
    }
    return LimitBand(entries: entries, mean: nil)
  }

  private func interval() throws(NumericsError) -> any CountingInterval {
    switch choices.method {
    case .feldmanCousins:
      try FeldmanCousins(
        background: background, signalScale: signalScale, confidence: confidence, rule: .raw)
    case .feldmanCousinsPublished:
      try FeldmanCousins(
        background: background, signalScale: signalScale, confidence: confidence, rule: .published)
    case .classical:
      try ClassicalInterval(
        background: background, signalScale: signalScale, confidence: confidence,
        sides: choices.sides)
    case .cousinsHighland:
      CousinsHighland(
        background: background, signalScale: signalScale, confidence: confidence,
        sides: choices.sides)
    case .bayesian:
      try BayesianInterval(
        background: background, signalScale: signalScale, confidence: confidence,
        prior: choices.prior, sides: choices.sides == .central ? .central : .upperLimit)
    case .cls where choices.nuisances == .plugIn:
      PlugInCLs(background: background, signalScale: signalScale, confidence: confidence)
    case .cls, .profileLikelihood, .asymptotic:
      CountingCLs(background: background, signalScale: signalScale, confidence: confidence)
    }
  }

  /// The marginalised CLs limit of a count: what others are compared with.
  private var exact: CountingCLs {
    CountingCLs(background: background, signalScale: signalScale, confidence: confidence)
  }
}

extension LimitQuestion {
  private func answerByLikelihoodRatio() throws(NumericsError) -> LimitAnswer {
    guard signalScale == .exact else {
      throw .refused("the statistic 'likelihood-ratio' needs an exact signal", "--channels FILE")
    }
    let method = LikelihoodRatioCLs(
      background: background, confidence: confidence, treatment: choices.nuisances)
    let band = try method.expected().map {
      LimitBand.Entry(deviation: $0.deviation, count: $0.count, limit: $0.limit)
    }
    return try LimitAnswer(
      self, lower: 0, upper: try method.upperLimit(observed: observed),
      expected: LimitBand(entries: band, mean: nil))
  }

  /// Both ends relative to the best s ≥ 0, so that a count below the background is not raised.
  private func answerByProfile() throws(NumericsError) -> LimitAnswer {
    let profile = try ProfileLikelihoodInterval(
      background: background, signalScale: signalScale, confidence: confidence, sides: .both,
      relativeTo: .bounded)
    let ends = try profile.ends(observed: observed)
    guard ends.upper < .infinity else {
      throw .refused("an efficiency that may be zero leaves no upper end", "--method cls")
    }
    let band = try exact.expected().quantiles.map { (quantile) throws(NumericsError) in
      LimitBand.Entry(
        deviation: quantile.deviation, count: quantile.count,
        limit: try profile.ends(observed: quantile.count).upper)
    }
    return try LimitAnswer(
      self, lower: ends.lower, upper: ends.upper, expected: LimitBand(entries: band, mean: nil))
  }

  private func answerByAsymptotics() throws(NumericsError) -> LimitAnswer {
    guard signalScale == .exact else {
      throw .refused(
        "the method 'asymptotic' needs an exact signal for one count", "--channels FILE")
    }
    let asymptotic = AsymptoticCLs(background: background, confidence: confidence)
    let limits = try asymptotic.limits(observed: observed)
    let comparison = try NumericsError.unlessTooLarge { () throws(NumericsError) in
      try exact.upperLimit(observed: observed)
    }
    // The nominal data set: expected limits that know nothing of the observed count.
    let band = try asymptotic.expected().map {
      LimitBand.Entry(deviation: $0.deviation, count: nil, limit: $0.limit)
    }
    return try LimitAnswer(
      self, lower: 0, upper: limits.observed, expected: LimitBand(entries: band, mean: nil),
      distanceToExact: comparison.map { limits.observedRelativeDistance(toExact: $0) })
  }
}

extension NumericsError {
  static func refused(_ reason: String, _ alternative: String) -> Self {
    Self(.invalidInput, reason, advice: "use \(alternative)")
  }

  /// What goes along with an answer and is left out where it takes too long.
  static func unlessTooLarge<Answer>(
    _ answer: () throws(NumericsError) -> Answer
  ) throws(NumericsError) -> Answer? {
    do {
      return try answer()
    } catch {
      guard error.kind == .tooLarge || error.kind == .notConverged else { throw error }
      return nil
    }
  }
}

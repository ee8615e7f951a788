/// Upper limits on a signal from one count by the CLs method with the asymptotic formulas for q̃.
///
/// CLs(s) = P(q̃ ≥ observed; s) / P(q̃ ≥ observed; 0) with the distribution of q̃ that holds for large
/// counts, whose width comes from the Asimov data set: with q_A = q̃(s) of that data set,
///
///     P(q̃ ≥ q; s) = 1 − Φ(√q) and P(q̃ ≥ q; 0) = 1 − Φ(√q − √q_A)              for q ≤ q_A,
///     1 − Φ((q + q_A) / 2√q_A) and 1 − Φ((q − q_A) / 2√q_A)                    above.
///
/// It neglects that counts are whole numbers: for no event the limit is about 29 % below the exact
/// −ln(1 − CL). ``AsymptoticLimits/observedRelativeDistance(toExact:)`` states the distance.
/// Reference: G. Cowan, K. Cranmer, E. Gross, O. Vitells, Eur. Phys. J. C 71 (2011) 1554, eq. 62 to
/// 66 and 89; A. L. Read, J. Phys. G 28 (2002) 2693.
public struct AsymptoticCLs: Hashable, Sendable {
  public let background: BackgroundExpectation
  public let confidence: ConfidenceLevel

  public init(background: BackgroundExpectation, confidence: ConfidenceLevel) {
    self.background = background
    self.confidence = confidence
  }

  /// The expected limits and their band from the nominal Asimov data set: a count of b.
  ///
  /// They depend on no observed count.
  /// - Throws: ``NumericsError`` when a root search fails.
  public func expected() throws(NumericsError) -> [AsymptoticExpectedLimit] {
    let measurement = BackgroundMeasurement(background)
    return try band(asimov(measurement.estimate, measurement))
  }

  /// The observed limit, with the expected ones of the Asimov data set that pyhf and RooStats use.
  ///
  /// That data set is made for the background that fits the observed count best without a signal,
  /// so these expected limits depend on the observed count: not for a blinded analysis.
  /// - Parameter observed: Zero to 1e12.
  /// - Throws: ``NumericsError``; its text carries neither the count nor anything made from it.
  public func limits(observed: Int) throws(NumericsError) -> AsymptoticLimits {
    let likelihood = try ProfileLikelihood(observed: observed, background: background)
    let asimov = try fittedAsimov(likelihood)
    return AsymptoticLimits(
      observed: try upperLimit(likelihood, asimov), expected: try band(asimov))
  }

  /// CLs for a signal of `signal` events.
  ///
  /// - Parameters:
  ///   - signal: Finite and zero or more.
  ///   - observed: Zero to 1e12.
  /// - Throws: ``NumericsError``; its text carries neither the count nor anything made from it.
  public func ratio(signal: Double, observed: Int) throws(NumericsError) -> Double {
    let likelihood = try ProfileLikelihood(observed: observed, background: background)
    let statistic = try likelihood.upperLimitStatistic(signal: signal)
    return Self.ratio(statistic, try fittedAsimov(likelihood).upperLimitStatistic(signal: signal))
  }
}

/// An observed asymptotic limit with the expected ones.
public struct AsymptoticLimits: Hashable, Sendable {
  /// In events.
  public let observed: Double
  /// For z = −2, −1, 0, 1, 2, in this order.
  public let expected: [AsymptoticExpectedLimit]

  /// (observed − exact) / exact: below zero where the asymptotic limit claims too much.
  ///
  /// - Parameter exact: The limit with exact probabilities in events, such as
  ///   ``CountingCLs/upperLimit(observed:)`` with the same background; above zero.
  public func observedRelativeDistance(toExact exact: Double) -> Double { observed / exact - 1 }
}

/// One entry of the band of expected limits in the asymptotic approximation.
public struct AsymptoticExpectedLimit: Hashable, Sendable {
  /// z, in standard deviations of the signal estimate: −2, −1, 0, 1 or 2.
  public let deviation: Int
  /// The upper limit in events.
  public let limit: Double

  /// (limit − exact) / exact: below zero where the asymptotic limit claims too much.
  ///
  /// - Parameter exact: The limit with exact probabilities in events, above zero.
  public func relativeDistance(toExact exact: Double) -> Double { limit / exact - 1 }
}

extension AsymptoticCLs {
  private func asimov(
    _ background: Double, _ measurement: BackgroundMeasurement
  ) -> ProfileLikelihood {
    ProfileLikelihood(count: background, measurement: measurement.with(estimate: background))
  }

  private func fittedAsimov(
    _ likelihood: ProfileLikelihood
  ) throws(NumericsError) -> ProfileLikelihood {
    asimov(try likelihood.background(besideSignal: 0), likelihood.measurement)
  }

  /// CLs from q̃ of the data and of the Asimov data set, in logarithms against underflow.
  static func ratio(_ statistic: Double, _ asimov: Double) -> Double {
    guard asimov > 0 else { return 1 }
    let (root, width) = (statistic.squareRoot(), asimov.squareRoot())
    let (signal, background) =
      statistic <= asimov
      ? (root, root - width)
      : ((statistic + asimov) / (2 * width), (statistic - asimov) / (2 * width))
    return exp(logNormalTail(signal) - logNormalTail(background))
  }

  private func upperLimit(
    _ likelihood: ProfileLikelihood, _ asimov: ProfileLikelihood
  ) throws(NumericsError) -> Double {
    let target = confidence.complement
    func excess(_ signal: Double) -> Double {
      let statistic =
        signal <= likelihood.bestSignal ? 0 : likelihood.uncheckedDeviance(signal, .bounded)
      return Self.ratio(statistic, asimov.uncheckedDeviance(signal, .bounded)) - target
    }
    let high = try doubled(from: 1) { excess($0) > 0 }
    if high > 1 { return try root(from: high / 2, to: high, of: excess) }
    let inverse = try doubled(from: 2) { excess(1 / $0) <= 0 }
    return try root(from: 1 / inverse, to: 2 / inverse, of: excess)
  }

  /// √q_A(s) = Φ⁻¹(1 − α Φ(z)) + z, with α = 1 − CL.
  private func band(
    _ asimov: ProfileLikelihood
  ) throws(NumericsError) -> [AsymptoticExpectedLimit] {
    try [-2, -1, 0, 1, 2].map { (deviation) throws(NumericsError) in
      let tail = confidence.complement * normalCumulative(Double(deviation))
      let width = Double(deviation) - (try normalQuantile(tail))
      let high = try doubled(from: 1) { signal in
        asimov.uncheckedDeviance(signal, .bounded) < width * width
      }
      let limit = try root(from: 0, to: high) { signal in
        asimov.uncheckedDeviance(signal, .bounded) - width * width
      }
      return AsymptoticExpectedLimit(deviation: deviation, limit: limit)
    }
  }
}

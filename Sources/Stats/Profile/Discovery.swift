/// How surprising a count is if there is only background.
///
/// The exact p-value is P(N ≥ n) averaged over what is believed about the background mean (the
/// prior-predictive p-value); with the constraint `gamma` it is that of Z_Bi. The asymptotic one
/// profiles the mean: Z = √q₀.
/// References: R. D. Cousins, J. T. Linnemann, J. Tucker, Nucl. Instrum. Meth. A 595 (2008) 480;
/// G. Cowan, K. Cranmer, E. Gross, O. Vitells, Eur. Phys. J. C 71 (2011) 1554, eq. 12, 53 and 97.
public struct Discovery: Hashable, Sendable {
  public let background: BackgroundExpectation

  public init(background: BackgroundExpectation) { self.background = background }

  /// P(N ≥ n) under background alone, by exact sums, and its one-sided significance.
  ///
  /// For n = 0 the p-value is one. For an exact background of zero an event has the p-value zero.
  /// - Parameter observed: Zero to 1e12.
  /// - Throws: ``NumericsError``; its text carries neither the count nor anything made from it.
  public func significance(observed: Int) throws(NumericsError) -> Significance {
    _ = try ProfileLikelihood(observed: observed, background: background)
    return try Significance(logProbability: background.law.logExceedance(observed))
  }

  /// Z_Bi: the exact significance of an excess over a control measurement.
  ///
  /// p = I(1/(1 + τ); n, k + 1), the incomplete beta function, which is at the same time the binomial
  /// test of n among n + k and the average of P(N ≥ n) over a gamma distribution of shape k + 1 and
  /// rate τ. Unlike a constraint `gamma` it allows no event in the control region.
  /// - Parameters:
  ///   - on: n, zero to 1e12.
  ///   - off: k, the count in the control region or its equivalent, zero to 1e12.
  ///   - scale: τ, how much larger the control region is; 1e-9 to 1e9.
  /// - Throws: ``NumericsError``; its text carries neither count nor anything made from it.
  public static func significance(
    on: Int, off: Double, scale: Double
  ) throws(NumericsError) -> Significance {
    guard on >= 0, on <= 1_000_000_000_000, off >= 0, off <= 1e12, scale >= 1e-9, scale <= 1e9
    else {
      throw NumericsError(
        .invalidInput, "counts must be zero to 1e12 and the scale of a control region 1e-9 to 1e9",
        advice: "give the scale as control region over signal box")
    }
    let law = MeanLaw.gamma(shape: off + 1, scale: 1 / scale)
    return try Significance(logProbability: law.logExceedance(on))
  }

  /// Z = √q₀ and p = 1 − Φ(Z); zero and one half for a count at or below the background.
  ///
  /// - Parameter observed: Zero to 1e12.
  /// - Throws: ``NumericsError``; its text carries neither the count nor anything made from it.
  public func asymptoticSignificance(observed: Int) throws(NumericsError) -> Significance {
    let likelihood = try ProfileLikelihood(observed: observed, background: background)
    return Significance(deviation: likelihood.discoveryStatistic.squareRoot())
  }

  /// The median asymptotic Z to expect from a signal: √q₀ of the Asimov data set n = s + b.
  ///
  /// It depends on no observed count.
  /// - Parameter signal: s in events, zero to 1e9.
  /// - Throws: ``NumericsError/Kind/invalidInput`` outside this range.
  public func expectedSignificance(signal: Double) throws(NumericsError) -> Significance {
    guard signal >= 0, signal <= 1e9 else {
      throw NumericsError(
        .invalidInput, "a signal must be zero to 1e9 events",
        advice: "give expected events in the signal box")
    }
    let measurement = BackgroundMeasurement(background)
    let asimov = ProfileLikelihood(count: signal + measurement.estimate, measurement: measurement)
    return Significance(deviation: asimov.discoveryStatistic.squareRoot())
  }
}

/// A p-value with the standard deviations it corresponds to on one side of a normal distribution.
public struct Significance: Hashable, Sendable {
  /// p, zero to one; may underflow to zero where ``deviation`` is still a number.
  public let probability: Double
  /// Z with P(normal variable > Z) = p; −∞ for p = 1, ∞ for an outcome that cannot occur.
  public let deviation: Double

  init(logProbability: Double) throws(NumericsError) {
    probability = exp(min(0, logProbability))
    deviation = try normalDeviation(logTail: logProbability)
  }

  init(deviation: Double) {
    probability = exp(logNormalTail(deviation))
    self.deviation = deviation
  }
}

public import Stats

/// What is known about a factor, as the distribution of its true value.
///
/// A law that exists is valid: its parameters are checked where it is made.
public struct FactorLaw: Hashable, Sendable {
  /// The distributions, with their parameters.
  public enum Form: Hashable, Sendable {
    case exact(Double)
    /// A normal distribution cut off at the physical bounds.
    case gaussian(TruncatedNormal)
    /// ln x is normal around ln(median) with width ln κ.
    case logNormal(median: Double, kappa: Double)
    /// A Poisson mean after `count` events, with a flat prior: Γ(count + 1), times the scale.
    ///
    /// The count need not be whole: weighted events have an effective one.
    case gamma(count: Double, scale: Double)
    /// A probability after `passed` of `total` events, with a flat prior.
    case beta(passed: Double, total: Double)
    case uniform(low: Double, high: Double)
  }

  public let form: Form

  private init(_ form: Form) { self.form = form }
}

extension FactorLaw {
  /// A number without uncertainty.
  ///
  /// - Parameter value: Finite.
  public static func exact(_ value: Double) throws(NumericsError) -> Self {
    guard value.isFinite else { throw .law("is not a finite number", "give a number") }
    return Self(.exact(value))
  }

  /// A normal distribution, cut off where the factor would be unphysical.
  ///
  /// - Parameters:
  ///   - value: The peak, finite and within the bounds.
  ///   - sigma: Zero or more; zero gives an exact number. For a probability at most 100.
  public static func gaussian(
    _ value: Double, sigma: Double, within bounds: PhysicalBounds
  ) throws(NumericsError) -> Self {
    guard value.isFinite, value >= bounds.lower, value <= bounds.upper else {
      throw .law("is not within its physical bounds", "give a value that is possible")
    }
    try checkSigma(sigma)
    if sigma == 0 { return Self(.exact(value)) }
    guard sigma <= 100 * (bounds.upper - bounds.lower) else {
      throw .law("is far less certain than its bounds allow", "declare it uniform instead")
    }
    return Self(.gaussian(TruncatedNormal(peak: value, width: sigma, bounds: bounds)))
  }

  /// A log-normal distribution with κ = 1 + σ/value, as HistFactory and Combine have it.
  ///
  /// - Parameters:
  ///   - value: The median, above zero and finite.
  ///   - sigma: Zero or more; zero gives an exact number. At most 100 times the value.
  public static func logNormal(_ value: Double, sigma: Double) throws(NumericsError) -> Self {
    guard value > 0, value < .infinity else {
      throw .law("is log-normal and not above zero", "use a gaussian, or a count of zero events")
    }
    try checkSigma(sigma)
    if sigma == 0 { return Self(.exact(value)) }
    guard sigma <= 100 * value else {
      throw .law("is uncertain by more than a factor of 100", "declare an upper limit instead")
    }
    return Self(.logNormal(median: value, kappa: 1 + sigma / value))
  }

  /// The mean behind a Poisson count, with a flat prior: Γ(k + 1) times a scale.
  ///
  /// Zero events are allowed: nominally zero, and the law is then an upper limit.
  /// - Parameters:
  ///   - events: k, zero to 1e12.
  ///   - scale: Above zero and finite.
  public static func count(_ events: Int, scale: Double) throws(NumericsError) -> Self {
    try gamma(Double(events), scale)
  }

  /// The sum of weights behind simulated events, as a scaled Poisson count.
  ///
  /// With k = (Σw)²/Σw² effective events of weight Σw²/Σw, which has the mean and the variance of
  /// the compound Poisson distribution that the sum of weights follows.
  /// Reference: G. Bohm and G. Zech, Nucl. Instrum. Meth. A 748 (2014) 1, arXiv:1309.1287.
  public static func weighted(_ count: WeightedCount) throws(NumericsError) -> Self {
    try gamma(count.effectiveEvents, count.eventWeight)
  }

  /// A probability measured as k of n, with a flat prior: B(k + 1, n − k + 1).
  ///
  /// - Parameters:
  ///   - passed: k, zero to n.
  ///   - total: n, one to 1e11.
  public static func fraction(passed: Int, of total: Int) throws(NumericsError) -> Self {
    guard total >= 1, total <= 100_000_000_000, passed >= 0, passed <= total else {
      throw .law("needs 1 to 1e11 events and no more that pass than there are", "exchange the two")
    }
    return Self(.beta(passed: Double(passed), total: Double(total)))
  }

  /// Anything between two bounds, equally likely.
  ///
  /// - Parameters:
  ///   - low: Finite.
  ///   - high: Above `low`, finite.
  public static func uniform(from low: Double, to high: Double) throws(NumericsError) -> Self {
    guard low.isFinite, high.isFinite, low < high, (high - low).isFinite else {
      throw .law("is uniform over an empty interval", "give two numbers, the lower one first")
    }
    return Self(.uniform(low: low, high: high))
  }

  private static func gamma(_ count: Double, _ scale: Double) throws(NumericsError) -> Self {
    guard count >= 0, count <= 1e12, scale > 0, scale < .infinity else {
      throw .law(
        "needs a count of 0 to 1e12 and a finite scale above zero",
        "give the events and what one of them stands for")
    }
    return Self(.gamma(count: count, scale: scale))
  }

  private static func checkSigma(_ sigma: Double) throws(NumericsError) {
    guard sigma >= 0, sigma < .infinity else {
      throw .law("has a negative or infinite uncertainty", "give one standard deviation")
    }
  }
}

extension NumericsError {
  fileprivate static func law(_ reason: String, _ advice: String) -> Self {
    Self(.invalidInput, "a factor \(reason)", advice: advice)
  }
}

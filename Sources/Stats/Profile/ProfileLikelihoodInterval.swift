/// Intervals for a signal from the profile likelihood of one count.
///
/// All s ≥ 0 with −2 ln λ(s) ≤ z², where z² is the quantile of a χ² distribution with one degree of
/// freedom that belongs to the confidence level. This holds for large counts (Wilks); at small ones
/// the coverage is not guaranteed, and at n = 0 the upper end lies below the exact −ln(1 − CL).
/// References: W. A. Rolke, A. M. López, J. Conrad, Nucl. Instrum. Meth. A 551 (2005) 493; as a
/// program J. Lundberg, J. Conrad, W. Rolke, A. López, Comput. Phys. Commun. 181 (2010) 683.
public struct ProfileLikelihoodInterval: Hashable, Sendable {
  /// Which ends an interval has, and so the meaning of its confidence level.
  public enum Sides: String, Hashable, Sendable, CaseIterable {
    /// Both ends, z = Φ⁻¹((1 + CL)/2): the choice of Rolke et al. also where only the upper end is
    /// read off.
    case both
    /// s from zero to the upper end, z = Φ⁻¹(CL), for CL of one half or more.
    case upper
    /// s from the lower end on, z = Φ⁻¹(CL), for CL of one half or more.
    case lower
  }

  public let background: BackgroundExpectation
  public let signalScale: SignalScale
  public let confidence: ConfidenceLevel
  public let sides: Sides
  public let reference: ProfileLikelihood.Reference
  /// z, the height of −2 ln λ at the ends in standard deviations.
  private let deviation: Double

  /// For an efficiency that is known exactly.
  ///
  /// - Parameters:
  ///   - reference: `bounded` takes the best fit with s ≥ 0. `unbounded` takes the best fit with any
  ///     s; should no s ≥ 0 be left, the count is raised by as little as leaves one, as in TRolke.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a one-sided interval with CL below one half.
  public init(
    background: BackgroundExpectation, confidence: ConfidenceLevel, sides: Sides,
    relativeTo reference: ProfileLikelihood.Reference
  ) throws(NumericsError) {
    try self.init(
      background: background, signalScale: .exact, confidence: confidence, sides: sides,
      relativeTo: reference)
  }

  /// - Parameters:
  ///   - signalScale: How the efficiency was measured. Where its measurement does not exclude zero at
  ///     the confidence level there is no upper end: it is infinite.
  ///   - reference: `bounded` takes the best fit with s ≥ 0. `unbounded` takes the best fit with any
  ///     s; should no s ≥ 0 be left, the count is raised by as little as leaves one, as in TRolke.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a one-sided interval with CL below one half.
  public init(
    background: BackgroundExpectation, signalScale: SignalScale, confidence: ConfidenceLevel,
    sides: Sides, relativeTo reference: ProfileLikelihood.Reference
  ) throws(NumericsError) {
    self.background = background
    self.signalScale = signalScale
    self.confidence = confidence
    self.sides = sides
    self.reference = reference
    deviation = try Self.deviation(confidence, sides)
  }

  /// The ends for an observed count.
  ///
  /// - Parameter observed: Zero to 1e12.
  /// - Throws: ``NumericsError``; its text carries neither the count nor anything made from it.
  public func ends(observed: Int) throws(NumericsError) -> SignalEnds {
    let likelihood = try nonEmpty(
      ProfileLikelihood(observed: observed, background: background, signalScale: signalScale))
    return SignalEnds(
      lower: sides == .upper ? 0 : try lower(likelihood),
      upper: sides == .lower ? .infinity : try upper(likelihood))
  }

  private static func deviation(
    _ confidence: ConfidenceLevel, _ sides: Sides
  ) throws(NumericsError) -> Double {
    if sides == .both { return -(try normalQuantile(confidence.complement / 2)) }
    guard confidence.value >= 0.5 else {
      throw NumericsError(
        .invalidInput, "a one-sided profile-likelihood limit needs a level of 0.5 or more",
        advice: "choose a higher level, or both sides")
    }
    return -(try normalQuantile(confidence.complement))
  }
}

/// The ends of an interval for a signal, in events.
public struct SignalEnds: Hashable, Sendable {
  /// Zero or more.
  public let lower: Double
  /// Infinite when there is no upper end.
  public let upper: Double
}

extension ProfileLikelihoodInterval {
  private var height: Double { deviation * deviation }

  private func upper(_ likelihood: ProfileLikelihood) throws(NumericsError) -> Double {
    let best = likelihood.bestSignal
    if likelihood.limitingDeviance(reference) <= height || best == .infinity { return .infinity }
    if likelihood.uncheckedDeviance(best, reference) >= height { return best }
    let step = try doubled(from: 1) { step in
      likelihood.uncheckedDeviance(best + step, reference) < height
    }
    return try root(from: best, to: best + step) { signal in
      likelihood.uncheckedDeviance(signal, reference) - height
    }
  }

  private func lower(_ likelihood: ProfileLikelihood) throws(NumericsError) -> Double {
    let best = likelihood.bestSignal
    if best == 0 || likelihood.uncheckedDeviance(0, reference) <= height { return 0 }
    if height == 0 { return best }
    let inside =
      best < .infinity
      ? best : try doubled(from: 1) { likelihood.uncheckedDeviance($0, reference) > height }
    return try root(from: 0, to: inside) { signal in
      max(-height, min(height, likelihood.uncheckedDeviance(signal, reference) - height))
    }
  }

  /// The likelihood of the smallest count, not below the given one, that leaves an s ≥ 0.
  private func nonEmpty(_ likelihood: ProfileLikelihood) -> ProfileLikelihood {
    if leavesSignal(likelihood) { return likelihood }
    var (empty, filled) = (likelihood.count, likelihood.measurement.estimate.rounded(.up))
    while filled - empty > 1 {
      let middle = (empty + (filled - empty) / 2).rounded(.down)
      let trial = likelihood.with(count: middle)
      if leavesSignal(trial) { filled = middle } else { empty = middle }
    }
    return likelihood.with(count: filled)
  }

  private func leavesSignal(_ likelihood: ProfileLikelihood) -> Bool {
    likelihood.unboundedBestSignal >= 0 || likelihood.uncheckedDeviance(0, reference) < height
  }
}

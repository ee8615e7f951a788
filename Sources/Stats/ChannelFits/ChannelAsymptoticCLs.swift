/// Upper limits on the signal strength by CLs with the asymptotic formulas for q̃, nuisances profiled.
///
/// The formulas of ``AsymptoticCLs`` with q̃ of ``ChannelProfile``. They neglect that counts are whole
/// numbers: for no event the limit is about 29 % below the exact one.
/// Reference: G. Cowan, K. Cranmer, E. Gross, O. Vitells, Eur. Phys. J. C 71 (2011) 1554, eq. 62 to
/// 66 and 89; A. L. Read, J. Phys. G 28 (2002) 2693.
public struct ChannelAsymptoticCLs: Hashable, Sendable {
  public let model: CountingModel
  public let confidence: ConfidenceLevel

  public init(model: CountingModel, confidence: ConfidenceLevel) {
    (self.model, self.confidence) = (model, confidence)
  }

  /// The upper limit on μ, with the Asimov data set of the background that fits the counts best.
  ///
  /// - Parameter observed: The counts, in the order of the model's channels; each zero to 1e5.
  /// - Throws: ``NumericsError``; its text carries neither a count nor anything made from one.
  public func upperLimit(observed: [Int]) throws(NumericsError) -> Double {
    let profile = try ChannelProfile(model: model, observed: observed)
    let asimov = try asimov(profile.fitted(strength: 0).nuisances)
    func excess(_ strength: Double) throws(NumericsError) -> Double {
      AsymptoticCLs.ratio(
        try profile.upperLimitStatistic(strength: strength),
        try asimov.upperLimitStatistic(strength: strength)) - confidence.complement
    }
    let best = try profile.best().strength
    let start = max(best, 0.01 / model.nominalSignalScale)
    let high = try excludedStrength(above: start, from: 1 / model.nominalSignalScale) {
      (strength) throws(NumericsError) in try excess(strength) <= 0
    }
    var low = start
    while try excess(low) <= 0 { low /= 2 }
    return try root(from: low, to: high, relativeTolerance: 1e-10, of: excess)
  }

  /// The expected limits and their band from the nominal Asimov data set; know no observed count.
  ///
  /// √q_A(μ) = Φ⁻¹(1 − α Φ(z)) + z, with α = 1 − CL.
  /// - Throws: ``NumericsError`` when a fit or a root search fails.
  public func expected() throws(NumericsError) -> StrengthBand {
    let nominal = model.nuisances.map(\.law.measured)
    return try band(asimov(nominal))
  }

  /// The band around the fitted Asimov data set, as pyhf and RooStats print it.
  ///
  /// It depends on the observed counts: not for a blinded analysis.
  func fittedBand(observed: [Int]) throws(NumericsError) -> StrengthBand {
    let profile = try ChannelProfile(model: model, observed: observed)
    return try band(asimov(profile.fitted(strength: 0).nuisances))
  }

  private func band(_ asimov: ChannelProfile) throws(NumericsError) -> StrengthBand {
    let entries = try [-2, -1, 0, 1, 2].map { (deviation) throws(NumericsError) in
      let tail = confidence.complement * normalCumulative(Double(deviation))
      let root = Double(deviation) - (try normalQuantile(tail))
      return StrengthBand.Entry(
        deviation: deviation, count: nil, upper: try strength(asimov, statistic: root * root))
    }
    return StrengthBand(entries: entries, mean: nil)
  }

  /// The μ at which q̃ of the Asimov data set reaches a value.
  private func strength(
    _ asimov: ChannelProfile, statistic: Double
  ) throws(NumericsError) -> Double {
    let high = try excludedStrength(above: 0, from: 1 / model.nominalSignalScale) {
      (strength) throws(NumericsError) in
      try asimov.upperLimitStatistic(strength: strength) >= statistic
    }
    return try root(from: 0, to: high, relativeTolerance: 1e-10) {
      (strength) throws(NumericsError) in
      try asimov.upperLimitStatistic(strength: strength) - statistic
    }
  }

  /// Counts and measurements as they are expected without signal.
  private func asimov(_ nuisances: [Double]) -> ChannelProfile {
    ChannelProfile(model: model, expectedFor: nuisances)
  }
}

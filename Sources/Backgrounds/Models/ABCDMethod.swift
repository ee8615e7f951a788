public import Stats

/// The box predicted from three regions of two variables that are taken as independent.
///
/// Expects `N_A = ρ N_B N_C / N_D`, where B fails one of the two requirements of the box, C the other
/// and D both. ρ is one for independent variables; its uncertainty is the systematic for their
/// correlation.
/// Neglects signal in B, C and D, and other backgrounds there. The three counts are independent Poisson
/// counts with flat priors on their means.
/// Reference: G. Kasieczka, B. Nachman, M. D. Schwartz, D. Shih, Phys. Rev. D 103 (2021) 035021,
/// arXiv:2007.14400, for the method and its assumptions.
public struct ABCDMethod: FactorModel, Hashable {
  public let name: String
  /// Events that fail the first requirement only, the second only, and both.
  public let b: Factor
  public let c: Factor
  public let d: Factor
  /// ρ, nominally one.
  public let correlation: Factor

  /// - Throws: `NumericsError` of kind `invalidInput` when D has no events, as any prediction would
  ///   then be possible, and for one name with two laws.
  public init(
    _ name: String, b: Factor, c: Factor, d: Factor, correlation: Factor
  ) throws(NumericsError) {
    guard d.value > 0 else {
      throw NumericsError(
        .invalidInput, "region D of '\(name)' has no events, so B and C cannot be normalised",
        advice: "widen region D, or move the borders of the two variables until it has some")
    }
    (self.name, self.b, self.c, self.d) = (name, b, c, d)
    self.correlation = correlation
    _ = try Factor.distinct(factors)
  }

  public var factors: [Factor] { [b, c, d, correlation] }

  public func expectation(_ values: FactorValues) throws(NumericsError) -> Double {
    values[correlation] * values[b] * (values[c] / values[d])
  }
}

extension ABCDMethod {
  /// The exact distribution of the expectation at the nominal ρ.
  ///
  /// With it a region B or C without events has an answer: nominally zero, and a posterior median
  /// and upper limit above it.
  /// - Throws: `NumericsError` of kind `invalidInput` unless B, C and D are three different counts.
  public func posterior() throws(NumericsError) -> CountRatioPosterior {
    guard Set([b.name, c.name, d.name]).count == 3 else {
      throw NumericsError(
        .invalidInput, "'\(name)' uses one count for two of its regions",
        advice: "give B, C and D the events of three regions without overlap")
    }
    return try CountRatioPosterior(
      first: b.law, second: c.law, divisor: d.law, scale: correlation.value)
  }
}

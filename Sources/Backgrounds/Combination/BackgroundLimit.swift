public import Stats

/// A background that is only known to be small: at most `value` events at a confidence level.
public struct BackgroundLimit: Hashable, Sendable {
  public let name: String
  /// In events, above zero and finite.
  public let value: Double
  public let confidence: ConfidenceLevel
  public let source: String?

  /// - Throws: `NumericsError` of kind `invalidInput` for a limit that is not above zero.
  public init(
    _ name: String, value: Double, confidence: ConfidenceLevel, source: String? = nil
  ) throws(NumericsError) {
    guard value > 0, value < .infinity else {
      throw NumericsError(
        .invalidInput, "the upper limit '\(name)' must be above zero events",
        advice: "leave the background out if it cannot occur")
    }
    (self.name, self.value, self.confidence, self.source) = (name, value, confidence, source)
  }
}

/// What an upper limit adds to a total; the name of the convention is printed with the total.
public enum UpperLimitConvention: String, Hashable, Sendable, CaseIterable {
  /// Nothing: the limits stand beside the total.
  case listed = "upper limits listed, not added"
  /// Anything from zero to the limit, equally likely: half the limit, ± limit/√12.
  case uniform = "upper limits added as uniform from zero to the limit"
  /// What a count of zero events would say: nominally zero, an exponential law with that limit.
  case zeroCount = "upper limits added as counts of zero events"
  /// The limit itself as if it were the value, without uncertainty: too large on purpose.
  case full = "upper limits added in full"
}

extension BackgroundLimit {
  /// What stands for the limit in a sum; nil when nothing does.
  ///
  /// - Parameter label: Tells the limits of several run periods apart.
  func model(
    _ convention: UpperLimitConvention, label: String
  ) throws(NumericsError) -> FactorChain? {
    guard let law = try law(convention) else { return nil }
    let factor = try Factor("upper limit on \(label)", law, .systematic, source: source)
    return try FactorChain(name, product: [factor])
  }

  private func law(_ convention: UpperLimitConvention) throws(NumericsError) -> FactorLaw? {
    switch convention {
    case .listed: nil
    case .uniform: try .uniform(from: 0, to: value)
    case .zeroCount: try .count(0, scale: value / -log(confidence.complement))
    case .full: try .exact(value)
    }
  }
}

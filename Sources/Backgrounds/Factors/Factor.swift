public import Stats

/// One number that a background estimate is made of: an event count, an efficiency, a fraction.
///
/// Its name is the name of its nuisance parameter: the same name in two models, or in two run
/// periods, is the same unknown number, so it moves both together.
public struct Factor: Hashable, Sendable {
  /// Which part of an uncertainty the factor's own adds to.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Shrinks with more events, of data or of simulation.
    case statistical
    case systematic
  }

  public let name: String
  public let law: FactorLaw
  public let kind: Kind
  /// Where the number comes from; nil when the analysis file names nothing.
  public let source: String?

  /// - Throws: `NumericsError` of kind `invalidInput` for a name without a letter.
  public init(
    _ name: String, _ law: FactorLaw, _ kind: Kind, source: String? = nil
  ) throws(NumericsError) {
    guard name.contains(where: { !$0.isWhitespace }) else {
      throw NumericsError(
        .invalidInput, "a factor has no name",
        advice: "name it: factors of one name vary together in every background")
    }
    (self.name, self.law, self.kind, self.source) = (name, law, kind, source)
  }

  /// What goes into the table; see ``FactorLaw/nominal``.
  public var value: Double { law.nominal }
}

extension Factor {
  /// The mean behind a count of data events, seen through an on/off scale.
  ///
  /// - Parameters:
  ///   - events: Zero or more.
  ///   - scale: Of the wanted number to the counted one: 1/τ for an off region τ times as large.
  /// - Throws: `NumericsError` of kind `invalidInput` outside the ranges of ``FactorLaw``.
  public static func count(
    _ name: String, events: Int, scale: Double = 1, source: String? = nil
  ) throws(NumericsError) -> Self {
    try Self(name, .count(events, scale: scale), .statistical, source: source)
  }

  /// An efficiency or a fraction, measured as `passed` of `total` events.
  ///
  /// - Throws: `NumericsError` of kind `invalidInput` outside the ranges of ``FactorLaw``.
  public static func fraction(
    _ name: String, passed: Int, of total: Int, source: String? = nil
  ) throws(NumericsError) -> Self {
    try Self(name, .fraction(passed: passed, of: total), .statistical, source: source)
  }

  /// The sum of weights behind simulated events.
  ///
  /// - Throws: `NumericsError` of kind `invalidInput` outside the ranges of ``FactorLaw``.
  public static func simulated(
    _ name: String, _ count: WeightedCount, source: String? = nil
  ) throws(NumericsError) -> Self {
    try Self(name, .weighted(count), .statistical, source: source)
  }
}

/// A file of channels that has been read, checked and found right: numbers only, no data and no box.
///
/// Several counts (run periods, regions) share a signal strength and nuisance parameters. A value of
/// this type only comes out of ``init(validating:file:)``.
public struct ChannelDefinition: Hashable, Sendable {
  public let title: String?
  /// Where the numbers come from.
  public let source: String?
  public let nuisances: [DeclaredNuisance]
  /// In the order of the file.
  public let channels: [DeclaredChannel]
  /// What the reader was not quite happy with.
  public let warnings: DefinitionFindings
}

/// A nuisance parameter that any number of yields may depend on.
public struct DeclaredNuisance: Hashable, Sendable {
  public enum Constraint: Hashable, Sendable {
    /// Factor κ^θ with κ = 1 + relative effect.
    case logNormal
    /// Factor 1 + relative effect · θ, truncated at zero.
    case gaussian
    /// A count k of a control measurement.
    case gamma(count: Double)
    /// An efficiency measured as k of n.
    case beta(passed: Double, total: Double)
  }

  public let name: String
  public let constraint: Constraint
  public let source: String?
}

/// One count with what is expected in it.
public struct DeclaredChannel: Hashable, Sendable {
  public let name: String
  /// Zero or more.
  public let observed: Int
  /// At signal strength one.
  public let signal: DeclaredSample
  /// In the order of the file.
  public let backgrounds: [DeclaredSample]
}

/// One contribution to a count.
public struct DeclaredSample: Hashable, Sendable {
  public enum Amount: Hashable, Sendable {
    /// Events with every nuisance parameter at its measured value.
    case expected(Double)
    /// Events for each control event, or for an efficiency of one.
    case scale(Double)
  }

  /// An uncertainty that no other yield shares.
  public struct Spread: Hashable, Sendable {
    /// In events, above zero.
    public let uncertainty: Double
    public let constraint: LimitSettings.BackgroundPrior
  }

  /// The relative change of the yield for one standard deviation of a nuisance parameter.
  public struct Effect: Hashable, Sendable {
    public let nuisance: String
    /// 0.1 for 10 %; below zero for a change in the opposite direction.
    public let relative: Double
  }

  public let name: String
  public let amount: Amount
  public let spread: Spread?
  public let effects: [Effect]
  /// Nuisance parameters that multiply the yield themselves: counts and efficiencies.
  public let factors: [String]
  public let source: String?
}

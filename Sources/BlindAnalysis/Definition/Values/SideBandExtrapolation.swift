/// A function is fitted to one variable in a side band and integrated over the signal box.
public struct SideBandExtrapolation: Hashable, Sendable {
  /// The column or derived quantity as the file names it.
  public let variableName: String
  /// In the canonical unit of its dimension, as all ranges here are.
  public let variable: CheckedExpression
  /// The region whose events are fitted.
  public let sideBand: String
  /// The signal region.
  public let target: String
  /// What the side band leaves of the variable.
  public let fitRange: ValueRange
  /// Other open regions with the same shape in the variable and a yield of their own.
  public let jointBands: [JointBand]
  /// What the signal box leaves of the variable; beside the fit range, never over it.
  public let targetRange: ValueRange
  /// Whether the signal box has no lower edge in the variable and zero was taken, as for energies.
  public let targetBeginsAtZero: Bool
  public let function: TailFunction
  /// Number of bins of each fit, of equal width; nil for a fit to the events themselves.
  public let bins: Int?
  public let systematics: Systematics
  /// Where the central fit is compared with what is there; nil if nothing was declared.
  public let validation: Validation?
  /// Signal events in the side band for each in the box; nil if nothing was declared.
  public let signalContamination: DeclaredSideBandSignal?

  /// The regions whose events are fitted, the side band first.
  public var fittedRegions: [String] { [sideBand] + jointBands.map(\.region) }

  /// What is varied; how far the results lie apart is the systematic uncertainty.
  public struct Systematics: Hashable, Sendable {
    /// Inside the fit range.
    public let ranges: [ValueRange]
    public let functions: [TailFunction]
    public let method: Method

    /// How functions make one uncertainty; that of the ranges is always their envelope.
    public enum Method: String, Hashable, Sendable, CaseIterable {
      /// From the lowest to the highest prediction of every function on every range.
      case envelope
      /// The function as one more nuisance parameter of the profile likelihood (arXiv:1408.6865).
      case discreteProfiling = "discrete profiling"
    }
  }

  /// An open region that is fitted together with the side band and shares no event with it.
  public struct JointBand: Hashable, Sendable {
    public let region: String
    /// What the region leaves of the variable.
    public let range: ValueRange
  }

  /// An open region that the fit predicts as it predicts the box.
  public struct Validation: Hashable, Sendable {
    public let region: String
    /// What the region leaves of the variable; beside the fit range, never over it.
    public let range: ValueRange
  }
}

/// An interval with finite edges, the lower below the upper.
public struct ValueRange: Hashable, Sendable {
  /// In the canonical unit of what it is a range of.
  public let lower: Double
  public let upper: Double

  /// - Returns: Nil unless both are finite and the lower is below the upper.
  public init?(lower: Double, upper: Double) {
    guard lower.isFinite, upper.isFinite, lower < upper else { return nil }
    (self.lower, self.upper) = (lower, upper)
  }

  func contains(_ other: ValueRange) -> Bool { lower <= other.lower && other.upper <= upper }

  /// Sharing no more than an edge.
  func isBeside(_ other: ValueRange) -> Bool { upper <= other.lower || other.upper <= lower }
}

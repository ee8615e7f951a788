public import Stats

/// The central fit in a plane without the box, with its declared variations.
public struct PlaneExtrapolation: Hashable, Sendable {
  /// The two variables.
  public let variables: [String]
  public let region: String
  /// The rectangle extrapolated into: one interval for each variable, in canonical units.
  public let target: [ClosedRange<Double>]
  public let central: PlaneFitSummary
  public let variations: [PlaneFitSummary]
  /// Over functions and correlations; nil where their envelope was taken.
  public let functionProfile: DiscreteProfile?
  /// Of the central fit.
  public let checks: PlaneChecks
}

/// One fit in a plane and what it predicts for the box.
public struct PlaneFitSummary: Hashable, Sendable {
  /// One for each variable.
  public let functions: [String]
  /// What the second variable has to do with the first.
  public let correlation: String
  /// Fitted rectangles: one interval for each variable, in canonical units.
  public let rectangles: [[ClosedRange<Double>]]
  public let events: Int
  public let parameters: [ShapeParameter]
  /// Expected events in the target, and the error from the fit's covariance.
  public let predicted: Double
  public let statistical: Double
  public let minimum: Double
  public let iterations: Int
  public let distanceToMinimum: Double

  /// As in `exponential × exponential, linear`.
  public var name: String {
    functions.joined(separator: " × ") + (correlation == "none" ? "" : ", \(correlation)")
  }
}

/// What stands beside an extrapolation from a plane; none of it enters the expectation.
public struct PlaneChecks: Hashable, Sendable {
  /// Where the profile likelihood of the expectation rises by one half.
  public let profile: Result<ProfileInterval, NumericsError>
  /// From fits to samples of the fitted events, drawn with replacement.
  public let bootstrap: Result<Bootstrap, NumericsError>
  /// Of the central fit, with toys fitted as the data were.
  public let goodness: Result<PlaneToyTest, NumericsError>
  /// The central fit in an open region beside the side band; nil if none was declared.
  public let validation: ValidationTest?
  /// Nil if no signal was declared in the side band.
  public let contamination: SignalContamination?
}

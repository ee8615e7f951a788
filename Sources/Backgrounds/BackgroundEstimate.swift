public import Stats

/// One line of a background table: how many events of one source are expected in the signal box.
public struct BackgroundEstimate: Hashable, Sendable {
  public enum Amount: Hashable, Sendable {
    case expectation(Expectation)
    /// At most `value` events at the given confidence; never added as a central value.
    case atMost(value: Double, confidence: Double)
  }

  public let name: String
  public let amount: Amount
  /// How the number was made, in words for the table.
  public let method: String
  /// Where the number comes from, for a declared one.
  public let source: String?
  /// What a side-band extrapolation rests on.
  public let extrapolation: Extrapolation?
  /// What an extrapolation from a plane rests on.
  public let plane: PlaneExtrapolation?
  /// What a model of named factors rests on: what each of them does to the number.
  public let propagation: Propagation?
  /// The run periods that it is for, in the order of the file.
  public internal(set) var datasets: [String] = []
  public internal(set) var standing = Standing.added
  /// What of it enters the sum: all, nothing, or its weight in an average of two estimates.
  public internal(set) var share = 1.0
  /// With another estimate of the same events.
  public internal(set) var comparison: Comparison?
  /// The upper limit that an expectation stands for; see ``BackgroundTable/limits``.
  public internal(set) var limit: BackgroundLimit?

  /// Whether a line enters the sum.
  public enum Standing: Hashable, Sendable {
    case added
    /// An upper limit, or one of two estimates of the same events.
    case beside
  }

  public struct Comparison: Hashable, Sendable {
    /// The name of the other estimate.
    public let other: String
    /// This one is the first.
    public let result: EstimateComparison
  }

  init(
    name: String, amount: Amount, method: String, source: String?,
    extrapolation: Extrapolation? = nil, plane: PlaneExtrapolation? = nil,
    propagation: Propagation? = nil
  ) {
    (self.name, self.amount, self.method, self.source) = (name, amount, method, source)
    (self.extrapolation, self.plane, self.propagation) = (extrapolation, plane, propagation)
  }

  /// The line that a model of named factors makes.
  init(
    _ model: any FactorModel, method: String, source: String? = nil
  ) throws(NumericsError) {
    let propagation = try model.propagated()
    self.init(
      name: model.name, amount: .expectation(Expectation(propagation)), method: method,
      source: source, propagation: propagation)
  }
}

/// A number of events with its uncertainty, split by origin; all in events, zero or more.
public struct Expectation: Hashable, Sendable {
  public let value: Double
  public let statistical: Double
  /// From the value down to the lowest, and up to the highest, of the declared variations.
  public let systematicDown: Double
  public let systematicUp: Double

  public init(
    value: Double, statistical: Double, systematicDown: Double = 0, systematicUp: Double = 0
  ) {
    (self.value, self.statistical) = (value, statistical)
    (self.systematicDown, self.systematicUp) = (systematicDown, systematicUp)
  }

  /// What is left of it in a share of the events.
  public func scaled(by share: Double) -> Expectation {
    Expectation(
      value: value * share, statistical: statistical * share,
      systematicDown: systematicDown * share, systematicUp: systematicUp * share)
  }

  /// One symmetric number for the likelihood: statistics and the larger side of the systematic
  /// envelope in quadrature, so that it never understates either side.
  public var uncertainty: Double {
    let systematic = max(systematicDown, systematicUp)
    return (statistical * statistical + systematic * systematic).squareRoot()
  }
}

/// One fit of the side band and what it predicts for the box.
public struct ExtrapolationFit: Hashable, Sendable {
  public let function: String
  /// Fitted interval of the variable, in canonical units.
  public let range: ClosedRange<Double>
  public let events: Int
  /// Of the shape, as fitted; none for a function without parameters.
  public let parameters: [ShapeParameter]
  /// Expected events in the target interval, and the error from the fit's covariance.
  public let predicted: Double
  public let statistical: Double
  public let minimum: Double
  public let iterations: Int
  public let distanceToMinimum: Double
}

public struct ShapeParameter: Hashable, Sendable {
  public let name: String
  /// In a power of the canonical unit of the variable.
  public let value: Double
  /// From the covariance of the fit; nil for a parameter that ended at a bound.
  public let uncertainty: Double?
}

/// A band that shares the shape of a side band, with a yield of its own.
public struct FittedBand: Hashable, Sendable {
  public let region: String
  /// In canonical units.
  public let range: ClosedRange<Double>
  public let events: Int
}

/// The central fit of a side band with its declared variations.
public struct Extrapolation: Hashable, Sendable {
  public let variable: String
  public let region: String
  /// Fitted together with it.
  public let jointBands: [FittedBand]
  /// The interval extrapolated into, in canonical units.
  public let target: ClosedRange<Double>
  public let central: ExtrapolationFit
  public let variations: [ExtrapolationFit]
  /// Over the functions; nil where their envelope was taken.
  public let functionProfile: DiscreteProfile?
  /// Of the central fit.
  public let checks: ExtrapolationChecks
}

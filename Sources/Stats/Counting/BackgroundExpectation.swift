/// The background expected in the signal box, and how well it is known.
public struct BackgroundExpectation: Hashable, Sendable {
  /// Expected events b: zero to 1e9.
  public let value: Double
  /// Uncertainty σ of ``value`` in events: zero to 1e9.
  public let uncertainty: Double
  public let constraint: BackgroundConstraint
  let law: MeanLaw

  /// Checks the numbers; an uncertainty of zero makes every constraint the exact value.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a number outside its range, and for b = 0
  ///   with σ > 0 where the constraint gives this no meaning.
  public init(
    value: Double, uncertainty: Double, constraint: BackgroundConstraint
  ) throws(NumericsError) {
    try Self.check(value, "value")
    try Self.check(uncertainty, "uncertainty")
    (self.value, self.uncertainty, self.constraint) = (value, uncertainty, constraint)
    law = try MeanLaw(value, uncertainty, constraint)
  }

  /// Above this no single-bin count is meaningful, and squares stay far from overflow.
  private static var largest: Double { 1e9 }

  private static func check(_ number: Double, _ name: String) throws(NumericsError) {
    guard number >= 0, number <= largest else {
      throw NumericsError(
        .invalidInput, "the \(name) of a background must be zero to 1e9, not \(number)",
        advice: "give expected events in the signal box")
    }
  }
}

extension MeanLaw {
  /// Below this relative uncertainty no count can tell the constraint from an exact value.
  private static var negligible: Double { 1e-15 }

  fileprivate init(
    _ value: Double, _ uncertainty: Double, _ constraint: BackgroundConstraint
  ) throws(NumericsError) {
    if constraint == .none || uncertainty <= Self.negligible * value {
      self = .exact(try Poisson(mean: value))
      return
    }
    if value == 0, constraint != .gaussian { throw .zeroBackground(constraint) }
    let (count, inverseScale) = (
      (value / uncertainty) * (value / uncertainty), uncertainty * (uncertainty / value)
    )
    switch constraint {
    case .none: self = .exact(try Poisson(mean: value))
    case .logNormal:
      self = .logNormal(logMedian: log(value), logWidth: log1p(uncertainty / value))
    case .gamma: self = .gamma(shape: count + 1, scale: inverseScale)
    case .gammaOfMean: self = .gamma(shape: count, scale: inverseScale)
    case .gaussian: self = .truncatedNormal(peak: value, width: uncertainty)
    }
  }
}

extension NumericsError {
  fileprivate static func zeroBackground(_ constraint: BackgroundConstraint) -> Self {
    Self(
      .invalidInput,
      "a background of zero with an uncertainty has no meaning for the constraint "
        + "'\(constraint.rawValue)'",
      advice: "use the constraint 'gaussian', give a value above zero, "
        + "or declare an upper limit on this background")
  }
}

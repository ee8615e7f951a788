/// The form of a one-parameter tail.
///
/// All are exponentials in a coordinate t of their own: the variable itself, or its logarithm.
public enum TailShape: String, Hashable, Sendable, CaseIterable {
  /// exp(λ x) with the slope λ of either sign, in one over the unit of x; |1/λ| is the decay length.
  case exponential
  /// xᵏ for x above zero, with the exponent k of either sign.
  case powerLaw = "power law"
  /// Constant; no parameter.
  case uniform

  /// What the parameter is called in reports; `nil` for the shape that has none.
  public var parameterName: String? {
    switch self {
    case .exponential: "slope"
    case .powerLaw: "exponent"
    case .uniform: nil
    }
  }

  /// t(x), in which the shape is exp(slope · t).
  func coordinate(_ value: Double) -> Double { self == .powerLaw ? log(value) : value }

  /// The slope in t that a parameter means: xᵏ dx = exp((k + 1) t) dt for t = ln x.
  func slope(parameter: Double) -> Double { self == .powerLaw ? parameter + 1 : parameter }

  func parameter(slope: Double) -> Double { self == .powerLaw ? slope - 1 : slope }

  /// The range in t.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a power law down to zero or below.
  func coordinates(_ range: ValueRange) throws(NumericsError) -> ValueRange {
    guard self == .powerLaw else { return range }
    guard range.lower > 0 else {
      throw NumericsError(
        .invalidInput, "a power law can be fitted only where the variable is above zero",
        advice: "start the fit range above zero, or choose the exponential")
    }
    return try ValueRange(from: log(range.lower), to: log(range.upper))
  }
}

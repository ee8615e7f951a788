public import Stats

/// A particle that falls into the time window of another by chance.
///
/// Expects `N_box = N_exposed · (1 − exp(−r w)) · Π c_i` for a rate r of Poisson arrivals and a
/// window w: the probability of one or more in the window.
/// Neglects the time structure of the beam: r is the rate within the spill, and bunches need the
/// occupancy of a bunch instead.
public struct AccidentalCoincidence: FactorModel, Hashable {
  /// Per nanosecond.
  public let rate: Factor
  /// In nanoseconds.
  public let window: Factor
  private let exposed: FactorChain

  /// - Parameters:
  ///   - exposed: Events that a coincidence would move into the box.
  ///   - rate: Per nanosecond, zero or more.
  ///   - window: Full width in nanoseconds, zero or more.
  ///   - corrections: Further factors, such as the fraction of such particles that leave no trace.
  /// - Throws: `NumericsError` of kind `invalidInput` for a rate or a window below zero, and one name
  ///   with two laws.
  public init(
    _ name: String, exposed: Factor, rate: Factor, window: Factor, corrections: [Factor] = []
  ) throws(NumericsError) {
    guard rate.law.support.lower >= 0, window.law.support.lower >= 0 else {
      throw NumericsError(
        .invalidInput, "the rate and the window of '\(name)' must not go below zero",
        advice: "give rates per nanosecond and windows in nanoseconds, log-normal or bounded")
    }
    (self.rate, self.window) = (rate, window)
    self.exposed = try FactorChain(name, product: [exposed] + corrections)
    _ = try Factor.distinct(factors)
  }

  public var name: String { exposed.name }
  public var factors: [Factor] { exposed.factors + [rate, window] }

  public func expectation(_ values: FactorValues) throws(NumericsError) -> Double {
    -expm1(-values[rate] * values[window]) * (try exposed.expectation(values))
  }
}

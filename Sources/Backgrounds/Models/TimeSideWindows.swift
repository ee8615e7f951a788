public import Stats

/// Accidental events in time, from the events of windows out of time.
///
/// Expects `N_box = N_out · w_in / w_out · Π c_i`: accidentals are flat in time, so that windows of
/// the total width w_out hold τ = w_out / w_in times as many as the window of the box.
/// Neglects structure of the beam in time: choose windows that hold whole periods of it. Neglects
/// tails of real events in the side windows.
public struct TimeSideWindows: FactorModel, Hashable {
  private let chain: FactorChain

  /// - Parameters:
  ///   - outOfTime: Events in the side windows that pass all other cuts.
  ///   - inTimeWidth: Full width of the window of the box, in nanoseconds.
  ///   - outOfTimeWidth: Total width of the side windows, in nanoseconds, above zero.
  ///   - corrections: Further factors, such as a measured ratio of rates.
  /// - Throws: `NumericsError` of kind `invalidInput` for side windows without width, and one name
  ///   with two laws.
  public init(
    _ name: String, outOfTime: Factor, inTimeWidth: Factor, outOfTimeWidth: Factor,
    corrections: [Factor] = []
  ) throws(NumericsError) {
    chain = try FactorChain(
      name, product: [outOfTime, inTimeWidth] + corrections, over: [outOfTimeWidth])
  }

  public var name: String { chain.name }
  public var factors: [Factor] { chain.factors }

  public func expectation(_ values: FactorValues) throws(NumericsError) -> Double {
    try chain.expectation(values)
  }
}

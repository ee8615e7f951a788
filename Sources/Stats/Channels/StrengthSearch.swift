/// Looks for the signal strength at which so few events become too unlikely.
struct StrengthSearch {
  /// Signal events at unit strength.
  let nominalSignal: Double
  /// ln of the probability to find.
  let logTarget: Double
  /// Whether the target belongs to the probability over that without signal.
  let relative: Bool

  /// How far a finer grid moves an answer at most, as a rule.
  private static var usualChange: Double { 1e-4 }

  /// The strength with `logAtMost` at the target; zero where it starts below.
  ///
  /// - Parameters:
  ///   - start: An answer that is likely to lie within 1e-4, or none.
  ///   - logAtMost: ln P(N ≤ n; μ), which falls with μ.
  func strength(
    from start: Double?, where logAtMost: (Double) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Double {
    let without = try logAtMost(0)
    guard relative || without > logTarget else { return 0 }
    let target = relative ? logTarget + without : logTarget
    func excess(_ strength: Double) throws(NumericsError) -> Double {
      try logAtMost(strength) - target
    }
    let guess = start.flatMap { $0 > 0 ? $0 : nil }
    var low = guess.map { $0 * (1 - Self.usualChange) } ?? 1 / max(nominalSignal, 1e-9)
    try widen(&low, by: 0.5) { (strength) throws(NumericsError) in try excess(strength) > 0 }
    var high = guess.map { max($0 * (1 + Self.usualChange), low) } ?? 2 * low
    try widen(&high, by: 2) { (strength) throws(NumericsError) in try excess(strength) < 0 }
    return try root(from: low, to: high, of: excess)
  }

  /// Multiplies a value by a factor until a condition holds.
  private func widen(
    _ value: inout Double, by factor: Double,
    until condition: (Double) throws(NumericsError) -> Bool
  ) throws(NumericsError) {
    for _ in 0..<200 {
      if try condition(value) { return }
      value *= factor
    }
    throw NumericsError(
      .notConverged, "no signal strength of ordinary size is a limit",
      advice: "give signal yields of about one event, or a log-normal uncertainty of the signal")
  }
}

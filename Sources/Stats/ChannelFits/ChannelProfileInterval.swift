/// The signal strengths whose profile likelihood lies near enough to the best one.
///
/// Both ends solve −2 ln λ(μ) = z² with Φ(z) = (1 + CL)/2, relative to the best μ ≥ 0; the lower end is
/// zero where μ = 0 is inside. Wilks' theorem gives the level for large counts only: at a few events
/// the coverage may lie well below it.
/// Reference: W. A. Rolke, A. M. López, J. Conrad, Nucl. Instrum. Meth. A 551 (2005) 493.
public struct ChannelProfileInterval: Hashable, Sendable {
  public let model: CountingModel
  public let confidence: ConfidenceLevel

  public init(model: CountingModel, confidence: ConfidenceLevel) {
    (self.model, self.confidence) = (model, confidence)
  }

  /// - Parameter observed: The counts, in the order of the model's channels; each zero to 1e5.
  /// - Throws: ``NumericsError``; its text carries neither a count nor anything made from one.
  public func interval(observed: [Int]) throws(NumericsError) -> StrengthInterval {
    let profile = try ChannelProfile(model: model, observed: observed)
    let best = try profile.best()
    let level = try normalQuantile((1 + confidence.value) / 2)
    func excess(_ strength: Double) throws(NumericsError) -> Double {
      let fitted = try profile.fitted(strength: strength)
      return 2 * max(0, fitted.halfDeviance - best.halfDeviance) - level * level
    }
    let scale = max(best.strength, 1 / model.nominalSignalScale)
    let high = try excludedStrength(above: best.strength, from: scale) {
      (strength) throws(NumericsError) in try excess(strength) > 0
    }
    let upper = try root(from: best.strength, to: high, relativeTolerance: 1e-10, of: excess)
    guard best.strength > 0, try excess(0) > 0 else {
      return StrengthInterval(lower: 0, upper: upper)
    }
    let lower = try root(from: 0, to: best.strength, relativeTolerance: 1e-10, of: excess)
    return StrengthInterval(lower: lower, upper: upper)
  }
}

/// A strength above `start` at which a condition holds, by steps that double.
///
/// - Throws: ``NumericsError/Kind/notConverged`` when there is none of ordinary size, as with an
///   efficiency that may be zero.
func excludedStrength(
  above start: Double, from step: Double,
  where condition: (Double) throws(NumericsError) -> Bool
) throws(NumericsError) -> Double {
  var step = step
  for _ in 0..<30 {
    if try condition(start + step) { return start + step }
    step *= 2
  }
  throw NumericsError(
    .notConverged, "no signal strength of ordinary size is excluded",
    advice: "check that the uncertainty of the signal does not allow an efficiency of zero")
}

public import Stats

/// What signal in side bands takes from the signal in the box, as the prediction rises with it.
///
/// With κ signal events in a side band for each in the box of the same run periods, and the influence I
/// of one event there on the prediction, the true background is b̂ − s Σ w κ I for s signal events in
/// the box, so that `N ~ Poisson(b̂ + s (1 − c))` with c = Σ w κ I. The weight w is the part of the
/// prediction that is in the sum, times the share of its run periods in the particles on target. First
/// order in s; the limit that the side band itself would set on the signal is not used.
public struct SignalInSideBands: Hashable, Sendable {
  /// The backgrounds whose side bands were said to hold signal.
  public let backgrounds: [String]
  /// c, below one.
  public let taken: Double
  /// One standard deviation, from the uncertainties of κ taken as independent.
  public let uncertainty: Double

  /// By how much limits are weaker than without.
  public var limitFactor: Double { 1 / (1 - taken) }

  /// Of 1 − c.
  public var relativeUncertainty: Double { uncertainty / (1 - taken) }
}

extension BackgroundTable {
  /// - Returns: Nil if no signal was declared in a side band.
  /// - Throws: `NumericsError` of kind `invalidInput` where the side bands leave nothing of the signal.
  public func signalInSideBands() throws(NumericsError) -> SignalInSideBands? {
    let found = lines.compactMap { line in
      line.contamination.map { (line.name, $0, line.share * signalShare(of: line)) }
    }
    guard !found.isEmpty else { return nil }
    let taken = found.map { $1.taken * $2 }.sorted().reduce(0, +)
    let square = found.map { $1.takenUncertainty * $2 }.map { $0 * $0 }.sorted().reduce(0, +)
    let uncertainty = square.squareRoot()
    guard taken + uncertainty < 1 else {
      throw NumericsError(
        .invalidInput,
        "the side bands are declared to hold so much signal that their predictions take all of it "
          + "from the box",
        advice: "move the side band away from the signal")
    }
    return SignalInSideBands(
      backgrounds: found.map(\.0), taken: taken, uncertainty: uncertainty)
  }

  /// The part of the signal that is in the run periods of a line.
  private func signalShare(of line: BackgroundEstimate) -> Double {
    guard !periods.isEmpty else { return 1 }
    let own = periods.filter { line.datasets.contains($0.name) }
    return own.map(\.onTarget).sorted().reduce(0, +)
      / periods.map(\.onTarget).sorted().reduce(0, +)
  }
}

extension BackgroundEstimate {
  fileprivate var contamination: SignalContamination? {
    extrapolation?.checks.contamination ?? plane?.checks.contamination
  }
}

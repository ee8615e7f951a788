public import Stats

/// What stands beside an extrapolation: other errors, tests of the fit, and signal in the side band.
///
/// None of it enters the expectation.
public struct ExtrapolationChecks: Hashable, Sendable {
  /// Where the profile likelihood of the expectation rises by one half.
  public let profile: Result<ProfileInterval, NumericsError>
  /// From fits to samples of the fitted events, drawn with replacement.
  public let bootstrap: Result<Bootstrap, NumericsError>
  /// Without a fit; nil for a function that has no exact posterior.
  public let posterior: Result<PosteriorPrediction, NumericsError>?
  /// Anderson and Darling's test of the central fit, with toys fitted as the data were.
  public let goodness: Result<ToyTest, NumericsError>
  /// The central fit in an open region beside the side band; nil if none was declared.
  public let validation: ValidationTest?
  /// Nil if no signal was declared in the side band.
  public let contamination: SignalContamination?
}

/// A count in an open region against what the side band predicts there.
public struct ValidationTest: Hashable, Sendable {
  public let region: String
  /// Each with one interval for each variable, in canonical units.
  public let rectangles: [[ClosedRange<Double>]]
  public let predicted: Double
  /// From the covariance of the fit.
  public let statistical: Double
  public let observed: Int
  /// (n − b)/√(b + σ²).
  public let pull: Double
  /// Twice the smaller of P(N ≥ n) and P(N ≤ n), at most one, by exact sums of Poisson counts.
  ///
  /// The mean of the counts is averaged over a gamma distribution of mean b and width σ.
  public let pValue: Double
}

extension ValidationTest {
  /// - Throws: `NumericsError` for a prediction that cannot be tested.
  init(
    _ region: String, _ rectangles: [[ClosedRange<Double>]],
    predicting prediction: (value: Double, error: Double), observed: Int
  ) throws(NumericsError) {
    let (value, error) = prediction
    let excess = Discovery(
      background: try BackgroundExpectation(
        value: value, uncertainty: error, constraint: .gammaOfMean))
    let atLeast = try excess.significance(observed: observed).probability
    let above = try excess.significance(observed: observed + 1).probability
    (self.region, self.rectangles, predicted, statistical) = (region, rectangles, value, error)
    self.observed = observed
    pull = (Double(observed) - value) / (value + error * error).squareRoot()
    pValue = min(1, 2 * min(atLeast, 1 - above))
  }
}

/// How well efficiency times exposure is known, as a factor on the signal around one.
public struct SignalScale: Hashable, Sendable {
  /// r; the factor is log-normal with median 1 and κ = 1 + r. From 0 (exact) to 10.
  public let relativeUncertainty: Double

  /// The factor is exactly one.
  public static let exact = SignalScale()

  private init() { relativeUncertainty = 0 }

  /// - Parameter relativeUncertainty: As a fraction: 0.1 for 10 %.
  /// - Throws: ``NumericsError/Kind/invalidInput`` unless it is from 0 to 10.
  public init(relativeUncertainty: Double) throws(NumericsError) {
    guard relativeUncertainty >= 0, relativeUncertainty <= 10 else {
      throw NumericsError(
        .invalidInput,
        "the relative uncertainty of the signal must be 0 to 10, not \(relativeUncertainty)",
        advice: "write 10 % as 0.1")
    }
    self.relativeUncertainty = relativeUncertainty
  }

  /// ln κ.
  var logWidth: Double { log1p(relativeUncertainty) }

  /// What is believed about the mean signal count when its median is known.
  func law(median: Double) throws(NumericsError) -> MeanLaw {
    if relativeUncertainty == 0 || median == 0 { return .exact(try Poisson(mean: median)) }
    return .logNormal(logMedian: log(median), logWidth: logWidth)
  }
}

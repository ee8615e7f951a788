/// A calculation that could not be done, with what to try instead.
///
/// The texts carry no observed count and no event value: they may be shown while the box is shut.
/// The one count they may name is the number of events in a fit range, which is open by definition.
public struct NumericsError: Error, Hashable, Sendable {
  /// What went wrong, as a stable name for tests and for the manual.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// An argument outside its stated range.
    case invalidInput = "invalid-input"
    /// Too few events in the fit range to determine a shape.
    case tooFewEvents = "too-few-events"
    /// Every event lies at one edge of the fit range: no finite slope describes them.
    case divergingSlope = "diverging-slope"
    /// The extrapolated integral is not finite.
    case divergingIntegral = "diverging-integral"
    /// An iteration ended without reaching its tolerance.
    case notConverged = "not-converged"
    /// The function has the same sign at both ends of the interval given to a root search.
    case noSignChange = "no-sign-change"
    /// A matrix that should be a Hessian at a minimum is not positive definite.
    case notPositiveDefinite = "not-positive-definite"
    /// An exact sum would have too many terms.
    case tooLarge = "too-large"
    /// Too few toy experiments reached the observation for an estimate.
    case tooFewToys = "too-few-toys"
    /// GSL reported a failure of its own.
    case library = "library"
  }

  public let kind: Kind
  /// What is wrong: lower case, no full stop.
  public let reason: String
  /// What to try: lower case, no full stop.
  public let advice: String

  /// - Parameters:
  ///   - reason: What is wrong and what was expected.
  ///   - advice: What the reader can do about it.
  public init(_ kind: Kind, _ reason: String, advice: String) {
    (self.kind, self.reason, self.advice) = (kind, reason, advice)
  }
}

extension NumericsError: CustomStringConvertible {
  public var description: String { "\(reason); \(advice)" }
}

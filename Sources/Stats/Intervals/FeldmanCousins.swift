/// The unified interval of Feldman and Cousins for a Poisson count on a background known exactly.
///
/// The belt takes counts in falling order of P(n; s + b) / P(n; max(n, b)) until they hold CL. It is
/// not scanned on a grid: between ties of the ordering its edges are roots of sums of Poisson
/// probabilities. Conventions: counts that tie are all accepted, and where the accepted signals of
/// a count leave gaps, the interval runs from the smallest to the largest.
/// Reference: G. J. Feldman and R. D. Cousins, Phys. Rev. D 57 (1998) 3873, section IV.
public struct FeldmanCousins: CountingInterval, Hashable {
  /// What is done about upper ends that rise when the background rises.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    /// The belt as constructed.
    case raw
    /// As in the published tables: the upper end is the largest one of all backgrounds b′ ≥ b.
    ///
    /// The supremum over the continuum of b′, so that it may exceed a printed table, whose authors
    /// looked at some backgrounds only. The lower end is that of the raw belt.
    case published
  }

  public let background: BackgroundExpectation
  public let confidence: ConfidenceLevel
  public let rule: Rule
  private let mean: Double

  public var method: IntervalMethod {
    switch rule {
    case .raw: .feldmanCousins
    case .published: .feldmanCousinsPublished
    }
  }

  /// - Throws: ``NumericsError/Kind/invalidInput`` for an uncertain background, and
  ///   ``NumericsError/Kind/tooLarge`` for one above 1e7 events.
  public init(
    background: BackgroundExpectation, confidence: ConfidenceLevel, rule: Rule
  ) throws(NumericsError) {
    mean = try background.exactMean(
      for: "a Feldman-Cousins interval",
      advice: "use 'cls' or 'cousins-highland', which average over the uncertainty, "
        + "or declare the background without one")
    guard mean <= Double(Self.largestCount) else { throw .beltTooLarge }
    (self.background, self.confidence, self.rule) = (background, confidence, rule)
  }

  /// - Parameter observed: Zero to 1e7.
  /// - Throws: ``NumericsError``; its text carries neither the count nor anything made from it.
  public func interval(observed: Int) throws(NumericsError) -> SignalInterval {
    try checkCount(observed)
    guard observed <= Self.largestCount else { throw .beltTooLarge }
    let belt = FeldmanCousinsBelt(
      ordering: LikelihoodOrdering(background: mean), complement: confidence.complement)
    let lower = try belt.lowestMean(observed) - mean
    let edge = try belt.highestMean(observed)
    guard rule == .published else { return SignalInterval(lower: lower, upper: edge - mean) }
    let peak = try RisingBackground(count: observed, complement: confidence.complement)
      .highestPeak(above: mean, edge: edge)
    return SignalInterval(lower: lower, upper: max(edge - mean, peak))
  }

  private static var largestCount: Int { 10_000_000 }
}

extension NumericsError {
  fileprivate static var beltTooLarge: Self {
    Self(
      .tooLarge, "a Feldman-Cousins belt is made for at most 1e7 events",
      advice: "use 'classical' or 'cls' for so many events")
  }
}

/// The unified interval of Feldman and Cousins for a Poisson count, N ~ Poisson(s f + b).
///
/// With a background known exactly and f = 1 the belt takes counts in falling order of
/// P(n; s + b) / P(n; max(n, b)) until they hold CL. It is not scanned on a grid: between ties of the
/// ordering its edges are roots of sums of Poisson probabilities. It covers every signal with a
/// probability of at least CL.
///
/// With an uncertain background or efficiency the construction is done with the nuisance parameters
/// that fit the data best beside each signal (profile construction): outcomes are a count and the
/// results of the measurements of b and f, ranked by the profile likelihood relative to the best
/// s ≥ 0, and repeated with those parameters. By exact sums over counts and ranges of results, without
/// toys. The coverage is then approximate: it is at least CL only where the true parameters are those
/// that fit best; ``repeatedCoverage(of:trueBackground:)`` computes it.
///
/// Conventions: outcomes that tie are all accepted, and so are all results with the observed count, so
/// that the interval goes over into that of the belt as the uncertainty goes to zero; where the
/// accepted signals leave gaps, the interval runs from the smallest to the largest.
/// References: G. J. Feldman and R. D. Cousins, Phys. Rev. D 57 (1998) 3873, section IV; K. Cranmer,
/// PHYSTAT 2003, arXiv:physics/0310108, and B. Sen, M. Walker, M. Woodroofe, Statistica Sinica 19
/// (2009) 301, for the profile construction.
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
  public let signalScale: SignalScale
  public let confidence: ConfidenceLevel
  public let rule: Rule
  /// The mean of a background that is known exactly, beside an efficiency that is too.
  private let exactMean: Double?

  public var method: IntervalMethod {
    switch rule {
    case .raw: .feldmanCousins
    case .published: .feldmanCousinsPublished
    }
  }

  /// For an efficiency that is known exactly.
  ///
  /// - Throws: As the other initialiser.
  public init(
    background: BackgroundExpectation, confidence: ConfidenceLevel, rule: Rule
  ) throws(NumericsError) {
    try self.init(
      background: background, signalScale: .exact, confidence: confidence, rule: rule)
  }

  /// Chooses the belt where nothing is uncertain, and the profile construction else.
  ///
  /// - Throws: ``NumericsError/Kind/tooLarge`` for a background above 1e7 events, or above 1e5 if
  ///   something is uncertain; ``NumericsError/Kind/invalidInput`` for the published rule with
  ///   something uncertain, for which it is not defined.
  public init(
    background: BackgroundExpectation, signalScale: SignalScale, confidence: ConfidenceLevel,
    rule: Rule
  ) throws(NumericsError) {
    exactMean = signalScale == .exact ? background.exactMean : nil
    guard rule == .raw || exactMean != nil else {
      throw NumericsError(
        .invalidInput,
        "the published rule of Feldman and Cousins needs a background and an efficiency without "
          + "uncertainty",
        advice: "use 'feldman-cousins', which has a construction for an uncertain background")
    }
    (self.background, self.signalScale) = (background, signalScale)
    (self.confidence, self.rule) = (confidence, rule)
    guard background.value <= Double(largestCount) else { throw .beltTooLarge(largestCount) }
  }

  /// - Parameter observed: Zero to 1e7, or to 1e5 if something is uncertain.
  /// - Throws: ``NumericsError``; its text carries neither the count nor anything made from it.
  public func interval(observed: Int) throws(NumericsError) -> SignalInterval {
    try checkCount(observed)
    guard observed <= largestCount else { throw .beltTooLarge(largestCount) }
    guard let exactMean else { return try construction(observed).interval() }
    return try beltInterval(observed, exactMean)
  }

  /// The upper ends to expect from background alone, by enumeration of all counts.
  ///
  /// Above a thousand events, and if something is uncertain, the upper end rises with the count in
  /// steps too rough to average exactly in reasonable time: the mean then has a relative precision of
  /// 1e-4.
  /// - Throws: ``NumericsError/Kind/tooLarge`` for a background above 1000 events if something is
  ///   uncertain, which would take minutes, and what the intervals throw.
  public func expected() throws(NumericsError) -> ExpectedBand {
    guard exactMean != nil || background.value <= 1000 else { throw .beltTooLarge(1000) }
    let isRough = exactMean == nil || background.value > 1000
    let precision = isRough ? 1e-5 : 1e-8
    return try ExpectedBand(background, precision: precision) {
      (count, _, _) throws(NumericsError) in try interval(observed: count).upper
    }
  }

  private func beltInterval(
    _ observed: Int, _ mean: Double
  ) throws(NumericsError) -> SignalInterval {
    let belt = FeldmanCousinsBelt(
      ordering: LikelihoodOrdering(background: mean), complement: confidence.complement)
    let lower = try belt.lowestMean(observed) - mean
    let edge = try belt.highestMean(observed)
    guard rule == .published else { return SignalInterval(lower: lower, upper: edge - mean) }
    let peak = try RisingBackground(count: observed, complement: confidence.complement)
      .highestPeak(above: mean, edge: edge)
    return SignalInterval(lower: lower, upper: max(edge - mean, peak))
  }

  private func construction(_ observed: Int) throws(NumericsError) -> ProfileConstruction {
    try ProfileConstruction(
      observed: ProfileLikelihood(
        observed: observed, background: background, signalScale: signalScale),
      complement: confidence.complement)
  }

  private var largestCount: Int { exactMean == nil ? 100_000 : 10_000_000 }
}

extension NumericsError {
  fileprivate static func beltTooLarge(_ largestCount: Int) -> Self {
    Self(
      .tooLarge, "such a Feldman-Cousins construction is made for at most \(largestCount) events",
      advice: "use 'classical', 'cls' or 'cousins-highland' for so many events")
  }
}

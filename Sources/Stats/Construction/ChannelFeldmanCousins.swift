/// The unified interval of Feldman and Cousins for several counts whose yields are known exactly.
///
/// A strength μ is accepted if the sets of counts that rank above the observed one hold less than CL,
/// where they rank by Π_c P(n_c; μ s_c + b_c) relative to its value for the best μ ≥ 0. All sets of counts
/// are listed, each with its best μ, which does not depend on the tested one. Channels with the same
/// s/b act as one, so that splitting a channel changes nothing; sets that tie are all accepted; the
/// interval runs from the smallest to the largest accepted strength, over gaps. Edges are looked for
/// from outside, in stretches that are halved until their ends share too little: exact for one count
/// (see ``FeldmanCousins``), for several a piece of the belt narrower than a stretch may be missed.
/// Reference: G. J. Feldman, R. D. Cousins, Phys. Rev. D 57 (1998) 3873.
public struct ChannelFeldmanCousins: ChannelInterval, Hashable {
  public let model: CountingModel
  public let confidence: ConfidenceLevel

  /// - Throws: ``NumericsError/Kind/invalidInput`` for a model with an uncertain yield.
  public init(model: CountingModel, confidence: ConfidenceLevel) throws(NumericsError) {
    guard !model.isUncertain else {
      throw NumericsError(
        .invalidInput,
        "with uncertain yields the outcomes of the Feldman-Cousins construction cannot be listed, "
          + "since the measurements behind the uncertainties are repeated too",
        advice: "draw them: --toys N --seed S")
    }
    (self.model, self.confidence) = (model, confidence)
  }

  /// - Throws: ``NumericsError/Kind/tooLarge`` for more than 200000 sets of counts.
  public func interval(observed: [Int]) throws(NumericsError) -> StrengthInterval {
    try model.check(observed)
    let yields = MergedYields(model)
    let belt = try belt(yields, yields.merged(observed))
    let lower = try search(belt, from: 0)
    return StrengthInterval(lower: lower ?? belt.best, upper: try upper(belt))
  }

  /// The upper ends of all sets of counts that are likely without signal.
  ///
  /// - Throws: ``NumericsError/Kind/tooLarge`` where their constructions together would list more than a
  ///   million outcomes, which takes seconds.
  public func expected() throws(NumericsError) -> StrengthBand {
    let yields = MergedYields(model)
    let outcomes = try yields.outcomesWithoutSignal()
    var (uppers, listed) = ([Double](), 0)
    for outcome in outcomes {
      let belt = try belt(yields, outcome.counts)
      listed += belt.count
      guard listed + (outcomes.count - uppers.count) * belt.count / 2 <= Self.longestBand else {
        throw NumericsError(
          .tooLarge, "a Feldman-Cousins construction for each set of counts takes too long",
          advice: "use the method 'cls' for the expected band")
      }
      uppers.append(try upper(belt))
    }
    return StrengthBand(probabilities: outcomes.map(\.probability), uppers: uppers)
  }

  private static var longestBand: Int { 1_000_000 }

  private func belt(_ yields: MergedYields, _ counts: [Int]) throws(NumericsError) -> RankedCounts {
    try RankedCounts(yields: yields, observed: counts, complement: confidence.complement)
  }

  private func upper(_ belt: RankedCounts) throws(NumericsError) -> Double {
    try search(belt, from: belt.highest) ?? belt.best
  }

  /// The first accepted strength on the way to the best one, in a few stretches to begin with.
  private func search(
    _ belt: RankedCounts, from start: Double
  ) throws(NumericsError) -> Double? {
    let edge = AcceptedEdge(
      confidence: confidence.value, resolution: 1e-9 * belt.highest, point: belt.point)
    var last = try belt.point(start)
    for step in 1...Self.stretches {
      let share = Double(step) / Double(Self.stretches)
      let next = try belt.point(start + (belt.best - start) * share)
      if let found = try edge.first(from: last, to: next) { return found }
      last = next
    }
    return nil
  }

  private static var stretches: Int { 16 }
}

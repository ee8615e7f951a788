/// Finds the signal strength at which the total count of some channels becomes too unlikely.
struct TotalCountSolver {
  private let structure: NuisanceStructure
  private let nominalSignal: Double
  private let nominalBackground: Double

  /// - Parameter channels: The channels that are added up, by position.
  init(_ model: CountingModel, channels: Range<Int>) {
    structure = NuisanceStructure(model, channels: channels)
    nominalSignal = model.nominal(.signal, in: channels)
    nominalBackground = model.nominal(.background, in: channels)
  }

  /// The μ at which ln P(N ≤ n; μ), or with `relative` that above ln P(N ≤ n; 0), is `logTarget`.
  func strength(
    atMost count: Int, logTarget: Double, relative: Bool
  ) throws(NumericsError) -> Double {
    try refinement(upTo: count).converged(
      solve: { (marginal, start) throws(NumericsError) in
        try strength(TotalCount(marginal, upTo: count), count, logTarget, relative, from: start)
      }, change: { coarse, fine in coarse == fine ? 0 : abs(fine / coarse - 1) })
  }

  private func refinement(upTo count: Int) -> GridRefinement {
    GridRefinement(structure: structure, grouping: .total, highest: [count])
  }

  private func strength(
    _ total: TotalCount, _ count: Int, _ logTarget: Double, _ relative: Bool, from start: Double?
  ) throws(NumericsError) -> Double {
    try StrengthSearch(nominalSignal: nominalSignal, logTarget: logTarget, relative: relative)
      .strength(from: start) { (strength) throws(NumericsError) in
        try total.logAtMost(count, strength: strength)
      }
  }
}

extension TotalCountSolver {
  /// The band of limits without signal, by enumeration of the total count.
  func band(logTarget: Double, relative: Bool) throws(NumericsError) -> StrengthBand {
    let (total, probabilities) = try countsWithoutSignal()
    var (limits, last) = ([Double](), Double?.none)
    for count in probabilities.indices {
      let limit = try strength(
        total, count, logTarget, relative, from: last)
      limits.append(limit)
      last = limit
    }
    return StrengthBand(totalCounts: probabilities, uppers: limits)
  }

  /// P(N = 0), P(N = 1), … without signal, up to the last that matters.
  func probabilitiesWithoutSignal() throws(NumericsError) -> [Double] {
    try countsWithoutSignal().1
  }

  /// All total counts that matter, on a grid that is fine enough for each of them.
  private func countsWithoutSignal() throws(NumericsError) -> (TotalCount, [Double]) {
    try checkLength(nominalBackground)
    var highest = Int(nominalBackground + 10 * nominalBackground.squareRoot()) + 20
    var (level, previous) = (0, [Double]?.none)
    while level < ScoreNodes.levels {
      let marginal = try refinement(upTo: highest).marginal(level: level)
      let total = TotalCount(marginal, upTo: highest)
      let probabilities = try total.probabilitiesWithoutSignal()
      guard probabilities.reduce(0, +) > 1 - 1e-9 else {
        highest *= 2
        previous = nil
        try checkLength(Double(highest))
        continue
      }
      if structure.isExact || Self.agree(previous, probabilities) {
        return (total, Self.withoutNegligible(probabilities))
      }
      previous = probabilities
      level += 1
    }
    throw NumericsError(
      .notConverged, "the distribution of the total count did not converge",
      advice: "reduce the largest uncertainty, or use the method 'profile-likelihood'")
  }

  private func checkLength(_ highest: Double) throws(NumericsError) {
    guard highest <= 20_000 else {
      throw NumericsError(
        .tooLarge, "the expected band runs over more than 20000 total counts",
        advice: "use the method 'asymptotic' for so large a background")
    }
  }

  private static func agree(_ first: [Double]?, _ second: [Double]) -> Bool {
    guard let first, first.count == second.count else { return false }
    return zip(first, second).allSatisfy { abs($0 - $1) <= 1e-11 }
  }

  /// Drops the counts above which 1e-10 of the probability lies.
  private static func withoutNegligible(_ probabilities: [Double]) -> [Double] {
    var above = 0.0
    guard
      let last = probabilities.indices.last(where: {
        above += probabilities[$0]
        return above > 1e-10
      })
    else { return probabilities }
    return Array(probabilities[...last])
  }
}

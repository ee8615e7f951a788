/// Repeats an average over nuisance parameters on finer grids until the answer stays the same.
struct GridRefinement {
  let structure: NuisanceStructure
  let grouping: MarginalCounts.Grouping
  /// For each part, the largest count that is wanted.
  let highest: [Int]

  /// More points than this take seconds.
  private static var largestWork: Double { 2e7 }

  /// The answer on the first grid that gives that of the next one.
  ///
  /// - Parameters:
  ///   - solve: The answer on a grid.
  ///   - change: How far two answers lie apart, relative to their size.
  /// - Throws: ``NumericsError/Kind/tooLarge`` when a grid would be too large.
  func converged<Answer>(
    solve: (MarginalCounts) throws(NumericsError) -> Answer,
    change: (Answer, Answer) -> Double
  ) throws(NumericsError) -> Answer {
    try converged(
      solve: { (marginal, _) throws(NumericsError) in try solve(marginal) },
      improve: { (marginal, coarse) throws(NumericsError) in
        let fine = try solve(marginal)
        return change(coarse, fine) <= tolerance ? nil : fine
      })
  }

  /// The same where it is easier to see that a finer grid agrees than to solve on it.
  ///
  /// - Parameters:
  ///   - solve: The answer on a grid; it gets that of the coarser grid to start from.
  ///   - improve: The answer on a finer grid, or nil if that of the coarser one stands.
  func converged<Answer>(
    solve: (MarginalCounts, Answer?) throws(NumericsError) -> Answer,
    improve: (MarginalCounts, Answer) throws(NumericsError) -> Answer?
  ) throws(NumericsError) -> Answer {
    var answer = try solve(try marginal(level: 0), nil)
    if structure.isExact { return answer }
    for level in 1..<ScoreNodes.levels {
      guard let better = try improve(try marginal(level: level), answer) else { return answer }
      answer = better
    }
    throw NumericsError(
      .notConverged, "the average over the nuisance parameters did not converge",
      advice: "reduce the largest uncertainty, or use the method 'asymptotic'")
  }

  /// Grids converge exponentially: two that agree so well are both right to more.
  var tolerance: Double { 1e-10 }

  func marginal(level: Int) throws(NumericsError) -> MarginalCounts {
    guard structure.work(nodes: ScoreNodes(level: level).scores.count) <= Self.largestWork else {
      throw NumericsError(
        .tooLarge, "too many nuisance parameters are shared between channels for an exact average",
        advice: "join nuisance parameters that always act together")
    }
    return try MarginalCounts(structure, grouping, upTo: highest, level: level)
  }
}

extension NuisanceStructure {
  /// No parameter at all: nothing to average.
  var isExact: Bool { shared.isEmpty && blocks.joined().allSatisfy(\.nuisances.isEmpty) }
}

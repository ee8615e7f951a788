/// Repeats an average over nuisance parameters on finer grids until the answer stays the same.
struct GridRefinement {
  let structure: NuisanceStructure
  let grouping: MarginalCounts.Grouping
  /// For each part, the largest count that is wanted.
  let highest: [Int]

  /// More points than this take seconds.
  private static var largestWork: Double { 2e7 }

  /// Solves for a value on one grid after the other.
  ///
  /// - Parameters:
  ///   - solve: The answer on a grid; it gets that of the coarser grid to start from.
  ///   - change: How far a grid moves the answer of the coarser one, relative to it.
  /// - Throws: ``NumericsError/Kind/tooLarge`` when a grid would be too large.
  func converged(
    solve: (MarginalCounts, Double?) throws(NumericsError) -> Double,
    change: (MarginalCounts, Double) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Double {
    var answer = try solve(try marginal(level: 0), nil)
    if structure.isExact { return answer }
    for level in 1..<ScoreNodes.levels {
      let next = try marginal(level: level)
      if try change(next, answer) <= 1e-10 { return answer }
      answer = try solve(next, answer)
    }
    throw NumericsError(
      .notConverged, "the average over the nuisance parameters did not converge",
      advice: "reduce the largest uncertainty, or use the method 'asymptotic'")
  }

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

/// Repeats an average over nuisance parameters on finer grids until the answer stays the same.
struct GridRefinement {
  let structure: NuisanceStructure
  let grouping: MarginalCounts.Grouping
  /// For each part, the largest count that is wanted.
  let highest: [Int]

  /// More points than this take seconds.
  private static var largestWork: Double { 2e7 }

  /// The answer on the first grid that moves that of the grid before by next to nothing.
  ///
  /// - Parameters:
  ///   - solve: The answer on a grid; it gets that of the coarser grid to start from.
  ///   - change: How far two answers lie apart, relative to their size.
  /// - Throws: ``NumericsError/Kind/tooLarge`` when a grid would be too large.
  func converged<Answer>(
    solve: (MarginalCounts, Answer?) throws(NumericsError) -> Answer,
    change: (Answer, Answer) -> Double
  ) throws(NumericsError) -> Answer {
    var coarse = try solve(try marginal(level: 0), nil)
    if structure.isExact { return coarse }
    for level in 1..<ScoreNodes.levels {
      let fine = try solve(try marginal(level: level), coarse)
      if change(coarse, fine) <= Self.tolerance { return fine }
      coarse = fine
    }
    throw NumericsError(
      .notConverged, "the average over the nuisance parameters did not converge",
      advice: "reduce the largest uncertainty, or use the method 'profile-likelihood'")
  }

  /// The error of a grid falls as exp(−c/h²): the finer of two grids that agree so well has about
  /// twice as many right digits.
  private static let tolerance = 1e-7

  func marginal(level: Int) throws(NumericsError) -> MarginalCounts {
    guard structure.work(nodes: ScoreNodes(level: level).scores.count) <= Self.largestWork else {
      throw NumericsError(
        .tooLarge, "too many nuisance parameters are shared between channels for an exact average",
        advice: "join nuisance parameters that always act together, or draw them: --toys N --seed S"
      )
    }
    return try MarginalCounts(structure, grouping, upTo: highest, level: level)
  }
}

extension NuisanceStructure {
  /// No parameter at all: nothing to average.
  var isExact: Bool { shared.isEmpty && blocks.joined().allSatisfy(\.nuisances.isEmpty) }
}

/// A condition on toy experiments that can be counted in any order and on any thread.
protocol ToyExperiment: Sendable {
  /// How many of some toys pass; the same number whenever and wherever it is asked.
  func passing(_ toys: Range<UInt64>, of plan: ToyPlan) throws(NumericsError) -> Int
}

extension ToyExperiment {
  /// Runs one shard of a plan on this thread.
  ///
  /// The whole stops as soon as the wanted precision is reached. A part cannot know the others, so
  /// it runs all its chunks; once merged, those beyond the stop do not count.
  func run(_ plan: ToyPlan, shard: Shard) throws(NumericsError) -> ToyTally {
    var progress = ToyProgress(plan, shard)
    while let index = progress.next() {
      progress.add(index, counted(plan, index))
    }
    return try progress.tally()
  }

  /// The same on several threads, with the same result.
  ///
  /// - Parameter threads: One or more; each runs a chunk at a time.
  func run(_ plan: ToyPlan, shard: Shard, threads: Int) async throws(NumericsError) -> ToyTally {
    typealias Outcome = (index: Int, passed: Result<Int, NumericsError>)
    let result = await withTaskGroup(of: Outcome.self) { group in
      var progress = ToyProgress(plan, shard)
      func launch() {
        guard let index = progress.next() else { return }
        group.addTask { (index, self.counted(plan, index)) }
      }
      for _ in 0..<max(1, threads) { launch() }
      while let (index, passed) = await group.next() {
        progress.add(index, passed)
        launch()
      }
      return Result { () throws(NumericsError) in try progress.tally() }
    }
    return try result.get()
  }

  private func counted(_ plan: ToyPlan, _ index: Int) -> Result<Int, NumericsError> {
    Result { () throws(NumericsError) in try passing(plan.toys(inChunk: index), of: plan) }
  }
}

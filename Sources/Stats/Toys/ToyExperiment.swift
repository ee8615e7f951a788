import Dispatch
import Synchronization

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
  func run(_ plan: ToyPlan, shard: Shard, threads: Int) throws(NumericsError) -> ToyTally {
    var progress = ToyProgress(plan, shard)
    while true {
      var indices: [Int] = []
      while indices.count < max(1, threads), let index = progress.next() { indices.append(index) }
      if indices.isEmpty { return try progress.tally() }
      for (index, passed) in zip(indices, counted(plan, indices)) { progress.add(index, passed) }
    }
  }

  /// Several chunks at once.
  private func counted(_ plan: ToyPlan, _ indices: [Int]) -> [ToyProgress.Outcome] {
    if indices.count == 1 { return [counted(plan, indices[0])] }
    let outcomes = Mutex<[Int: ToyProgress.Outcome]>([:])
    DispatchQueue.concurrentPerform(iterations: indices.count) { position in
      let outcome = counted(plan, indices[position])
      outcomes.withLock { $0[position] = outcome }
    }
    return outcomes.withLock { found in indices.indices.compactMap { found[$0] } }
  }

  private func counted(_ plan: ToyPlan, _ index: Int) -> ToyProgress.Outcome {
    Result { () throws(NumericsError) in try passing(plan.toys(inChunk: index), of: plan) }
  }
}

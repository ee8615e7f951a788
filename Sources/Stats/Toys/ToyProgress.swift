/// Hands out the chunks of a shard and takes their results in order, until the wanted precision is
/// reached or a chunk has failed.
struct ToyProgress {
  typealias Outcome = Result<Int, NumericsError>

  private let plan: ToyPlan
  private let shard: Shard
  private var nextIndex: Int
  private var chunks: [ToyTally.Chunk] = []
  /// Outcomes that came before one of a lower position: a later failure counts only once all toys
  /// before it are in, since they may be enough.
  private var waiting: [Int: Outcome] = [:]
  private var (passed, total) = (0, 0)
  private var failure: NumericsError?
  private var isSettled = false

  init(_ plan: ToyPlan, _ shard: Shard) {
    (self.plan, self.shard) = (plan, shard)
    nextIndex = shard.index
  }

  mutating func next() -> Int? {
    guard !isSettled, nextIndex < plan.chunks else { return nil }
    defer { nextIndex += shard.count }
    return nextIndex
  }

  mutating func add(_ index: Int, _ outcome: Outcome) {
    waiting[index] = outcome
    while !isSettled,
      let outcome = waiting.removeValue(forKey: shard.index + chunks.count * shard.count)
    {
      switch outcome {
      case .success(let passing): take(passing)
      case .failure(let error): (failure, isSettled) = (error, true)
      }
    }
  }

  private mutating func take(_ passing: Int) {
    let index = shard.index + chunks.count * shard.count
    chunks.append(ToyTally.Chunk(index: index, passed: passing))
    passed += passing
    total += plan.toys(inChunk: index).count
    isSettled = shard.count == 1 && plan.isPrecise(passed: passed, total: total)
  }

  func tally() throws(NumericsError) -> ToyTally {
    if let failure { throw failure }
    return try ToyTally(plan: plan, chunks: chunks)
  }
}

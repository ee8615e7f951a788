/// How many toys passed in each chunk that one job ran.
public struct ToyTally: Hashable, Sendable {
  public struct Chunk: Hashable, Sendable {
    /// Position in the plan.
    public let index: Int
    public let passed: Int

    public init(index: Int, passed: Int) { (self.index, self.passed) = (index, passed) }
  }

  public let plan: ToyPlan
  /// In the order of their positions.
  public let chunks: [Chunk]

  /// - Throws: ``NumericsError/Kind/invalidInput`` for a chunk that the plan does not have, one that
  ///   is given twice, and one with more passing toys than toys.
  public init(plan: ToyPlan, chunks: [Chunk]) throws(NumericsError) {
    let sorted = chunks.sorted { $0.index < $1.index }
    for (position, chunk) in sorted.enumerated() {
      guard chunk.index >= 0, chunk.index < plan.chunks, chunk.passed >= 0,
        chunk.passed <= plan.toys(inChunk: chunk.index).count,
        position == 0 || sorted[position - 1].index < chunk.index
      else {
        throw NumericsError(
          .invalidInput, "a chunk of toys does not belong to the plan, or is there twice",
          advice: "merge each shard of one plan once")
      }
    }
    (self.plan, self.chunks) = (plan, sorted)
  }

  /// Puts the shards of one plan together.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` for different plans and for a chunk that is there
  ///   twice.
  public init(merging shards: [ToyTally]) throws(NumericsError) {
    guard let plan = shards.first?.plan, shards.allSatisfy({ $0.plan == plan }) else {
      throw NumericsError(
        .invalidInput, "shards of different plans cannot be merged",
        advice: "run every shard with the same seed, point, number, precision and chunk length")
    }
    try self.init(plan: plan, chunks: shards.flatMap(\.chunks))
  }

  /// The answer: the toys up to the first end of a chunk with the wanted precision, or all toys.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` when a chunk that counts is missing.
  public func probability() throws(NumericsError) -> TailProbability {
    var (passed, total) = (0, 0)
    for (position, chunk) in chunks.enumerated() where chunk.index == position {
      passed += chunk.passed
      total += plan.toys(inChunk: position).count
      if total == plan.maximum || plan.isPrecise(passed: passed, total: total) {
        return TailProbability(known: passed, of: total)
      }
    }
    throw NumericsError(
      .invalidInput, "chunks of toys are missing", advice: "merge all shards of the plan")
  }
}

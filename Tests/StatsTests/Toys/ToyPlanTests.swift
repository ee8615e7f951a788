import Testing

@testable import Stats

@Suite("Toy plans, shards and threads") struct ToyPlanTests {
  static func method() throws -> LikelihoodRatioCLs {
    try LikelihoodRatioPropertyTests.method(0.51, 0.13, .logNormal)
  }

  static func tally(_ plan: ToyPlan, _ shard: Shard = .whole) throws -> ToyTally {
    try method().toys(
      signal: 3, observed: 1, hypothesis: .signalAndBackground, plan: plan, shard: shard)
  }

  /// A last chunk that is shorter, and one that is the only one.
  static let plans: [(maximum: Int, precision: Double, chunk: Int)] = [
    (10_001, 0, 512), (100, 0, 512), (1, 0, 1), (100_000, 0.05, 256), (100_000, 0.05, 255),
  ]

  @Test("any number of threads gives the same tally", arguments: plans, [1, 2, 3, 7])
  func threads(row: (maximum: Int, precision: Double, chunk: Int), threads: Int) throws {
    let plan = try ToyPlan(
      seed: 3, maximum: row.maximum, precision: row.precision, chunk: row.chunk)
    let parallel = try Self.method().toys(
      signal: 3, observed: 1, hypothesis: .signalAndBackground, plan: plan, shard: .whole,
      threads: threads)
    #expect(try parallel == Self.tally(plan))
  }

  @Test("any number of shards gives the same probability", arguments: plans.prefix(3), [2, 3, 40])
  func shards(row: (maximum: Int, precision: Double, chunk: Int), count: Int) throws {
    let plan = try ToyPlan(
      seed: 3, maximum: row.maximum, precision: row.precision, chunk: row.chunk)
    let parts = try (0..<count).map { try Self.tally(plan, Shard($0, of: count)) }
    let whole = try Self.tally(plan)
    #expect(try ToyTally(merging: parts.reversed()) == whole)
    #expect(try ToyTally(merging: parts).probability() == whole.probability())
    #expect(try whole.probability().total == row.maximum)
  }

  @Test("merged shards stop where one run stops")
  func stopping() throws {
    let plan = try ToyPlan(seed: 3, maximum: 20_000, precision: 0.05, chunk: 250)
    let parts = try (0..<3).map { try Self.tally(plan, Shard($0, of: 3)) }
    let (merged, whole) = (try ToyTally(merging: parts), try Self.tally(plan))
    #expect(merged.chunks.count == 80 && whole.chunks.count < 80)
    let probability = try whole.probability()
    #expect(try merged.probability() == probability)
    #expect(probability.relativeError <= 0.05)
    #expect(probability.total == whole.chunks.count * 250)
    // One chunk fewer was not enough.
    let before = try ToyTally(plan: plan, chunks: Array(whole.chunks.dropLast()))
    let passed = before.chunks.reduce(0) { $0 + $1.passed }
    let earlier = try TailProbability(passed: passed, total: before.chunks.count * 250)
    #expect(earlier.relativeError > 0.05)
    #expect(throws: NumericsError.self) { try before.probability() }
  }

  @Test("a seed, a point and a hypothesis each have toys of their own")
  func coordinates() throws {
    let plan = try ToyPlan(seed: 3, maximum: 4000, precision: 0, chunk: 100)
    let other = [
      try ToyPlan(seed: 4, maximum: 4000, precision: 0, chunk: 100),
      try ToyPlan(seed: 3, point: 1, maximum: 4000, precision: 0, chunk: 100),
    ]
    let passed = try Self.tally(plan).chunks.map(\.passed)
    for plan in other { #expect(try Self.tally(plan).chunks.map(\.passed) != passed) }
  }

  @Test("shards that do not fit are refused")
  func refusedMerges() throws {
    let plan = try ToyPlan(seed: 3, maximum: 1000, precision: 0, chunk: 100)
    let other = try ToyPlan(seed: 4, maximum: 1000, precision: 0, chunk: 100)
    let first = try Self.tally(plan, Shard(0, of: 2))
    let refused: [() throws -> Void] = [
      { _ = try ToyTally(merging: []) },
      { _ = try ToyTally(merging: [first, first]) },
      { _ = try ToyTally(merging: [first, Self.tally(other, Shard(1, of: 2))]) },
      { _ = try ToyTally(plan: plan, chunks: [ToyTally.Chunk(index: 10, passed: 0)]) },
      { _ = try ToyTally(plan: plan, chunks: [ToyTally.Chunk(index: -1, passed: 0)]) },
      { _ = try ToyTally(plan: plan, chunks: [ToyTally.Chunk(index: 0, passed: 101)]) },
      { _ = try first.probability() }, { _ = try Shard(2, of: 2) }, { _ = try Shard(0, of: 0) },
      { _ = try Shard(-1, of: 2) },
    ]
    for attempt in refused {
      #expect { try attempt() } throws: { ($0 as? NumericsError)?.kind == .invalidInput }
    }
  }

  @Test(
    "impossible plans are refused",
    arguments: [(0, 0.1, 10), (10, -0.1, 10), (10, 1, 10), (10, .nan, 10), (10, 0.1, 0)])
  func refusedPlans(maximum: Int, precision: Double, chunk: Int) {
    #expect(throws: NumericsError.self) {
      try ToyPlan(seed: 1, maximum: maximum, precision: precision, chunk: chunk)
    }
  }

  /// Fails in every chunk from a position on.
  private struct Failing: ToyExperiment {
    let first: UInt64

    func passing(_ toys: Range<UInt64>, of plan: ToyPlan) throws(NumericsError) -> Int {
      if toys.lowerBound >= first {
        throw NumericsError(.notConverged, "toy \(toys.lowerBound) failed", advice: "none")
      }
      return toys.count / 2
    }
  }

  @Test("a failure counts only when its toys do, on any number of threads")
  func failures() throws {
    let plan = try ToyPlan(seed: 1, maximum: 10_000, precision: 0.1, chunk: 20)
    let enough = try Failing(first: .max).run(plan, shard: .whole)
    let needed = UInt64(enough.chunks.count) * 20
    for threads in [1, 4] {
      let late = try Failing(first: needed).run(plan, shard: .whole, threads: threads)
      #expect(late == enough)
      #expect {
        try Failing(first: needed - 20).run(plan, shard: .whole, threads: threads)
      } throws: { ($0 as? NumericsError)?.reason == "toy \(needed - 20) failed" }
    }
  }
}

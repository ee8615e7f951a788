/// Which toy experiments answer a question, so that anybody can run the same ones again.
///
/// The answer depends on the plan alone, not on threads or shards: toys have random numbers of their
/// own, and whether the precision is reached is asked only at the ends of chunks of fixed length, in
/// their order.
public struct ToyPlan: Hashable, Sendable {
  public let seed: UInt64
  /// Which point of a scan the toys belong to; other points have other random numbers.
  public let point: UInt64
  /// No more toys than this are run: at least one.
  public let maximum: Int
  /// The relative Monte Carlo error at which to stop, zero or more; zero runs every toy.
  ///
  /// Stopping biases a probability by less than the square of this, as a fraction of it.
  public let precision: Double
  /// Toys in a chunk: 1 to 1,000,000.
  public let chunk: Int

  /// - Throws: ``NumericsError/Kind/invalidInput`` for a number outside its range.
  public init(
    seed: UInt64, point: UInt64 = 0, maximum: Int, precision: Double, chunk: Int = 4096
  ) throws(NumericsError) {
    guard maximum >= 1, chunk >= 1, chunk <= 1_000_000, precision >= 0, precision < 1 else {
      throw NumericsError(
        .invalidInput,
        "toys need a number of one or more, a precision of 0 to 1 and chunks of 1 to 1000000 toys",
        advice: "write a precision of 5 % as 0.05")
    }
    (self.seed, self.point) = (seed, point)
    (self.maximum, self.precision, self.chunk) = (maximum, precision, chunk)
  }

  /// The number of chunks; the last one may be shorter.
  var chunks: Int { (maximum - 1) / chunk + 1 }

  func toys(inChunk index: Int) -> Range<UInt64> {
    let first = index * chunk
    return UInt64(first)..<UInt64(min(maximum - first, chunk) + first)
  }

  func isPrecise(passed: Int, total: Int) -> Bool {
    precision > 0 && TailProbability(known: passed, of: total).relativeError <= precision
  }
}

/// The part of the toys of a plan that one job runs: every `count`-th chunk from `index` on.
public struct Shard: Hashable, Sendable {
  /// Zero to ``count`` − 1.
  public let index: Int
  /// One or more.
  public let count: Int

  /// All toys in one job.
  public static let whole = Shard()

  private init() { (index, count) = (0, 1) }

  /// - Throws: ``NumericsError/Kind/invalidInput`` unless 0 ≤ index < count.
  public init(_ index: Int, of count: Int) throws(NumericsError) {
    guard index >= 0, index < count else {
      throw NumericsError(
        .invalidInput, "a shard must be one of 0 to \(max(0, count - 1)) of \(count), not \(index)",
        advice: "count shards from zero")
    }
    (self.index, self.count) = (index, count)
  }
}

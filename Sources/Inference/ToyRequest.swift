public import Stats

/// What somebody asks of toys and other random draws.
public struct ToyRequest: Hashable, Sendable {
  /// Nil for what the method takes by itself: 20000 toys, or sums without any draw.
  public let count: Int?
  public let seed: UInt64
  /// The relative Monte Carlo error at which to stop; zero uses all.
  public let precision: Double
  /// One or more; no result depends on it.
  public let threads: Int
  /// Whether to compute the band of toy limits, each of which takes as long as the limit itself.
  public let wantsBand: Bool

  /// - Throws: `NumericsError` of kind `invalidInput` for numbers outside their range.
  public init(
    count: Int?, seed: UInt64, precision: Double, threads: Int, wantsBand: Bool
  ) throws(NumericsError) {
    guard threads >= 1, threads <= 1024 else {
      throw NumericsError(
        .invalidInput, "the number of threads must be 1 to 1024", advice: "leave it out for one")
    }
    _ = try ToyPlan(seed: seed, maximum: count ?? 1, precision: precision)
    (self.count, self.seed, self.precision) = (count, seed, precision)
    (self.threads, self.wantsBand) = (threads, wantsBand)
  }

  /// Of the toys that are asked for, or 20000; in chunks short enough to share among threads.
  public var plan: ToyPlan {
    get throws(NumericsError) {
      try ToyPlan(seed: seed, maximum: count ?? 20_000, precision: precision, chunk: 512)
    }
  }
}

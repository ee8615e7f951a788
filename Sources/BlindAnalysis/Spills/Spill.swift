/// One extraction of the beam.
public struct Spill: Hashable, Sendable, Comparable {
  public let run: Int64
  /// Counts within the run.
  public let number: Int64

  public init(run: Int64, number: Int64) { (self.run, self.number) = (run, number) }

  /// By run, then by number.
  public static func < (left: Self, right: Self) -> Bool {
    (left.run, left.number) < (right.run, right.number)
  }
}

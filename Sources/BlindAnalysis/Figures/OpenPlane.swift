/// How many open events lie where in a plane, after all cuts.
///
/// No blinded row can be in it: only the reader makes one, and it drops blinded rows first.
public struct OpenPlane: Hashable, Sendable {
  public let frame: PlaneFrame
  /// Bin by bin, those of the first axis running fastest.
  public private(set) var counts: [Int]
  /// Events that the frame does not show.
  public private(set) var outside = 0

  package init(_ frame: PlaneFrame) {
    self.frame = frame
    counts = Array(repeating: 0, count: frame.x.bins * frame.y.bins)
  }

  package mutating func count(_ x: Double, _ y: Double) {
    guard let column = frame.x.bin(of: x), let row = frame.y.bin(of: y) else {
      outside += 1
      return
    }
    counts[row * frame.x.bins + column] += 1
  }
}

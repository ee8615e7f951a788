/// A rectangle of two variables.
public struct PlaneRange: Hashable, Sendable {
  public let x: ValueRange
  public let y: ValueRange

  public init(x: ValueRange, y: ValueRange) { (self.x, self.y) = (x, y) }

  /// Edges included.
  public func contains(x: Double, y: Double) -> Bool { self.x.contains(x) && self.y.contains(y) }

  /// What is left of this rectangle without another one, in rectangles that share edges only.
  public func removing(_ other: PlaneRange) -> [PlaneRange] {
    guard overlaps(other) else { return [self] }
    let middle = (max(x.lower, other.x.lower), min(x.upper, other.x.upper))
    let pieces: [(x: (Double, Double), y: (Double, Double))] = [
      ((x.lower, middle.0), (y.lower, y.upper)), ((middle.1, x.upper), (y.lower, y.upper)),
      (middle, (y.lower, other.y.lower)), (middle, (other.y.upper, y.upper)),
    ]
    return pieces.compactMap { piece in
      guard let x = try? ValueRange(from: piece.x.0, to: piece.x.1),
        let y = try? ValueRange(from: piece.y.0, to: piece.y.1)
      else { return nil }
      return PlaneRange(x: x, y: y)
    }
  }

  /// Whether the two share more than an edge.
  func overlaps(_ other: PlaneRange) -> Bool {
    max(x.lower, other.x.lower) < min(x.upper, other.x.upper)
      && max(y.lower, other.y.lower) < min(y.upper, other.y.upper)
  }
}

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

extension PlaneRange {
  /// The smallest rectangle that holds others, which may share no more than edges.
  ///
  /// - Parameter others: Held as well, wherever they lie.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for none, and for two that overlap.
  init(
    holding ranges: [PlaneRange], and others: [PlaneRange]
  ) throws(NumericsError) {
    let areApart = ranges.indices.allSatisfy { one in
      ranges[..<one].allSatisfy { !$0.overlaps(ranges[one]) }
    }
    guard areApart else {
      throw NumericsError(
        .invalidInput, "the rectangles of a plane must not overlap",
        advice: "take one away from the other")
    }
    let all = ranges + others
    guard !ranges.isEmpty, let left = all.map(\.x.lower).min(),
      let right = all.map(\.x.upper).max(), let bottom = all.map(\.y.lower).min(),
      let top = all.map(\.y.upper).max()
    else {
      throw NumericsError(
        .invalidInput, "a fit in a plane needs at least one rectangle",
        advice: "leave a part of the plane for the fit")
    }
    self.init(
      x: try ValueRange(from: left, to: right), y: try ValueRange(from: bottom, to: top))
  }
}

/// The events of one fit range.
public struct RangeEvents: Hashable, Sendable {
  public let range: ValueRange
  public let events: [Double]

  /// - Parameter events: Those outside the range are left out, but not what is no number: a fit
  ///   refuses it.
  public init(_ events: [Double], in range: ValueRange) {
    self.range = range
    self.events = events.filter { range.contains($0) || !$0.isFinite }
  }
}

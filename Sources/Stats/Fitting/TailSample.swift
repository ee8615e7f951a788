/// All that a fit needs of the events in its range: their number and their mean coordinate.
///
/// Both are sufficient statistics, so events can be added batch by batch and need not be kept.
public struct TailSample: Hashable, Sendable {
  public let shape: TailShape
  public let range: ValueRange
  /// Number of events inside the range.
  public private(set) var count = 0
  let coordinates: ValueRange
  /// Σ (t − middle of the range).
  private var offsets = CompensatedSum()

  /// - Throws: ``NumericsError/Kind/invalidInput`` for a power law not above zero.
  public init(_ shape: TailShape, in range: ValueRange) throws(NumericsError) {
    (self.shape, self.range) = (shape, range)
    coordinates = try shape.coordinates(range)
  }

  /// Adds events; those outside the range are ignored.
  ///
  /// - Throws: ``NumericsError/Kind/invalidInput`` when a value is not finite; the sample is then
  ///   unchanged.
  public mutating func add(_ values: [Double]) throws(NumericsError) {
    var (count, offsets) = (count, offsets)
    let middle = coordinates.middle
    for value in values {
      guard value.isFinite else { throw .notFinite }
      guard range.contains(value) else { continue }
      offsets.add(shape.coordinate(value) - middle)
      count += 1
    }
    (self.count, self.offsets) = (count, offsets)
  }

  /// Mean of (t − middle) / width: from −½ (all events at the lower edge) to ½.
  var meanOffset: Double {
    min(max(offsets.value / coordinates.width / Double(count), -0.5), 0.5)
  }

  /// Σ t.
  var coordinateSum: Double { offsets.value + Double(count) * coordinates.middle }
}

extension NumericsError {
  fileprivate static var notFinite: Self {
    Self(
      .invalidInput, "a value of the fitted variable is not finite",
      advice: "require finite values in the selection")
  }
}

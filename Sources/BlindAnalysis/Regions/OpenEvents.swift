/// The events of one open region, as background models may see them.
///
/// No blinded row can be in it: only the reader makes one, and it drops blinded rows first.
public struct OpenEvents: Hashable, Sendable {
  /// Name of the region.
  public let region: String
  /// One value of the model's variable for each event, in canonical units, in reading order.
  public let values: [Double]

  /// Events in the validation region of the model; nil if it has none.
  public let validationCount: Int?

  /// The same variable in each region that is fitted together with this one, in declared order.
  public let jointValues: [[Double]]

  /// The second variable of each event, for a model of two; empty for any other.
  public let secondValues: [Double]

  package init(
    region: String, values: [Double], validationCount: Int? = nil, jointValues: [[Double]] = [],
    secondValues: [Double] = []
  ) {
    (self.region, self.values, self.validationCount) = (region, values, validationCount)
    (self.jointValues, self.secondValues) = (jointValues, secondValues)
  }
}

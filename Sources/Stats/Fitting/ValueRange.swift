/// A finite closed interval of the fitted variable, in its unit.
public struct ValueRange: Hashable, Sendable {
  public let lower: Double
  public let upper: Double

  /// - Throws: ``NumericsError/Kind/invalidInput`` unless both ends and the width are finite and
  ///   the lower end is below the upper one.
  public init(from lower: Double, to upper: Double) throws(NumericsError) {
    guard lower < upper, (upper - lower).isFinite else {
      throw NumericsError(
        .invalidInput, "a range needs finite ends with the lower one below the upper one",
        advice: "write the lower end first")
    }
    (self.lower, self.upper) = (lower, upper)
  }

  public func contains(_ value: Double) -> Bool { value >= lower && value <= upper }

  var width: Double { upper - lower }
  var middle: Double { lower + (upper - lower) / 2 }
}

/// How far numbers lie from the uniform distribution on [0, 1].
///
/// The numbers are the cumulative function of a fit at each event.
public enum UnbinnedStatistic: String, Hashable, Sendable, CaseIterable {
  /// D, the largest distance between the cumulative functions of sample and fit.
  case kolmogorovSmirnov = "kolmogorov-smirnov"
  /// A², the squared distance weighted with 1/(u (1 − u)), so more sensitive at both ends.
  ///
  /// Reference: T. W. Anderson, D. A. Darling, J. Am. Stat. Assoc. 49 (1954) 765.
  case andersonDarling = "anderson-darling"

  /// - Parameter numbers: At least one, each between 0 and 1; may be in any order and equal.
  /// - Throws: ``NumericsError/Kind/tooFewEvents`` for none, ``NumericsError/Kind/invalidInput`` for
  ///   one that is more than rounding outside of [0, 1].
  public func value(of numbers: [Double]) throws(NumericsError) -> Double {
    guard !numbers.isEmpty else {
      throw NumericsError(
        .tooFewEvents, "the goodness of a fit without events is not defined",
        advice: "widen the fit range")
    }
    guard numbers.allSatisfy({ $0 >= -Self.rounding && $0 <= 1 + Self.rounding }) else {
      throw NumericsError(
        .invalidInput, "a cumulative function has a value outside of 0 to 1 at an event",
        advice: "use the events in the fit range, and the fraction of the function below each")
    }
    let sorted = numbers.map { min(max($0, 0), 1) }.sorted()
    return switch self {
    case .kolmogorovSmirnov: Self.largestDistance(sorted)
    case .andersonDarling: Self.weightedDistance(sorted)
    }
  }

  /// The statistic of events under a cumulative function.
  ///
  /// - Parameter cumulative: The fraction of the fitted function below a value.
  /// - Throws: As ``value(of:)``, and what the cumulative function throws.
  public func value(
    of events: [Double], cumulative: (Double) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Double {
    var numbers: [Double] = []
    numbers.reserveCapacity(events.count)
    for event in events { numbers.append(try cumulative(event)) }
    return try value(of: numbers)
  }

  /// What a sum of rounded fractions may be outside of [0, 1].
  private static let rounding = 1e-9

  /// The sample's cumulative function is a step at each number: both its ends count.
  private static func largestDistance(_ sorted: [Double]) -> Double {
    let count = Double(sorted.count)
    return sorted.enumerated().reduce(0) { largest, number in
      let (below, above) = (Double(number.offset) / count, Double(number.offset + 1) / count)
      return max(largest, number.element - below, above - number.element)
    }
  }

  /// −n − Σ (2i − 1) (ln u_i + ln(1 − u_{n+1−i})) / n.
  ///
  /// A number that rounding took to 0 or 1 counts as the closest one in between, so that the sum
  /// stays finite.
  private static func weightedDistance(_ sorted: [Double]) -> Double {
    let count = Double(sorted.count)
    var sum = CompensatedSum()
    for (index, number) in sorted.enumerated() {
      let mirror = min(sorted[sorted.count - 1 - index], 1.0.nextDown)
      let terms = log(max(number, .leastNormalMagnitude)) + log1p(-mirror)
      sum.add(-Double(2 * index + 1) * terms / count)
    }
    sum.add(-count)
    return sum.value
  }
}

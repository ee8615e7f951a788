import Stats

/// A normal distribution cut off at physical bounds, with its peak within them.
public struct TruncatedNormal: Hashable, Sendable {
  public let peak: Double
  /// The width before the cut, above zero.
  public let width: Double
  public let bounds: PhysicalBounds

  init(peak: Double, width: Double, bounds: PhysicalBounds) {
    (self.peak, self.width, self.bounds) = (peak, width, bounds)
  }

  /// Distances of the bounds from the peak, in widths; zero or more.
  private var below: Double { (peak - bounds.lower) / width }
  private var above: Double { (bounds.upper - peak) / width }

  /// The share of the normal distribution within the bounds.
  private var content: Double {
    (0.5 - normalCumulative(-below)) + (0.5 - normalCumulative(-above))
  }

  var mean: Double { peak + width * shift }

  /// Of the mean from the peak, in widths.
  private var shift: Double { (Self.density(below) - Self.density(above)) / content }

  var standardDeviation: Double {
    let edges = Self.slope(below) + Self.slope(above)
    return width * max(0, 1 - edges / content - shift * shift).squareRoot()
  }

  private static func density(_ z: Double) -> Double {
    exp(-z * z / 2) * 0.39894228040143267794
  }

  private static func slope(_ z: Double) -> Double { z < .infinity ? z * density(z) : 0 }

  /// - Parameter probability: In the open interval (0, 1).
  func quantile(_ probability: Double) throws(NumericsError) -> Double {
    let lowerTail = normalCumulative(-below) + probability * content
    guard lowerTail > 0.5 else { return try clamped(normalQuantile(lowerTail)) }
    // From the other side, so that the upper tail keeps its digits.
    let upperTail = normalCumulative(-above) + (1 - probability) * content
    return try clamped(-normalQuantile(upperTail))
  }

  private func clamped(_ deviation: Double) -> Double {
    min(max(peak + width * deviation, bounds.lower), bounds.upper)
  }
}

/// A tail with a given parameter, normalised to one on its range.
public struct TailDensity: Hashable, Sendable {
  public let shape: TailShape
  public let range: ValueRange
  /// Slope or exponent; zero for the uniform shape.
  public let parameter: Double
  /// The range in the coordinate t of the shape.
  let coordinates: ValueRange
  /// In one over the unit of t.
  let slope: Double

  /// - Throws: ``NumericsError/Kind/invalidInput`` for a parameter that is not finite, one that is
  ///   not zero for the uniform shape, or a power law not above zero.
  public init(
    _ shape: TailShape, parameter: Double, on range: ValueRange
  ) throws(NumericsError) {
    guard parameter.isFinite, shape != .uniform || parameter == 0 else {
      throw NumericsError(
        .invalidInput, "the parameter of the shape '\(shape.rawValue)' is not usable",
        advice: "give a finite number, and zero for the uniform shape")
    }
    (self.shape, self.parameter, self.range) = (shape, parameter, range)
    coordinates = try shape.coordinates(range)
    slope = shape.slope(parameter: parameter)
  }

  /// Half the change of slope · t over the range.
  var halfSpan: Double { slope * coordinates.width / 2 }

  /// ln f(x), −∞ outside the range.
  ///
  /// For the exponential: λ (x − m) − ln w − ln(sinh h / h), with the middle m and width w of the
  /// range and h = λ w / 2, precise also for λ → 0.
  public func logDensity(at value: Double) -> Double {
    guard range.contains(value) else { return -.infinity }
    let coordinate = shape.coordinate(value)
    let jacobian = shape == .powerLaw ? coordinate : 0
    return slope * (coordinate - coordinates.middle) - log(coordinates.width)
      - LogSinhc.value(halfSpan) - jacobian
  }

  /// d ln f(x) / d parameter inside the range; zero for the uniform shape.
  public func logDensityGradient(at value: Double) -> Double {
    guard shape != .uniform else { return 0 }
    return shape.coordinate(value) - mean
  }

  /// d² ln f(x) / d parameter², the same for every x: minus the variance of t.
  public var logDensityCurvature: Double {
    guard shape != .uniform else { return 0 }
    return -coordinates.width * coordinates.width / 4 * LogSinhc.curvature(halfSpan)
  }

  /// The mean of t.
  var mean: Double {
    coordinates.middle + coordinates.width / 2 * LogSinhc.slope(halfSpan)
  }
}

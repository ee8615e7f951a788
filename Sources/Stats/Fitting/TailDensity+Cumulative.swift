/// A tail as a distribution on its range; both functions keep their digits for any slope.
extension TailDensity {
  /// The share of the range below a value.
  func fraction(below value: Double) -> Double {
    let place = shape.coordinate(value)
    let span = slope * coordinates.width
    guard abs(span) > Self.flat else { return (place - coordinates.lower) / coordinates.width }
    return span < 0
      ? expm1(slope * (place - coordinates.lower)) / expm1(span)
      : 1 - expm1(-slope * (coordinates.upper - place)) / expm1(-span)
  }

  /// The value below which a share of the range lies.
  ///
  /// - Parameter probability: From 0 to 1.
  func quantile(_ probability: Double) -> Double {
    let span = slope * coordinates.width
    let place =
      abs(span) <= Self.flat
      ? coordinates.lower + probability * coordinates.width
      : span < 0
        ? coordinates.lower + log1p(probability * expm1(span)) / slope
        : coordinates.upper + log1p((1 - probability) * expm1(-span)) / slope
    let value = shape == .powerLaw ? exp(place) : place
    return min(max(value, range.lower), range.upper)
  }

  /// A change of the logarithm over the range that no number of events can see.
  private static let flat = 1e-12
}

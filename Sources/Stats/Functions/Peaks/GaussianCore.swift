/// The Gaussian part of a peak, exp(−t²/2) with t = (x − mean) / width.
///
/// All logarithms are relative to the value at an anchor: the mean itself or, when the whole range
/// lies on one side of it, the nearest end. There t² may be 10¹², and only t² − anchor² matters.
struct GaussianCore<Number: AnalyticNumber>: Sendable {
  let mean: Number
  let inverseWidth: Number
  /// A fixed x; `nil` stands for the mean.
  private let anchor: Double?
  private let anchorDeviation: Number

  init(mean: Number, width: Number, anchor: Double?) {
    self.mean = mean
    self.anchor = anchor
    inverseWidth = Number(1) / width
    anchorDeviation = anchor.map { [inverseWidth] in ($0 - mean) * inverseWidth } ?? Number(0)
  }

  /// t at x.
  func deviation(at x: Double) -> Number { (x - mean) * inverseWidth }

  /// −(t² − anchor²) / 2.
  func logDensity(at place: PeakPlace<Number>) -> Number {
    guard let anchor else { return place.deviation * place.deviation * -0.5 }
    let distance = place.x.map { inverseWidth * ($0 - anchor) }
    return (distance ?? place.deviation - anchorDeviation)
      * (place.deviation + anchorDeviation) * -0.5
  }

  /// What to add to ln exp(−t²/2).
  var anchorOffset: Number { anchorDeviation * anchorDeviation * 0.5 }

  /// How far two places are apart, in widths; exact to rounding for two values of x.
  func span(from lower: PeakPlace<Number>, to upper: PeakPlace<Number>) -> Number {
    if let from = lower.x, let to = upper.x { return inverseWidth * (to - from) }
    return upper.deviation - lower.deviation
  }
}

/// A value of x, or a place a fixed number of widths from the mean.
struct PeakPlace<Number: AnalyticNumber>: Sendable {
  /// (x − mean) / width.
  let deviation: Number
  /// `nil` where x moves with the parameters.
  let x: Double?
}

extension GaussianCore {
  func place(_ x: Double) -> PeakPlace<Number> {
    PeakPlace(deviation: deviation(at: x), x: x)
  }
}

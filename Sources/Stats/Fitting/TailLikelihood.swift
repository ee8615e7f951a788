/// −ln L of an extended unbinned fit: ν − Σ ln(ν f(x; λ)), with the yield ν and the slope λ in t.
///
/// In the sufficient statistics n = count and c = mean offset, with h = λ w / 2,
/// −ln L = ν − n ln ν + n (ln w + ln(sinh h / h) − 2 h c) + Σ ln(dx/dt).
struct TailLikelihood {
  let sample: TailSample

  private var count: Double { Double(sample.count) }
  private var width: Double { sample.coordinates.width }

  func value(logYield: Double, slope: Double) -> Double {
    let halfSpan = slope * width / 2
    let perEvent = log(width) + LogSinhc.value(halfSpan) - 2 * halfSpan * sample.meanOffset
    let jacobian = sample.shape == .powerLaw ? sample.coordinateSum : 0
    return exp(logYield) - count * logYield + count * perEvent + jacobian
  }

  /// With respect to ln ν, in which the yield cannot turn negative.
  func logYieldGradient(logYield: Double) -> Double { exp(logYield) - count }

  func slopeGradient(_ slope: Double) -> Double {
    count * width / 2 * (LogSinhc.slope(slope * width / 2) - 2 * sample.meanOffset)
  }

  /// Second derivatives in (ν, λ); yield and slope do not mix.
  func hessian(yield: Double, slope: Double) throws(NumericsError) -> SymmetricMatrix {
    let yieldCurvature = count / (yield * yield)
    guard sample.shape != .uniform else {
      return try SymmetricMatrix(lowerTriangle: [[yieldCurvature]])
    }
    return try SymmetricMatrix(
      lowerTriangle: [[yieldCurvature], [0, slopeCurvature(slope)]])
  }

  func slopeCurvature(_ slope: Double) -> Double {
    count * width * width / 4 * LogSinhc.curvature(slope * width / 2)
  }

  /// A slope near the best one.
  var startingSlope: Double { 2 / width * LogSinhc.nearSlopeInverse(2 * sample.meanOffset) }
}

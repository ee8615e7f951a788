import Testing

@testable import Stats

@Suite("ln(sinh x / x)") struct LogSinhcTests {
  /// mpmath 1.4.1 with 30 digits: x, log(sinh(x)/x), coth(x) − 1/x, 1/x² − 1/sinh(x)².
  static let table: [(x: Double, value: Double, slope: Double, curvature: Double)] = [
    (1e-200, 0.0, 3.33333333333333327e-201, 0.333333333333333333),
    (1e-8, 1.66666666666666673e-17, 3.33333333333333338e-9, 0.333333333333333327),
    (1e-3, 1.66666661111111471e-7, 0.000333333311111113234, 0.333333266666677249),
    (0.1, 0.0016661114635804607, 0.033311132253989612, 0.33266772338816501),
    (0.5, 0.041324854612918109, 0.163953413738652849, 0.317305623168830724),
    (0.999, 0.161126464271291238, 0.312759297885785688, 0.276036881073906912),
    (1, 0.161439361571195634, 0.313035285499331304, 0.275938339033689534),
    (1.001, 0.161752534809435542, 0.313311174549906911, 0.275839755155090941),
    (2.5, 0.883801338116411068, 0.613567309812608462, 0.132681308479231774),
    (10, 7.00426772438485538, 0.900000004122307253, 0.00999999175538547626),
    (40, 35.6179733653261184, 0.975, 0.000625),
    (400, 393.315388272332073, 0.9975, 6.25e-6),
  ]

  @Test("agrees with mpmath", arguments: table)
  func mpmath(row: (x: Double, value: Double, slope: Double, curvature: Double)) {
    for sign in [1.0, -1] {
      expectClose(LogSinhc.value(sign * row.x), row.value, relative: 1e-15)
      expectClose(LogSinhc.slope(sign * row.x), sign * row.slope, relative: 1e-15)
      expectClose(LogSinhc.curvature(sign * row.x), row.curvature, relative: 2e-15)
    }
  }

  @Test("is smooth through zero")
  func zero() {
    #expect(LogSinhc.value(0) == 0)
    #expect(LogSinhc.slope(0) == 0)
    #expect(LogSinhc.curvature(0) == 1.0 / 3)
  }

  @Test("does not overflow", arguments: [1e3, 1e10, 1e150])
  func large(x: Double) {
    expectClose(LogSinhc.slope(x), 1 - 1 / x, relative: 1e-15)
    expectClose(LogSinhc.curvature(x), 1 / (x * x), relative: 1e-15)
    #expect(LogSinhc.value(x).isFinite)
  }
}

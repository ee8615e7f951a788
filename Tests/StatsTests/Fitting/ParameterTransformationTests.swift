import Testing

@testable import Stats

@Suite("Parameters within bounds") struct ParameterTransformationTests {
  static let parameters = [
    FitParameter("free", 3, step: 0.5), FitParameter("lower", 3, from: 1, step: 0.5),
    FitParameter("upper", 3, to: 4, step: 0.5), FitParameter("both", 3, from: 1, to: 4, step: 0.5),
    FitParameter("narrow", 3, from: 2.999, to: 3.001, step: 0.5),
  ]

  @Test("come back from their coordinate", arguments: parameters)
  func inverse(parameter: FitParameter) {
    let map = ParameterTransformation(parameter)
    let lower = max(parameter.lower, -1e6)
    let upper = min(parameter.upper, 1e6)
    for share in [0, 1e-12, 0.1, 0.5, 0.9, 1 - 1e-12, 1] {
      let value = lower + (upper - lower) * share
      let back = map.parameter(at: map.coordinate(of: value))
      expectClose(back, value, absolute: 1e-15 * max(abs(lower), abs(upper)))
      #expect(back >= parameter.lower && back <= parameter.upper)
    }
    expectClose(map.parameter(at: map.coordinate(of: 3)), 3, relative: 1e-14)
  }

  @Test("stay within bounds for every coordinate", arguments: parameters)
  func range(parameter: FitParameter) {
    let map = ParameterTransformation(parameter)
    for coordinate in [-1e150, -1e6, -3.3, -1e-9, 0, 1e-300, 0.7, 1e6, 1e150] {
      let value = map.parameter(at: coordinate)
      #expect(value >= parameter.lower && value <= parameter.upper)
      let rates = map.derivatives(at: coordinate)
      #expect(rates.first.isFinite && rates.second.isFinite)
    }
  }

  /// Central differences with h = 1e-4 leave h² of the next derivative, here below 1e-8.
  @Test("have the derivatives of their differences", arguments: parameters, [-1.3, 0, 0.4, 2])
  func derivatives(parameter: FitParameter, coordinate: Double) {
    let map = ParameterTransformation(parameter)
    let h = 1e-4
    let (low, high) = (map.parameter(at: coordinate - h), map.parameter(at: coordinate + h))
    let rates = map.derivatives(at: coordinate)
    expectClose((high - low) / (2 * h), rates.first, absolute: 1e-8)
    let bend = (high - 2 * map.parameter(at: coordinate) + low) / (h * h)
    expectClose(bend, rates.second, absolute: 3e-7)
  }
}

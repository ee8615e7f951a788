extension ParametricDensity {
  /// - Throws: ``NumericsError/Kind/invalidInput`` unless there is one value inside the bounds for
  ///   every parameter.
  func check(_ point: [Double]) throws(NumericsError) {
    guard point.count == parameters.count else {
      throw NumericsError(
        .invalidInput, "a density with \(parameters.count) parameters was given \(point.count)",
        advice: "give one value for each parameter")
    }
    for (parameter, value) in zip(parameters, point) where !parameter.allows(value) {
      throw NumericsError(
        .invalidInput, "the parameter '\(parameter.name)' has a value outside its bounds",
        advice: "keep it finite, from \(parameter.lower) to \(parameter.upper)")
    }
  }

  func checkDefined(over other: ValueRange) throws(NumericsError) {
    guard form.isDefined(over: other) else { throw .undefinedDensity }
  }

  func checkDefined(at value: Double) throws(NumericsError) {
    // Inside its range every density has a meaning; outside, a short range tells.
    if range.contains(value) { return }
    guard value.isFinite else { throw .undefinedDensity }
    try checkDefined(over: ValueRange(from: value, to: value.nextUp))
  }
}

extension NumericsError {
  fileprivate static var undefinedDensity: Self {
    Self(
      .invalidInput, "the density is not defined everywhere in the range asked for",
      advice: "a power law needs values above zero; give a Bernstein polynomial a range that also "
        + "covers the region to predict")
  }

  fileprivate static var notFinite: Self {
    Self(
      .divergingIntegral, "a density or its integral is zero or too large for a number",
      advice: "stay closer to the fit range, and keep parameters away from their bounds")
  }
}

extension Double {
  /// - Throws: ``NumericsError/Kind/divergingIntegral`` for infinity and NaN.
  func finite() throws(NumericsError) -> Double {
    guard isFinite else { throw .notFinite }
    return self
  }
}

extension ObjectiveDerivatives {
  /// - Throws: ``NumericsError/Kind/divergingIntegral`` when an element is infinite or NaN.
  func finite() throws(NumericsError) -> Self {
    guard value.isFinite, gradient.allSatisfy(\.isFinite), hessian.allSatisfy(\.isFinite) else {
      throw .notFinite
    }
    return self
  }
}

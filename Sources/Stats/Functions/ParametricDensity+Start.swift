extension ParametricDensity {
  /// A point near the best fit to events, one value for each of ``parameters``.
  ///
  /// - Parameter values: Finite; those outside ``range`` are ignored.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for a value that is not finite.
  public func start(for values: [Double]) throws(NumericsError) -> [Double] {
    guard values.allSatisfy(\.isFinite) else { throw .eventNotFinite }
    let inside = values.filter { range.contains($0) }
    let sample = StartingSample(
      range: range, values: inside, weights: Array(repeating: 1, count: inside.count))
    return start(sample).map(\.value)
  }

  /// Starting values and steps, inside the bounds.
  func start(_ sample: StartingSample) -> [StartingValue] {
    zip(form.start(for: sample), parameters).map { start, parameter in
      StartingValue(
        value: min(max(start.value, parameter.lower), parameter.upper), step: start.step)
    }
  }
}

extension NumericsError {
  static var eventNotFinite: Self {
    Self(
      .invalidInput, "a value of the fitted variable is not finite",
      advice: "require finite values in the selection")
  }
}

public import Stats

extension DecaysInFlight {
  /// How the total follows each uncertain input, by quadrature.
  ///
  /// The total is computed with each input one error down and up; the derivative is the slope
  /// between these two, exact for an input that enters as a factor. All use the same lattice, whose
  /// error nearly cancels in the differences. Acceptances that an input does not touch are computed
  /// once.
  /// - Parameters:
  ///   - inputs: In the order of the results.
  ///   - size: Points of the lattice, see ``expectation(_:)``.
  /// - Throws: `NumericsError` of kind `invalidInput` for an input that these decays do not have, and
  ///   for an uncertainty that is not above zero; `notConverged` as ``expectation(_:)`` does.
  public func sensitivities(
    to inputs: [UncertainInput], _ size: LatticeSize
  ) throws(NumericsError) -> [DecaySensitivity] {
    var cache = AcceptanceCache(size: size)
    let central = try expectation(&cache).total
    var sensitivities: [DecaySensitivity] = []
    for input in inputs {
      sensitivities.append(try sensitivity(to: input, central, &cache))
    }
    return sensitivities
  }

  private func sensitivity(
    to input: UncertainInput, _ central: Double, _ cache: inout AcceptanceCache
  ) throws(NumericsError) -> DecaySensitivity {
    guard input.uncertainty > 0, input.uncertainty.isFinite else {
      throw NumericsError(
        .invalidInput, "the uncertainty of the \(input.input) must be above zero",
        advice: "leave an exact input out of the list")
    }
    let (value, range) = (try value(of: input.input), input.input.range)
    let low = max(value - input.uncertainty, range.lowerBound)
    let high = min(value + input.uncertainty, range.upperBound)
    let below = try setting(input.input, to: low).expectation(&cache).total
    let above = try setting(input.input, to: high).expectation(&cache).total
    return DecaySensitivity(
      input: input, value: value, derivative: (above - below) / (high - low),
      down: below - central, up: above - central)
  }
}

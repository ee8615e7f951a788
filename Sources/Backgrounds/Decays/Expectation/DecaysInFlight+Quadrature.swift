public import Stats

extension DecaysInFlight {
  /// The expectation by quadrature; no random number enters.
  ///
  /// - Parameter size: Points of the lattice for decays with more than two free variables, eight
  ///   times; `medium` reaches 1e-3 when most photons are caught, 1e-2 for a narrow calorimeter.
  /// - Throws: `NumericsError` of kind `invalidInput` for a value outside its stated range, and
  ///   `notConverged` when the error of the total exceeds two per cent of it.
  public func expectation(_ size: LatticeSize) throws(NumericsError) -> DecayExpectation {
    var cache = AcceptanceCache(size: size)
    return try expectation(&cache)
  }

  /// The expectation by quadrature, with the acceptances that are known already.
  ///
  /// - Parameter cache: Gets the new ones; with the same inputs, or others that differ only in
  ///   factors such as a contamination or a tag efficiency, the next call takes microseconds.
  /// - Throws: `NumericsError` as the expectation for a size of lattice does.
  public func expectation(
    _ cache: inout AcceptanceCache
  ) throws(NumericsError) -> DecayExpectation {
    try validate()
    var contributions: [DecayContribution] = []
    for mode in DecayMode.allCases where contamination[mode.parent] > 0 {
      for index in segments.indices {
        contributions +=
          mode.isCascade
          ? try cascades(mode, from: index, &cache) : [try contribution(mode, index, &cache)]
      }
    }
    let result = DecayExpectation(method: .quadrature, contributions: contributions)
    guard result.error <= 0.02 * result.total else {
      throw NumericsError(
        .notConverged, "the decays in flight are not known to two per cent",
        advice: "take a larger lattice, or a box that holds more of the decays")
    }
    return result
  }

  private func contribution(
    _ mode: DecayMode, _ index: Int, _ cache: inout AcceptanceCache
  ) throws(NumericsError) -> DecayContribution {
    let segment = segments[index]
    let acceptance = try cache.value(of: BoxAcceptance(mode, self, in: segment))
    let escape = Estimated(value: escape(mode), error: 0)
    return contribution(mode, acceptance * escape, in: segment)
  }

  private func cascades(
    _ mode: DecayMode, from index: Int, _ cache: inout AcceptanceCache
  ) throws(NumericsError) -> [DecayContribution] {
    var contributions: [DecayContribution] = []
    for later in segments[index...] {
      let acceptance = try cache.value(
        of: CascadeAcceptance(mode, self, from: segments[index], to: later))
      contributions.append(
        contribution(mode, acceptance, in: later, bornIn: segments[index]))
    }
    return contributions
  }

  /// All factors put together.
  func contribution(
    _ mode: DecayMode, _ acceptance: Estimated, in segment: BeamLineSegment,
    bornIn birth: BeamLineSegment? = nil
  ) -> DecayContribution {
    let events = decays(mode, in: birth ?? segment) * passage(through: segment)
    return DecayContribution(
      mode: mode, segment: segment.name, birthSegment: birth?.name,
      expected: events * acceptance.value, error: events * acceptance.error,
      acceptance: acceptance.value)
  }
}

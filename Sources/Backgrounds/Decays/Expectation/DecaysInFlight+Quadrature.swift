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

  func expectation(_ cache: inout AcceptanceCache) throws(NumericsError) -> DecayExpectation {
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
    return contribution(mode, acceptance, in: segment)
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

/// Acceptances computed so far, for one size of lattice.
struct AcceptanceCache {
  let size: LatticeSize
  private var steps: [BoxAcceptance: Estimated] = [:]
  private var cascades: [CascadeAcceptance: Estimated] = [:]

  init(size: LatticeSize) { self.size = size }

  mutating func value(of acceptance: BoxAcceptance) throws(NumericsError) -> Estimated {
    if let known = steps[acceptance] { return known }
    let value = try acceptance.value(size)
    steps[acceptance] = value
    return value
  }

  mutating func value(of acceptance: CascadeAcceptance) throws(NumericsError) -> Estimated {
    if let known = cascades[acceptance] { return known }
    let value = try acceptance.value(size)
    cascades[acceptance] = value
    return value
  }
}

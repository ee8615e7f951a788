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
    let ways = try ways(&cache)
    let result = DecayExpectation(
      method: .quadrature, contributions: ways.map { contribution(of: $0) })
    try result.requireConvergence()
    return result
  }

  /// Every way into the box, in the order of ``DecayMode`` and of the segments.
  func ways(_ cache: inout AcceptanceCache) throws(NumericsError) -> [DecayWay] {
    var ways: [DecayWay] = []
    for mode in DecayMode.allCases where contamination[mode.parent] > 0 {
      for index in segments.indices {
        ways += try self.ways(mode, from: index, &cache)
      }
    }
    return ways
  }

  private func ways(
    _ mode: DecayMode, from index: Int, _ cache: inout AcceptanceCache
  ) throws(NumericsError) -> [DecayWay] {
    guard mode.isCascade else {
      return [DecayWay(mode: mode, segment: index, birth: nil, try acceptance(mode, index, &cache))]
    }
    var ways: [DecayWay] = []
    for later in segments.indices[index...] {
      let acceptance = try acceptance(mode, later, bornIn: index, &cache)
      ways.append(DecayWay(mode: mode, segment: later, birth: index, acceptance))
    }
    return ways
  }

  /// The acceptance of one way, as it is for the inputs of these decays.
  func acceptance(
    _ mode: DecayMode, _ segment: Int, bornIn birth: Int? = nil, _ cache: inout AcceptanceCache
  ) throws(NumericsError) -> Estimated {
    guard let birth else {
      return try cache.value(of: BoxAcceptance(mode, self, in: segments[segment]))
    }
    return try cache.value(
      of: CascadeAcceptance(mode, self, from: segments[birth], to: segments[segment]))
  }

  private func contribution(of way: DecayWay) -> DecayContribution {
    let escape = Estimated(value: escape(way.mode), error: 0)
    return contribution(
      way.mode, way.acceptance * escape, in: segments[way.segment],
      bornIn: way.birth.map { segments[$0] })
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

/// A mode with the segment where the visible particles appear.
struct DecayWay: Hashable {
  let mode: DecayMode
  let segment: Int
  /// Where the muon of a cascade is born; nil for a decay in one step.
  let birth: Int?
  /// Before the vetoes of muons and pions.
  let acceptance: Estimated

  init(mode: DecayMode, segment: Int, birth: Int?, _ acceptance: Estimated) {
    (self.mode, self.segment, self.birth, self.acceptance) = (mode, segment, birth, acceptance)
  }
}

extension DecayExpectation {
  /// - Throws: `NumericsError` of kind `notConverged`.
  fileprivate func requireConvergence() throws(NumericsError) {
    guard error <= 0.02 * total else {
      throw NumericsError(
        .notConverged, "the decays in flight are not known to two per cent",
        advice: "take a larger lattice, or a box that holds more of the decays")
    }
  }
}

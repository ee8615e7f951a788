public import Stats

extension DecaysInFlight {
  /// The expectation by Monte Carlo simulation, with its standard error.
  ///
  /// Every decay is simulated with its place, directions, spin, energy and momentum measurement and
  /// the chance that a particle outside the calorimeter is noticed; contamination, branching
  /// fraction, decay probability, tag, selection and the vetoes of muons and charged pions multiply
  /// the share of events that end in the box.
  /// - Parameters:
  ///   - decays: Simulated for each mode and segment, at least 100.
  ///   - source: Of random numbers; its state after the call depends on the inputs.
  /// - Throws: `NumericsError` of kind `invalidInput` for a value outside its stated range.
  public func simulation<Source: UniformSource>(
    decays: Int, using source: inout Source
  ) throws(NumericsError) -> DecayExpectation {
    try validate()
    guard decays >= 100 else {
      throw NumericsError(
        .invalidInput, "a simulation needs at least 100 decays of each mode",
        advice: "ask for 100000 for an error of about one per cent")
    }
    var contributions: [DecayContribution] = []
    for mode in DecayMode.allCases where contamination[mode.parent] > 0 {
      let generator = try DecayGenerator(mode, self)
      for index in segments.indices {
        contributions +=
          mode.isCascade
          ? simulatedCascades(generator, decays, from: index, &source)
          : [simulated(generator, decays, in: segments[index], &source)]
      }
    }
    return DecayExpectation(method: .simulation, contributions: contributions)
  }

  private func simulated<Source: UniformSource>(
    _ generator: DecayGenerator, _ decays: Int, in segment: BeamLineSegment,
    _ source: inout Source
  ) -> DecayContribution {
    let detector = SimulatedDetector(self, in: segment)
    let path = generator.mode.parent.decayLength(momentum: beamMomentum)
    var average = WeightedAverage()
    for _ in 0..<decays {
      let decay = generator.next(&source)
      let z = source.nextPlace(from: segment.from, to: segment.to, decayLength: path)
      let place = Vector(x: 0, y: 0, z: z)
      average.add(detector.accepts(decay.state, at: place, &source) ? 1 : 0, decay.weight)
    }
    let escape = Estimated(value: escape(generator.mode), error: 0)
    return contribution(generator.mode, average.result * escape, in: segment)
  }

  private func simulatedCascades<Source: UniformSource>(
    _ generator: DecayGenerator, _ decays: Int, from index: Int, _ source: inout Source
  ) -> [DecayContribution] {
    let birth = segments[index]
    return segments[index...].map { later in
      let detector = SimulatedDetector(self, in: later)
      var (electrons, muons) = (WeightedAverage(), WeightedAverage())
      for _ in 0..<decays {
        let event = cascade(generator, birth, later, &source)
        muons.add(event.weight, 1)
        let accepted = detector.accepts(event.state, at: event.place, &source)
        electrons.add(accepted ? 1 : 0, event.weight)
      }
      let acceptance = electrons.result * muons.result
      return contribution(generator.mode, acceptance, in: later, bornIn: birth)
    }
  }

  /// The electron of a muon, weighted with the probability that the muon decays in a segment.
  private func cascade<Source: UniformSource>(
    _ generator: DecayGenerator, _ birth: BeamLineSegment, _ later: BeamLineSegment,
    _ source: inout Source
  ) -> (state: FinalState, weight: Double, place: Vector) {
    let first = generator.next(&source).state
    let muon = first.charged
    let parentPath = generator.mode.parent.decayLength(momentum: beamMomentum)
    let start = source.nextPlace(from: birth.from, to: birth.to, decayLength: parentPath)
    let path = BeamParticle.muon.decayLength(momentum: muon.momentum.z)
    let entry = max(start, later.from)
    guard path > 0, entry < later.to else { return (first, 0, .beamAxis) }
    let end = source.nextPlace(from: entry, to: later.to, decayLength: path)
    let flight = ((end - start) / muon.momentum.z) * muon.momentum
    let decay = generator.electron(of: muon, spin: generator.spin(of: muon), &source)
    let chance = survivalToDecay(entry - start, later.to - start, path)
    return (decay.state, chance * decay.weight, Vector(x: flight.x, y: flight.y, z: end))
  }
}

extension UniformSource {
  /// A place of decay between two places, in metres.
  mutating func nextPlace(from: Double, to: Double, decayLength: Double) -> Double {
    decayPlace(share: uniform(), from: from, to: to, decayLength: decayLength)
  }
}

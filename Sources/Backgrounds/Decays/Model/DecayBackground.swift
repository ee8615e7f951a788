public import BlindAnalysis
public import Stats

/// The decays in flight that an analysis file declares; its factors are the uncertain inputs.
///
/// Expects what ``DecaysInFlight`` does. The acceptances are computed once at the declared values, and
/// one standard deviation to either side for inputs that shape them; in between they follow a
/// parabola, beyond it a line. Everything else, the length of a segment included, enters by its formula.
/// A share or an efficiency is log-normal, or Gaussian and cut to 0…1 where it is zero or six
/// standard deviations more pass one; a length or an energy is Gaussian and cut off at zero.
/// Neglects that the shapes of two inputs act together, the shapes of ways into the box that hold
/// less than 1e-4 of the expectation, and PDG's errors of masses, lifetimes and form factors.
public struct DecayBackground: FactorModel {
  public let name: String
  /// Of the quadrature, for the expectation at the declared values, in events.
  public let numericalError: Double
  private let inputs: [DecayFactor]
  private let decays: DecaysInFlight
  private let ways: [CurvedWay]

  /// - Parameter onTarget: The particles on target, a factor that other backgrounds may share.
  /// - Throws: `NumericsError` of kind `invalidInput` for a beam slower than its particles may be,
  ///   and `notConverged` when the quadrature leaves more than two per cent open.
  public init(
    _ name: String, _ declared: DeclaredDecays, in beam: Beam, onTarget: Factor
  ) throws(NumericsError) {
    self.name = name
    let exposure = DecayFactor(input: .particlesOnTarget, factor: onTarget)
    inputs = [exposure] + (try declared.factors(in: beam))
    decays = try DecaysInFlight(declared, in: beam, onTarget: onTarget.value)
    (ways, numericalError) = try Self.refined(decays, declared, inputs)
    _ = try Factor.distinct(factors)
  }

  public var factors: [Factor] { inputs.map(\.factor) }

  public func expectation(_ values: FactorValues) throws(NumericsError) -> Double {
    let shifted = inputs.filter { values[$0.factor] != $0.factor.value }
    let changed = try decays.setting(shifted.flatMap { $0.changes(values[$0.factor]) })
    return ways.reduce(0) { $0 + changed.events($1.way) * $1.curve.value(values) }
  }
}

/// A way into the box whose acceptance follows the inputs.
struct CurvedWay: Hashable {
  let way: DecayWay
  var curve: AcceptanceCurve
}

extension DecayBackground {
  /// The smallest lattice with half a per cent of error, or else the largest.
  private static func refined(
    _ decays: DecaysInFlight, _ declared: DeclaredDecays, _ inputs: [DecayFactor]
  ) throws(NumericsError) -> (ways: [CurvedWay], error: Double) {
    let shape = try decays.withoutFactors(declared)
    var cache = AcceptanceCache(size: .small)
    var (ways, sum): ([DecayWay], Estimated) = ([], Estimated(value: 0, error: 0))
    for size in LatticeSize.allCases {
      cache = AcceptanceCache(size: size)
      ways = try shape.ways(&cache)
      sum = decays.sum(ways)
      if sum.error <= 0.005 * sum.value { break }
    }
    guard sum.error <= 0.02 * sum.value else { throw .openDecays }
    let curved = try shape.curved(ways, inputs, &cache) {
      decays.events($0) * $0.acceptance.value >= 1e-4 * sum.value
    }
    return (curved, sum.error)
  }
}

extension DecaysInFlight {
  /// Events for an acceptance of one.
  func events(_ way: DecayWay) -> Double {
    let segment = segments[way.segment]
    let tracked = if case .beforeDecay(let share) = segment.track { share } else { 1.0 }
    return decays(way.mode, in: segments[way.birth ?? way.segment]) * passage(through: segment)
      * tracked * escape(way.mode)
  }

  fileprivate func sum(_ ways: [DecayWay]) -> Estimated {
    let parts = ways.map { Estimated(value: events($0), error: 0) * $0.acceptance }
    return Estimated(
      value: parts.reduce(0) { $0 + $1.value },
      error: parts.reduce(0) { $0 + $1.error * $1.error }.squareRoot())
  }

  /// With every factor that the model applies itself taken out of the acceptances, and every
  /// declared kind of particle in.
  fileprivate func withoutFactors(_ declared: DeclaredDecays) throws(NumericsError) -> Self {
    var shape = self
    let kinds: [(BeamParticle, DeclaredNumber?)] = [
      (.pion, declared.contamination.pions), (.kaon, declared.contamination.kaons),
      (.muon, declared.contamination.muons),
    ]
    for (particle, share) in kinds {
      let isPossible = share.map { $0.value > 0 || $0.uncertainty > 0 } ?? false
      shape.contamination[particle] = isPossible ? 0.25 : 0
    }
    for index in shape.segments.indices {
      if case .beforeDecay = shape.segments[index].track {
        shape.segments[index].track = .beforeDecay(acceptance: 1)
      }
    }
    try shape.validate()
    return shape
  }

  /// - Parameter matters: Whether a way is worth the time.
  fileprivate func curved(
    _ ways: [DecayWay], _ inputs: [DecayFactor], _ cache: inout AcceptanceCache,
    where matters: (DecayWay) -> Bool
  ) throws(NumericsError) -> [CurvedWay] {
    var curved = ways.map {
      CurvedWay(way: $0, curve: AcceptanceCurve(central: $0.acceptance.value))
    }
    for input in inputs where input.shapesAcceptance {
      let (down, up) = (try shifted(input, -1), try shifted(input, 1))
      for index in curved.indices where matters(ways[index]) {
        let (below, above) = (
          try down.decays.change(of: ways[index], &cache),
          try up.decays.change(of: ways[index], &cache)
        )
        curved[index].curve.add(
          .init(
            factor: input.factor, down: .init(shift: down.shift, change: below),
            up: .init(shift: up.shift, change: above)))
      }
    }
    return curved
  }

  private func shifted(
    _ input: DecayFactor, _ deviations: Double
  ) throws(NumericsError) -> (decays: Self, shift: Double) {
    let (law, nominal) = (input.factor.law, input.factor.value)
    let value = try law.shifted(deviations)
    return (try setting(input.changes(value)), value - nominal)
  }

  private func change(
    of way: DecayWay, _ cache: inout AcceptanceCache
  ) throws(NumericsError) -> Double {
    try acceptance(way.mode, way.segment, bornIn: way.birth, &cache).value - way.acceptance.value
  }
}

extension NumericsError {
  fileprivate static let openDecays = NumericsError(
    .notConverged, "the decays in flight are not known to two per cent",
    advice: "declare a box that holds more of the decays, or a wider calorimeter")
}

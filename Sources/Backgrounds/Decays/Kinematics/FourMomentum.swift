/// Energy and momentum of a particle, in GeV.
struct FourMomentum: Hashable, Sendable {
  var energy: Double
  var momentum: Vector

  init(energy: Double, momentum: Vector) { (self.energy, self.momentum) = (energy, momentum) }

  /// A particle of the given mass.
  init(mass: Double, momentum: Vector) {
    self.init(
      energy: (mass * mass + momentum.dot(momentum)).squareRoot(), momentum: momentum)
  }

  /// The momentum as seen by those to whom `frame` moves, given in the rest frame of `frame`.
  ///
  /// E′ = (E E_f + p·p_f) / m_f and p′ = p + p_f (E + E′) / (E_f + m_f): a boost without rotation.
  func boosted(from frame: FourMomentum, mass: Double) -> FourMomentum {
    let boosted = (energy * frame.energy + momentum.dot(frame.momentum)) / mass
    let share = (energy + boosted) / (frame.energy + mass)
    return FourMomentum(energy: boosted, momentum: momentum + share * frame.momentum)
  }

  /// The inverse of ``boosted(from:mass:)``: into the rest frame of `frame`.
  func boosted(into frame: FourMomentum, mass: Double) -> FourMomentum {
    let mirrored = FourMomentum(energy: frame.energy, momentum: -1 * frame.momentum)
    return boosted(from: mirrored, mass: mass)
  }
}

/// The terms of a model with fewer parameters and the same averages.
///
/// Log-normal parameters that move the same terms in the same proportions act as one: the sum of
/// independent normal variables is normal, with the sizes added in quadrature.
struct MergedShifts {
  let terms: [YieldTerm]

  init(_ model: CountingModel) {
    var terms = model.terms.map { $0.withoutIdleShifts }
    let candidates = model.nuisances.indices.filter { nuisance in
      !terms.contains { $0.linearShifts.contains { $0.nuisance == nuisance } }
        && !terms.contains { $0.factors.contains(nuisance) }
    }
    var kept: [Int] = []
    for nuisance in candidates {
      let sizes = terms.map { $0.logShift(nuisance) }
      guard
        let (partner, ratio) = kept.lazy.compactMap({ other in
          Self.ratio(sizes, terms.map { $0.logShift(other) }).map { (other, $0) }
        }).first
      else {
        kept.append(nuisance)
        continue
      }
      let growth = (1 + ratio * ratio).squareRoot()
      terms = terms.map { $0.merging(nuisance, into: partner, growth: growth) }
    }
    self.terms = terms
  }

  /// The r with `first = r · second`, to the last few bits.
  private static func ratio(_ first: [Double], _ second: [Double]) -> Double? {
    guard let index = second.firstIndex(where: { $0 != 0 }), first[index] != 0 else { return nil }
    let ratio = first[index] / second[index]
    let agree = zip(first, second).allSatisfy { abs($0 - ratio * $1) <= 1e-14 * abs($0) }
    return agree ? ratio : nil
  }
}

extension YieldTerm {
  fileprivate var withoutIdleShifts: YieldTerm {
    replacing(
      logShifts: logShifts.filter { $0.size != 0 },
      linearShifts: linearShifts.filter { $0.size != 0 })
  }

  fileprivate func logShift(_ nuisance: Int) -> Double {
    logShifts.first { $0.nuisance == nuisance }?.size ?? 0
  }

  fileprivate func merging(_ nuisance: Int, into partner: Int, growth: Double) -> YieldTerm {
    replacing(
      logShifts: logShifts.filter { $0.nuisance != nuisance }.map {
        $0.nuisance == partner ? Shift(nuisance: partner, size: $0.size * growth) : $0
      }, linearShifts: linearShifts)
  }

  private func replacing(logShifts: [Shift], linearShifts: [Shift]) -> YieldTerm {
    YieldTerm(
      role: role, channel: channel, yield: yield, logShifts: logShifts, linearShifts: linearShifts,
      factors: factors)
  }
}

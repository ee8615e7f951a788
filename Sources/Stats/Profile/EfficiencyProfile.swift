/// The efficiency factor that describes a count best beside a signal, with the best background.
///
/// Minimises h(d) = min over b′ [D(n; s f(d) + b′) + C(b′)] + E(d) over the shift d of the factor from
/// its estimate. By the envelope theorem h′ = s f′ (1 − n/(s f + b′)) + E′ with the b′ that is best for
/// f, so that one root of a function of one variable is left. The minimum lies between the estimate
/// and the factor that describes n with the estimated background.
struct EfficiencyProfile {
  let count: Double
  /// Above zero and finite.
  let signal: Double
  let background: BackgroundMeasurement
  let efficiency: EfficiencyMeasurement

  /// The best factor, and D + C + E there.
  var best: (factor: Double, value: Double) {
    let (low, high) = bracket
    if low == high { return (efficiency.factor(at: low), value(low)) }
    guard mayHaveTwoMinima else {
      let shift = root(low, high)
      return (efficiency.factor(at: shift), value(shift))
    }
    var best = (factor: efficiency.factor(at: low), value: Double.infinity)
    for (start, end) in risingParts(low, high) {
      let shift = root(start, end)
      let value = value(shift)
      if value < best.value { best = (efficiency.factor(at: shift), value) }
    }
    return best
  }

  private func value(_ shift: Double) -> Double {
    let mean = signal * efficiency.factor(at: shift)
    let profiled = background.profiled(count: count, signal: mean)
    return poissonHalfDeviance(count, mean: mean + profiled.mean) + profiled.penalty
      + efficiency.penalty(at: shift)
  }

  private func slope(_ shift: Double) -> Double {
    let mean = signal * efficiency.factor(at: shift)
    let total = mean + background.profiled(count: count, signal: mean).mean
    let penalty = efficiency.penaltySlope(at: shift)
    guard total > 0 else { return count > 0 ? -.infinity : signal + penalty }
    let surplus = (total - count) / total
    return signal * efficiency.slope(at: shift) * surplus + penalty
  }

  private func root(_ low: Double, _ high: Double) -> Double {
    // The value at a minimum has an error of the second order.
    risingZero(from: low, to: high, tolerance: 1e-9 * efficiency.width, of: slope)
  }
}

extension EfficiencyProfile {
  /// From the estimate to the factor (n − b) / s, as shifts, cut where the factor has no meaning.
  private var bracket: (low: Double, high: Double) {
    let excess = count - max(0, background.estimate)
    let target = shift(of: excess / signal)
    return target < 0 ? (max(target, lowest), 0) : (0, min(target, highest))
  }

  private func shift(of factor: Double) -> Double {
    guard case .logNormal(let median, _) = efficiency else { return factor - efficiency.estimate }
    return factor > 0 ? log(factor / median) : -.infinity
  }

  /// For a log-normal factor from d = −w² s f (1 − n/(s f + b′)), which is not below −w² s f.
  private var lowest: Double {
    guard case .logNormal(let median, let logWidth) = efficiency else {
      return -efficiency.estimate
    }
    return -logWidth * logWidth * signal * median
  }

  private var highest: Double {
    switch efficiency {
    case .logNormal(_, let logWidth): logWidth * logWidth * count
    case .selection(let selected, let trials): (trials - selected) / trials
    case .normal, .exact: .infinity
    }
  }

  /// A log-normal penalty is not convex in its factor or mean: many events may prefer either end.
  private var mayHaveTwoMinima: Bool {
    var variance = 0.0
    if case .logNormal(_, let width) = efficiency { variance = width * width }
    if case .logNormal(_, let width) = background { variance = max(variance, width * width) }
    return count * variance > 1
  }

  /// The parts of a fine division over which the slope changes from negative to positive.
  private func risingParts(_ low: Double, _ high: Double) -> [(Double, Double)] {
    let edges = (0...Self.parts).map { low + (high - low) * (Double($0) / Double(Self.parts)) }
    let slopes = edges.map(slope)
    let rising = (0..<Self.parts).filter { slopes[$0] <= 0 && slopes[$0 + 1] >= 0 }
    // The outermost parts may have their smallest value at an end.
    return ([0] + rising + [Self.parts - 1]).map { (edges[$0], edges[$0 + 1]) }
  }

  private static var parts: Int { 16 }
}

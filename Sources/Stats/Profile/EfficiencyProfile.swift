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

  /// The best factor and background, and D + C + E there.
  var best: ProfiledMean {
    let (low, high) = bracket
    if low == high { return profiled(low) }
    guard mayHaveTwoMinima else { return profiled(root(low, high)) }
    return risingParts(low, high).map { profiled(root($0.0, $0.1)) }
      .min { $0.value < $1.value } ?? profiled(low)
  }

  private func profiled(_ shift: Double) -> ProfiledMean {
    let factor = efficiency.factor(at: shift)
    let profiled = background.profiled(count: count, signal: signal * factor)
    return ProfiledMean(
      factor: factor, background: profiled.mean,
      value: poissonHalfDeviance(count, mean: signal * factor + profiled.mean) + profiled.penalty
        + efficiency.penalty(at: shift))
  }

  /// h′, and h″ where it is not negative at a minimum.
  ///
  /// With a = n/(s f + b′)² the background takes the share a/(a + C″) of a shift, so that
  /// h″ = (s f′)² a C″/(a + C″) + s f″ (1 − n/(s f + b′)) + E″.
  private func slope(_ shift: Double) -> (value: Double, slope: Double) {
    let mean = signal * efficiency.factor(at: shift)
    let other = background.profiled(count: count, signal: mean).mean
    let (total, factorSlope) = (mean + other, signal * efficiency.slope(at: shift))
    let penalty = efficiency.penaltySlope(at: shift)
    guard total > 0 else { return (count > 0 ? -.infinity : signal + penalty, .nan) }
    let surplus = (total - count) / total
    let bend = count / (total * total)
    let kept = count > 0 ? bend / (1 + bend / background.penaltyCurvature(at: other)) : 0
    return (
      factorSlope * surplus + penalty,
      factorSlope * factorSlope * kept + signal * efficiency.bend(at: shift) * surplus
        + efficiency.penaltyCurvature(at: shift)
    )
  }

  private func root(_ low: Double, _ high: Double) -> Double {
    // The slope bends on the width of the measurement, and with a large signal on that of one event.
    let scale = min(efficiency.width, 1 / signal)
    return risingZero(from: 0, in: low...high, tolerance: 1e-6 * scale, of: slope)
  }
}

/// What describes a count best beside a signal, with the value of −ln L there.
struct ProfiledMean {
  let factor: Double
  /// b′, zero or more.
  let background: Double
  /// D + C + E.
  let value: Double
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
    case .normal, .exact: .greatestFiniteMagnitude
    }
  }

  /// A log-normal penalty is not convex in its factor or mean: an excess may prefer that either the
  /// signal or the background takes it.
  ///
  /// Without an excess 1 − n/(s f + b′) is not negative at a minimum, and f and b′ fall with it, so that
  /// there is one minimum. With one, x = s f and y = b′ are at least their estimates; the second
  /// derivatives by ln x and ln y are x + 1/w² and y + 1/v² less n x y/(x + y)² ≤ n/4 times those of
  /// (ln x − ln y)²/2, so that n (1/(x + 1/w²) + 1/(y + 1/v²)) ≤ 4 is enough. Where one of the two is
  /// not log-normal, its minimum takes less than n from the second derivative of the other.
  private var mayHaveTwoMinima: Bool {
    let expected = signal * efficiency.estimate
    guard count > expected + background.estimate else { return false }
    switch (efficiency, background) {
    case (.logNormal(_, let width), .logNormal(let median, let logWidth)):
      let (first, second) = (expected + 1 / width / width, median + 1 / logWidth / logWidth)
      return count * (1 / first + 1 / second) > 4
    case (.logNormal(_, let width), .exact): return count > 4 * (expected + 1 / width / width)
    case (.logNormal(_, let width), _): return count > expected + 1 / width / width
    case (_, .logNormal(let median, let width)): return count > median + 1 / width / width
    default: return false
    }
  }

  /// The parts of a fine division over which the slope changes from negative to positive.
  private func risingParts(_ low: Double, _ high: Double) -> [(Double, Double)] {
    let edges = (0...Self.parts).map { low + (high - low) * (Double($0) / Double(Self.parts)) }
    let slopes = edges.map { slope($0).value }
    let rising = (0..<Self.parts).filter { slopes[$0] <= 0 && slopes[$0 + 1] >= 0 }
    // The outermost parts may have their smallest value at an end.
    return ([0] + rising + [Self.parts - 1]).map { (edges[$0], edges[$0 + 1]) }
  }

  private static var parts: Int { 16 }
}

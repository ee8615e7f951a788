/// The most likely background of a count when ln(background) was measured with normal errors.
///
/// Minimises D(n; s + b′) + t²/2w² over t = ln(b′/b), with w = ln κ and D the half deviance.
/// Its derivative, times w², is f(t) = w² (b′ − n b′/(s + b′)) + t. For n w² > 4 there may be two
/// minima; both are found and compared.
struct LogNormalProfile {
  let count: Double
  let signal: Double
  let median: Double
  let logWidth: Double

  var best: ProfiledBackground {
    let (low, high) = bracket
    if low == high { return candidate(low) }
    var best: (value: Double, background: ProfiledBackground)?
    for (start, end) in risingParts(low, high) {
      // At the best background of an exact fit rounding may hide the change of sign at an end.
      let shift = slope(start) >= 0 ? start : slope(end) <= 0 ? end : root(start, end)
      let found = candidate(shift)
      let value = found.penalty + poissonHalfDeviance(count, mean: signal + found.mean)
      if best.map({ value < $0.value }) ?? true { best = (value, found) }
    }
    return best?.background ?? candidate(low)
  }

  private var variance: Double { logWidth * logWidth }

  private func candidate(_ shift: Double) -> ProfiledBackground {
    let pull = shift / logWidth
    return ProfiledBackground(mean: median * exp(shift), penalty: pull * pull / 2)
  }

  private func slope(_ shift: Double) -> Double {
    let background = median * exp(shift)
    return variance * (background - count * share(background)) + shift
  }

  /// b′/(s + b′), which is one without a signal.
  private func share(_ background: Double) -> Double {
    signal == 0 ? 1 : background / (signal + background)
  }

  /// All stationary points: t has the sign of n − s − b, and b′ lies between b and n − s.
  private var bracket: (low: Double, high: Double) {
    let excess = count - signal - median
    let pull = variance * median * excess / (signal + median)
    if excess == 0 || pull == 0 { return (0, 0) }
    if excess > 0 { return (0, min(log((count - signal) / median), variance * count)) }
    return (-variance * median, 0)
  }
}

extension LogNormalProfile {
  /// The parts of an interval over which the slope rises: one, or two around a falling part.
  ///
  /// f′ has the sign of C(b′) = (b′ + 1/w²)(s + b′)² − n s b′, which has no positive root or two.
  private func risingParts(_ low: Double, _ high: Double) -> [(Double, Double)] {
    let inverse = 1 / variance
    let linear = signal * signal + 2 * inverse * signal - count * signal
    guard count * variance > 4, linear < 0 else { return [(low, high)] }
    let half = 2 * signal + inverse
    let lowest = -linear / (half + (half * half - 3 * linear).squareRoot())
    guard cubic(lowest) < 0 else { return [(low, high)] }
    let first = log(turningPoint(0, lowest) / median)
    let second = log(turningPoint(count, lowest) / median)
    return [(low, min(first, high)), (max(second, low), high)].filter { $0.0 < $0.1 }
  }

  private func cubic(_ background: Double) -> Double {
    let total = signal + background
    return (background + 1 / variance) * total * total - count * signal * background
  }

  /// Where C changes sign between a place where it is positive and one where it is negative.
  private func turningPoint(_ positive: Double, _ negative: Double) -> Double {
    var (positive, negative) = (positive, negative)
    while true {
      let middle = positive + (negative - positive) / 2
      if middle == positive || middle == negative { return middle }
      if cubic(middle) > 0 { positive = middle } else { negative = middle }
    }
  }

  /// The step is squared by the next one, and the likelihood at its maximum squares it again.
  private static var lastStep: Double { 1e-10 }

  /// Newton's method from the upper end, which bisects when it would leave the bracket.
  private func root(_ start: Double, _ end: Double) -> Double {
    var (low, high, shift) = (start, end, end)
    for _ in 0..<200 {
      let background = median * exp(shift)
      let share = share(background)
      let value = variance * (background - count * share) + shift
      if value == 0 { return shift }
      if value > 0 { high = shift } else { low = shift }
      let derivative = 1 + variance * (background - count * share * (1 - share))
      var next = shift - value / derivative
      if !(next > low && next < high) { next = low + (high - low) / 2 }
      if abs(next - shift) <= Self.lastStep * logWidth { return next }
      shift = next
    }
    return shift
  }
}

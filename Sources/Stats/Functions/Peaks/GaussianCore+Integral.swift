extension GaussianCore {
  /// ∫ exp(−(t² − anchor²)/2) dt between two places, the lower one first.
  ///
  /// By Gauss–Legendre quadrature where the integrand changes little, by Mills' ratio in the tails
  /// and by error functions around the mean: each where its terms do not cancel.
  func integral(
    from lower: PeakPlace<Number>, to upper: PeakPlace<Number>
  ) -> PeakIntegral<Number> {
    let span = span(from: lower, to: upper)
    let (low, high) = (lower.deviation.value, upper.deviation.value)
    if span.value < 1, span.value * abs(low + high) < 2 {
      return narrowIntegral(from: lower, to: upper, span)
    }
    if low >= 1 { return tail(from: lower, to: upper.deviation, span) }
    if high <= -1 { return tail(from: upper, to: lower.deviation, span) }
    let difference = erf(upper.deviation * rootHalf) - erf(lower.deviation * rootHalf)
    return PeakIntegral(logScale: anchorOffset, factor: difference * rootHalfPi)
  }

  /// Outwards from the place nearest to the mean: exp(−near²/2) [M(near) − M(far) exp(−…)].
  private func tail(
    from near: PeakPlace<Number>, to far: Number, _ span: Number
  ) -> PeakIntegral<Number> {
    let sign = near.deviation.value < 0 ? -1.0 : 1.0
    let (nearDeviation, farDeviation) = (near.deviation * sign, far * sign)
    let decay = exp(span * (nearDeviation + farDeviation) * -0.5)
    return PeakIntegral(
      logScale: logDensity(at: near),
      factor: millsRatio(nearDeviation) - millsRatio(farDeviation) * decay)
  }

  /// exp(−middle²/2) ∫ exp(−s (2 middle + s)/2) ds, with s less than ½ and s · middle less than ½.
  private func narrowIntegral(
    from lower: PeakPlace<Number>, to upper: PeakPlace<Number>, _ span: Number
  ) -> PeakIntegral<Number> {
    let half = span * 0.5
    let middle = middle(of: lower, upper, half)
    var sum = Number(0)
    for index in narrowRule.indices {
      let (node, weight) = narrowRule[index]
      for step in [half * node, half * -node] {
        sum = sum + exp(step * (middle.deviation * 2 + step) * -0.5) * weight
      }
    }
    return PeakIntegral(logScale: logDensity(at: middle), factor: half * sum)
  }

  private func middle(
    of lower: PeakPlace<Number>, _ upper: PeakPlace<Number>, _ half: Number
  ) -> PeakPlace<Number> {
    guard let from = lower.x, let to = upper.x else {
      return PeakPlace(deviation: lower.deviation + half, x: nil)
    }
    return place(from + (to - from) / 2)
  }
}

/// Nodes above zero and weights of the eight-point Gauss–Legendre rule on [−1, 1].
///
/// Reference: M. Abramowitz and I. A. Stegun, *Handbook of Mathematical Functions*, table 25.4.
private let narrowRule: [4 of (Double, Double)] = [
  (0.18343464249564980494, 0.36268378337836198297),
  (0.52553240991632898582, 0.31370664587788728734),
  (0.79666647741362673959, 0.22238103445337447054),
  (0.96028985649753623168, 0.10122853629037625915),
]

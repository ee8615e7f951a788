/// M(t) = exp(t²/2) ∫ₜ^∞ exp(−u²/2) du for t of one or more, with its derivatives.
///
/// With Mₙ = ∫₀^∞ yⁿ/n! exp(−t y − y²/2) dy it is M₀, and M′ = −M₁, M″ = 2 M₂. They obey
/// Mₙ₋₁ = t Mₙ + (n + 1) Mₙ₊₁ with M₋₁ = 1, which is stable downwards and has positive terms only.
/// Reference: W. Gautschi, SIAM Rev. 9 (1967) 24.
struct MillsRatio {
  let value, slope, curvature: Double

  /// From the ratios Mₙ₋₁ / Mₙ, started so high that the error of the first does not matter.
  init(_ t: Double) {
    let highest = (200 / (t * t)).rounded() + 20
    var ratio = t / 2 + (t * t / 4 + highest).squareRoot()
    for term in stride(from: highest, through: 4, by: -1) { ratio = t + term / ratio }
    let third = t + 3 / ratio
    let second = t + 2 / third
    value = 1 / (t + 1 / second)
    slope = -value / second
    curvature = -2 * slope / third
  }
}

func millsRatio<Number: AnalyticNumber>(_ t: Number) -> Number {
  let ratio = MillsRatio(t.value)
  return t.composed(ratio.value, ratio.slope, ratio.curvature)
}

/// √(π/2).
let rootHalfPi = 1.2533141373155003
/// √½.
let rootHalf = 0.70710678118654752

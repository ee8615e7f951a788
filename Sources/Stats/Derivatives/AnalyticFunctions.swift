// The elementary functions of numbers with derivatives; for plain ones they are the C library's.

@inline(__always) func exp<Number: AnalyticNumber>(_ x: Number) -> Number {
  let result = exp(x.value)
  return x.composed(result, result, result)
}

/// exp(x) − 1, precise for small x.
@inline(__always) func expm1<Number: AnalyticNumber>(_ x: Number) -> Number {
  let result = expm1(x.value)
  return x.composed(result, result + 1, result + 1)
}

@inline(__always) func log<Number: AnalyticNumber>(_ x: Number) -> Number {
  x.composed(log(x.value), 1 / x.value, -1 / (x.value * x.value))
}

/// ln(1 + x), precise for small x.
@inline(__always) func log1p<Number: AnalyticNumber>(_ x: Number) -> Number {
  let slope = 1 / (1 + x.value)
  return x.composed(log1p(x.value), slope, -slope * slope)
}

@inline(__always) func sqrt<Number: AnalyticNumber>(_ x: Number) -> Number {
  let result = x.value.squareRoot()
  return x.composed(result, 0.5 / result, -0.25 / (result * x.value))
}

/// xᵃ for x above zero.
@inline(__always) func pow<Number: AnalyticNumber>(_ x: Number, _ exponent: Double) -> Number {
  let result = pow(x.value, exponent)
  return x.composed(
    result, exponent * result / x.value,
    exponent * (exponent - 1) * result / (x.value * x.value))
}

/// erf(x) = 2/√π ∫₀ˣ exp(−u²) du.
@inline(__always) func erf<Number: AnalyticNumber>(_ x: Number) -> Number {
  let slope = twoOverRootPi * exp(-x.value * x.value)
  return x.composed(erf(x.value), slope, -2 * x.value * slope)
}

/// 1 − erf(x), precise also where erf(x) is nearly one.
@inline(__always) func erfc<Number: AnalyticNumber>(_ x: Number) -> Number {
  let slope = -twoOverRootPi * exp(-x.value * x.value)
  return x.composed(erfc(x.value), slope, -2 * x.value * slope)
}

/// ln(sinh x / x), smooth through zero.
@inline(__always) func logSinhc<Number: AnalyticNumber>(_ x: Number) -> Number {
  x.composed(LogSinhc.value(x.value), LogSinhc.slope(x.value), LogSinhc.curvature(x.value))
}

private let twoOverRootPi = 1.1283791670955126

/// The beta distribution of a probability x, with density x^(a − 1) (1 − x)^(b − 1) / B(a, b).
///
/// The posterior of an efficiency measured as k of n, with a flat prior, has a = k + 1 and
/// b = n − k + 1. GSL's quantile is not used: it is NaN for many large parameters, and does not
/// return for some.
public struct BetaDistribution: Hashable, Sendable {
  /// a and b, one to 1e12.
  public let first: Double
  public let second: Double

  /// - Throws: ``NumericsError/Kind/invalidInput`` unless both are one to 1e12.
  public init(_ first: Double, _ second: Double) throws(NumericsError) {
    guard first >= 1, second >= 1, first <= 1e12, second <= 1e12 else {
      throw NumericsError(
        .invalidInput, "a beta distribution needs two parameters of 1 to 1e12",
        advice: "give one more than the successes, and one more than the failures")
    }
    (self.first, self.second) = (first, second)
  }

  var mean: Double { first / (first + second) }

  /// The probability of a value below x.
  ///
  /// - Parameter x: In [0, 1].
  /// - Throws: ``NumericsError/Kind/invalidInput`` outside this range, and
  ///   ``NumericsError/Kind/notConverged`` when the continued fraction does not end.
  public func cumulative(_ x: Double) throws(NumericsError) -> Double {
    guard x >= 0, x <= 1 else {
      throw NumericsError(
        .invalidInput, "a beta distribution is one of a probability, between 0 and 1",
        advice: "give a fraction, for example 0.9 for 90 %")
    }
    if x == 0 || x == 1 { return x }
    if x <= mean { return exp(try logBelow(x, 1 - x)) }
    return -expm1(try mirrored.logBelow(1 - x, x))
  }

  /// The distribution of 1 − x.
  var mirrored: Self { Self(unchecked: second, first) }

  /// What is believed with a flat prior about an efficiency measured as k of n.
  ///
  /// - Parameters:
  ///   - passed: k, zero to n; not checked.
  ///   - total: n, at most 1e12; not checked.
  init(passed: Double, total: Double) {
    self.init(unchecked: passed + 1, total - passed + 1)
  }

  private init(unchecked first: Double, _ second: Double) {
    (self.first, self.second) = (first, second)
  }
}

extension BetaDistribution {
  /// ln of x^a (1 − x)^b / B(a, b), without cancellation between the large terms.
  ///
  /// - Parameter y: 1 − x, given too, since near x = 1 it holds the digits.
  func logDensityOfLogit(_ x: Double, _ y: Double) throws(NumericsError) -> Double {
    let sum = first + second
    let constant = try stirlingError(sum) - stirlingError(first) - stirlingError(second)
    return constant + log(first / sum * second) / 2 - halfLogTwoPi
      - Self.deviance(first, x * sum) - Self.deviance(second, y * sum)
  }

  /// n (r − 1 − ln r) with r = m/n, which hardly depends on a rounding of m near n.
  private static func deviance(_ number: Double, _ mean: Double) -> Double {
    let excess = (mean - number) / number
    if abs(excess) < 0.5 { return number * (excess - log1p(excess)) }
    return mean - number - number * (log(mean) - log(number))
  }

  /// ln P(X < x), precise where P itself underflows; meant for x up to the mean.
  func logBelow(_ x: Double, _ y: Double) throws(NumericsError) -> Double {
    let share = try min(first, second) > 1000 ? quadrature(x, y) : continuedFraction(x, y)
    return try logDensityOfLogit(x, y) + log(share)
  }

  /// P(X < x) over the density of the logit at x, by the double exponential rule.
  ///
  /// For large parameters, where a continued fraction takes their square root of steps: the density
  /// falls from x downwards between an exponential and a Gaussian, over a length ℓ, and 64 points
  /// hold it to 1e-14.
  /// Reference: H. Takahasi, M. Mori, Publ. RIMS Kyoto Univ. 9 (1974) 721.
  private func quadrature(_ x: Double, _ y: Double) throws(NumericsError) -> Double {
    let (logit, peak, sum) = (log(x / y), try logDensityOfLogit(x, y), first + second)
    let (slope, curvature) = (max(0, first - sum * x), first / sum * second)
    let length = 2 / (slope + (slope * slope + 2 * curvature).squareRoot())
    var integral = CompensatedSum()
    for step in -32..<32 {
      let place = Double(step) / 8
      let distance = exp(place - exp(-place))
      let below = logit - length * distance
      let density = try logDensityOfLogit(1 / (1 + exp(-below)), 1 / (1 + exp(below))) - peak
      integral.add(exp(density) * distance * (1 + exp(-place)))
    }
    return integral.value * length / 8
  }

  /// The same by a continued fraction in λ = a − (a + b) x, which keeps its digits near the mean and
  /// near x = 1.
  ///
  /// Reference: A. R. DiDonato, A. H. Morris, ACM Trans. Math. Softw. 18 (1992) 360, eq. 9.
  private func continuedFraction(_ x: Double, _ y: Double) throws(NumericsError) -> Double {
    let sum = first + second
    let distance = 1 + (first > second ? sum * y - second : first - sum * x)
    var older = (numerator: 0.0, denominator: 1.0)
    var newer = (numerator: 1.0, denominator: distance / (1 + 1 / first))
    var value = newer.numerator / newer.denominator
    for step in 1...100_000 {
      let n = Double(step)
      let (even, term) = (first + 2 * n - 1, n * (second - n) * x)
      let alpha = (first + n - 1) / even * ((sum + n - 1) / even) * (term * x)
      let beta = n + term / even + (first + n) / (even + 2) * (distance + n * (1 + y))
      let numerator = alpha * older.numerator + beta * newer.numerator
      let denominator = alpha * older.denominator + beta * newer.denominator
      let next = numerator / denominator
      if abs(next - value) <= 1e-15 * next { return next }
      older = (newer.numerator / denominator, newer.denominator / denominator)
      newer = (next, 1)
      value = next
    }
    throw NumericsError(
      .notConverged, "the incomplete beta function did not converge in 100000 steps",
      advice: "choose a probability nearer to the measured efficiency")
  }
}

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
  private var mirrored: Self { Self(unchecked: second, first) }

  private init(unchecked first: Double, _ second: Double) {
    (self.first, self.second) = (first, second)
  }
}

extension BetaDistribution {
  /// ln of x^a (1 − x)^b / B(a, b), without cancellation between the large terms.
  ///
  /// - Parameter y: 1 − x, given too, since near x = 1 it holds the digits.
  private func logDensityOfLogit(_ x: Double, _ y: Double) throws(NumericsError) -> Double {
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
  private func logBelow(_ x: Double, _ y: Double) throws(NumericsError) -> Double {
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

extension BetaDistribution {
  /// The x below which a variable lies with the given probability.
  ///
  /// - Parameter probability: In the open interval (0, 1).
  /// - Throws: ``NumericsError/Kind/invalidInput`` outside this interval, and
  ///   ``NumericsError/Kind/notConverged`` when the search does not end.
  public func quantile(_ probability: Double) throws(NumericsError) -> Double {
    guard probability > 0, probability < 1 else {
      throw NumericsError(
        .invalidInput, "a quantile needs a probability above 0 and below 1",
        advice: "give it as a fraction, for example 0.9 for 90 %")
    }
    if first == 1 { return -expm1(log1p(-probability) / second) }
    if second == 1 { return exp(log(probability) / first) }
    let atMean = try cumulative(mean)
    if probability <= atMean { return try lowerQuantile(log(probability)).below }
    return try mirrored.lowerQuantile(log1p(-probability)).above
  }

  /// Newton's method for ln P as a function of ln(x / (1 − x)), in which it is concave: from any
  /// start the search comes from below after one step, and no step leads out of the range.
  private func lowerQuantile(
    _ logProbability: Double
  ) throws(NumericsError) -> (below: Double, above: Double) {
    let spread = (1 / first + 1 / second).squareRoot()
    let deviation = try normalQuantile(exp(max(logProbability, -700)))
    var logit = log(first / second) + min(0, deviation) * spread
    for _ in 0..<200 {
      let (x, y) = (1 / (1 + exp(-logit)), 1 / (1 + exp(logit)))
      let logBelow = try logBelow(x, y)
      let step = (logProbability - logBelow) * exp(logBelow - (try logDensityOfLogit(x, y)))
      logit = min(logit + step, log(first / second))
      // Newton's error is about this step squared, in spreads.
      if abs(step) <= 1e-8 * spread { return (1 / (1 + exp(-logit)), 1 / (1 + exp(logit))) }
    }
    throw NumericsError(
      .notConverged, "the quantile of an efficiency did not converge in 200 steps",
      advice: "choose a probability further from 0 and 1")
  }
}

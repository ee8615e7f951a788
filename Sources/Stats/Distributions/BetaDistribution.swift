/// The beta distribution of a probability x, with density x^(a − 1) (1 − x)^(b − 1) / B(a, b).
///
/// The posterior of an efficiency measured as k of n, with a flat prior, has a = k + 1 and
/// b = n − k + 1. GSL's quantile is not used: it is NaN for many large parameters, and does not
/// return for some.
public struct BetaDistribution: Hashable, Sendable {
  /// a and b, above zero and at most 1e12.
  public let first: Double
  public let second: Double

  /// - Throws: ``NumericsError/Kind/invalidInput`` unless both are above zero and at most 1e12.
  public init(_ first: Double, _ second: Double) throws(NumericsError) {
    guard first > 0, second > 0, first <= 1e12, second <= 1e12 else {
      throw NumericsError(
        .invalidInput, "a beta distribution needs two parameters above zero and at most 1e12",
        advice: "give the successes and the failures behind it")
    }
    (self.first, self.second) = (first, second)
  }

  public var mean: Double { first / (first + second) }

  public var standardDeviation: Double {
    let sum = first + second
    return (first / sum * (second / sum) / (sum + 1)).squareRoot()
  }

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
  /// - Parameter y: 1 − x, given too because it may hold more digits.
  func logDensityOfLogit(_ x: Double, _ y: Double) throws(NumericsError) -> Double {
    let sum = first + second
    let constant = try stirlingError(sum) - stirlingError(first) - stirlingError(second)
    return constant + log(first / sum * second) / 2 - halfLogTwoPi
      - Self.deviance(first, x * sum) - Self.deviance(second, y * sum)
  }

  /// n (r − 1 − ln r) with r = m/n.
  private static func deviance(_ number: Double, _ mean: Double) -> Double {
    let excess = (mean - number) / number
    if abs(excess) < 0.5 { return number * (excess - log1p(excess)) }
    return mean - number - number * (log(mean) - log(number))
  }

  /// ln P(X < x), precise where P itself underflows; meant for x up to the mean.
  func logBelow(_ x: Double, _ y: Double) throws(NumericsError) -> Double {
    try logDensityOfLogit(x, y) + log(continuedFraction(x, y) / first)
  }

  /// a I_x(a, b) / (x^a (1 − x)^b / B(a, b)), by Lentz's method.
  ///
  /// Reference: NIST Digital Library of Mathematical Functions, eq. 8.17.22.
  private func continuedFraction(_ x: Double, _ y: Double) throws(NumericsError) -> Double {
    let sum = first + second
    var (numerator, denominator) = (1.0, 1 / Self.apart(1 - sum * x / (first + 1)))
    var fraction = denominator
    for step in 1...100_000 {
      let m = Double(step)
      for term in [
        m * (second - m) * x / ((first + 2 * m - 1) * (first + 2 * m)),
        -(first + m) * (sum + m) * x / ((first + 2 * m) * (first + 2 * m + 1)),
      ] {
        denominator = 1 / Self.apart(1 + term * denominator)
        numerator = Self.apart(1 + term / numerator)
        fraction *= numerator * denominator
      }
      if abs(numerator * denominator - 1) < 1e-15 { return fraction }
    }
    throw NumericsError(
      .notConverged, "the incomplete beta function did not converge in 100000 steps",
      advice: "choose a probability nearer to the measured efficiency")
  }

  /// Keeps a denominator away from zero.
  private static func apart(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
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
      if abs(step) <= 1e-14 * max(abs(logit), spread) || abs(step) <= 4e-16 * abs(logit) {
        return (1 / (1 + exp(-logit)), 1 / (1 + exp(logit)))
      }
    }
    throw NumericsError(
      .notConverged, "the quantile of an efficiency did not converge in 200 steps",
      advice: "choose a probability further from 0 and 1")
  }
}

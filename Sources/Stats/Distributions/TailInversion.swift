/// A distribution on a half line or an interval, described in a variable t that runs over all numbers.
protocol InvertibleTail {
  /// ln P(T ≤ t).
  func logLower(_ t: Double) throws(NumericsError) -> Double
  /// ln P(T > t).
  func logUpper(_ t: Double) throws(NumericsError) -> Double
  /// ln of the density in t.
  func logDensity(_ t: Double) throws(NumericsError) -> Double
  /// A value near the quantile of the given standard normal score.
  func guess(score: Double) -> Double
}

extension InvertibleTail {
  /// The t whose cumulative probability is Φ(z), precise in both tails.
  ///
  /// Newton's method on the logarithm of the smaller tail, which is nearly linear there.
  /// - Throws: ``NumericsError/Kind/notConverged`` after 60 steps.
  func value(score z: Double) throws(NumericsError) -> Double {
    let target = logNormalTail(z.magnitude)
    var t = guess(score: z)
    for _ in 0..<60 {
      let tail = z < 0 ? try logLower(t) : try logUpper(t)
      // Far outside, a tail of zero has no logarithm: come back halfway towards the centre.
      guard tail > -.infinity else {
        t = (t + guess(score: 0)) / 2
        continue
      }
      let slope = exp(try logDensity(t) - tail)
      let step = (target - tail) / (z < 0 ? slope : -slope)
      let longest = 1 + abs(t) / 2
      let limited = min(max(step, -longest), longest)
      t += limited
      if abs(limited) <= 1e-13 * max(1, abs(t)) { return t }
    }
    throw NumericsError(
      .notConverged, "the quantile of a nuisance parameter was not found",
      advice: "describe it as a value with a log-normal uncertainty instead")
  }
}

/// A gamma distribution of scale one in t = ln x.
struct LogGammaTail: InvertibleTail {
  let shape: Double

  func logLower(_ t: Double) throws(NumericsError) -> Double {
    log(try gammaP(shape: shape, exp(t)))
  }

  func logUpper(_ t: Double) throws(NumericsError) -> Double {
    log(try gammaQ(shape: shape, exp(t)))
  }

  /// x times the density in x.
  func logDensity(_ t: Double) throws(NumericsError) -> Double {
    let density = try gammaDensity(exp(t), shape: shape)
    return density > 0 ? log(density) + t : shape * t - exp(t) - (try logGamma(shape))
  }

  /// Wilson and Hilferty: the cube root of a gamma variable is nearly normal.
  func guess(score: Double) -> Double {
    let root = 1 - 1 / (9 * shape) + score / (3 * shape.squareRoot())
    return log(shape) + 3 * log(max(root, 0.05))
  }
}

/// A beta distribution in t = ln(x / (1 − x)).
struct LogitBetaTail: InvertibleTail {
  let shapes: BetaShapes

  func logLower(_ t: Double) throws(NumericsError) -> Double {
    log(try betaCumulative(1 / (1 + exp(-t)), shapes))
  }

  func logUpper(_ t: Double) throws(NumericsError) -> Double {
    log(try betaCumulative(1 / (1 + exp(t)), shapes.mirrored))
  }

  /// x (1 − x) times the density in x.
  func logDensity(_ t: Double) throws(NumericsError) -> Double {
    let (x, rest) = (1 / (1 + exp(-t)), 1 / (1 + exp(t)))
    return try shapes.logDensity(x, oneMinusX: rest) + log(x) + log(rest)
  }

  /// The logit is nearly normal with variance 1/a + 1/b.
  func guess(score: Double) -> Double {
    let width = (1 / shapes.first + 1 / shapes.second).squareRoot()
    return log(shapes.first / shapes.second) + score * width
  }
}

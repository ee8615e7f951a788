/// How the result of the measurement of a nuisance parameter spreads when it is repeated.
struct ResultSpread {
  private enum Shape {
    case normal(mean: Double, width: Double)
    /// Whole numbers with their cumulative probabilities.
    case counts(CumulativeCounts)
    /// Too many whole numbers to list.
    case manyCounts(ManyCounts)
  }

  private let shape: Shape
  /// Results outside it are less likely than 1e-14.
  let bulk: ClosedRange<Double>

  /// Results outside it are less likely than about 1e-8: three quarters of the bulk, or the part of
  /// the whole numbers between these probabilities.
  var core: ClosedRange<Double> {
    if case .counts(let counts) = shape {
      return Double(counts.quantile(1e-9))...Double(counts.quantile(1 - 1e-9))
    }
    let (middle, reach) = (
      (bulk.lowerBound + bulk.upperBound) / 2, 0.375 * (bulk.upperBound - bulk.lowerBound)
    )
    return (middle - reach)...(middle + reach)
  }

  /// Whether results are whole numbers.
  var isDiscrete: Bool {
    if case .counts = shape { true } else { false }
  }

  /// The probability of the results in a range with both ends, which may be infinite.
  func probability(from low: Double, to high: Double) -> Double {
    guard low <= high else { return 0 }
    switch shape {
    case .normal(let mean, let width):
      return normalProbability((low - mean) / width, (high - mean) / width)
    case .counts(let counts):
      let last = Int(min(high, bulk.upperBound).rounded(.down))
      let first = Int(max(low, bulk.lowerBound).rounded(.up))
      return first > last ? 0 : counts.fraction(above: first - 1, upTo: last)
    case .manyCounts(let counts):
      return normalProbability(counts.deviation(of: low), counts.deviation(of: high))
    }
  }

  /// The density of a result, up to a factor that all results share.
  func density(of result: Double) -> Double {
    switch shape {
    case .normal(let mean, let width):
      let pull = (result - mean) / width
      return exp(-pull * pull / 2)
    case .counts: return probability(from: result, to: result)
    case .manyCounts: return probability(from: result - 0.5, to: result + 0.5)
    }
  }

  /// P(low < Z < high) of a standard normal variable, without cancellation in the upper tail.
  private func normalProbability(_ low: Double, _ high: Double) -> Double {
    low > 0
      ? normalCumulative(-low) - normalCumulative(-high)
      : normalCumulative(high) - normalCumulative(low)
  }
}

extension ResultSpread {
  static func normal(mean: Double, width: Double) -> Self {
    Self(shape: .normal(mean: mean, width: width), bulk: around(mean, width))
  }

  static func poisson(mean: Double) throws(NumericsError) -> Self {
    let width = mean.squareRoot()
    guard width < longestList else {
      let counts = ManyCounts(mean: mean, width: width, skewness: 1 / width) { count in
        poissonHalfDeviance(count, mean: mean)
      }
      return Self(shape: .manyCounts(counts), bulk: around(mean, width))
    }
    return try listed(MeanLaw.exact(Poisson(mean: mean)), upTo: nil)
  }

  static func binomial(trials: Double, probability: Double) throws(NumericsError) -> Self {
    let (mean, rest) = (trials * probability, trials * (1 - probability))
    let width = (mean * (1 - probability)).squareRoot()
    guard width < longestList else {
      let skewness = (1 - 2 * probability) / width
      let counts = ManyCounts(mean: mean, width: width, skewness: skewness) { count in
        poissonHalfDeviance(count, mean: mean) + poissonHalfDeviance(trials - count, mean: rest)
      }
      return Self(shape: .manyCounts(counts), bulk: around(mean, width))
    }
    return try listed(Binomial(trials: Int(trials), probability: probability), upTo: Int(trials))
  }

  private static func listed(
    _ law: some CountMixture, upTo highest: Int?
  ) throws(NumericsError) -> Self {
    let counts = CumulativeCounts(try CountDistribution(of: law, upTo: highest))
    return Self(
      shape: .counts(counts), bulk: Double(counts.lowest)...Double(counts.highest))
  }

  private static func around(_ mean: Double, _ width: Double) -> ClosedRange<Double> {
    (mean - 8 * width)...(mean + 8 * width)
  }

  /// Counts with a larger standard deviation are not listed one by one.
  private static var longestList: Double { 1000 }
}

/// A count so large that it is interpolated between whole numbers.
private struct ManyCounts {
  let mean: Double
  let width: Double
  let skewness: Double
  /// −ln of the probability of a count relative to the one at the mean, without the Stirling factors.
  let halfDeviance: (Double) -> Double

  /// The normal deviation with the same probability below it, half-way between whole numbers.
  ///
  /// r + ln(v/r)/r with r² the deviance and v = (k − mean)/width: the relative error is of the order of
  /// width⁻³, at most 1e-9 here.
  /// Reference: R. Lugannani and S. Rice, Adv. Appl. Prob. 12 (1980) 475, in the form of O. E.
  /// Barndorff-Nielsen, Biometrika 73 (1986) 307, with the continuity correction for a lattice.
  func deviation(of count: Double) -> Double {
    guard count > 0 else { return -.infinity }
    guard count < .infinity else { return .infinity }
    let standard = (count - mean) / width
    guard abs(standard) > 1e-3 else { return standard + skewness / 6 }
    let root = (2 * halfDeviance(count)).squareRoot()
    let signed = standard < 0 ? -root : root
    return signed + log(standard / signed) / signed
  }
}

public import Stats

/// An expectation with its uncertainty, propagated to first order from the laws of its factors.
public struct Propagation: Hashable, Sendable {
  public let name: String
  /// Every factor at its nominal value: what goes into the table, in events.
  public let value: Double
  /// The mean over the laws of the factors, to second order.
  ///
  /// Above ``value`` by what the flat priors of counts and the curvature of the model add: for zero
  /// events in a control region the value is zero and the mean is not.
  public let mean: Double
  /// One standard deviation from the factors of each kind, in events.
  public let statistical: Double
  public let systematic: Double
  /// One for each factor, in the order of their names.
  public let impacts: [FactorImpact]

  public var uncertainty: Double {
    (statistical * statistical + systematic * systematic).squareRoot()
  }

  /// The factors that the uncertainty comes from, the largest first; equal ones by name.
  public var ranking: [FactorImpact] {
    impacts.sorted {
      let (first, second) = (abs($0.deviation), abs($1.deviation))
      return first == second ? $0.factor.name < $1.factor.name : first > second
    }
  }

  /// The share of the variance that comes from a factor; zero when there is none.
  public func share(of impact: FactorImpact) -> Double {
    let total = uncertainty
    return total > 0 ? (impact.deviation / total) * (impact.deviation / total) : 0
  }
}

/// What one factor does to an expectation.
public struct FactorImpact: Hashable, Sendable {
  public let factor: Factor
  /// Change of the expectation when the factor alone goes to its 15.87 % quantile, in events.
  public let down: Double
  /// The same for its 84.13 % quantile.
  public let up: Double
  /// Slope of the expectation times the standard deviation of the factor, in events.
  ///
  /// With the sign of the slope: over two estimates, the products of these add up to their
  /// covariance.
  public let deviation: Double
}

extension FactorModel {
  /// Propagates the uncertainties analytically.
  ///
  /// With m and σ the means and standard deviations of the laws, `mean = f(m) + ½ Σ f_ii(m) σ_i²` and
  /// `variance = Σ (f_i(m) σ_i)²`; the slopes are taken at m, which never lies on a bound, as the
  /// nominal value of a count of zero does. Exact where f is linear in the factors; slopes are from
  /// a five-point stencil.
  /// - Throws: `NumericsError` where the expectation is not defined, and for one name with two laws.
  public func propagated() throws(NumericsError) -> Propagation {
    let factors = try Factor.distinct(factors)
    let value = try nominalExpectation()
    let means = FactorValues.means(of: factors)
    var mean = try finiteExpectation(means)
    var impacts: [FactorImpact] = []
    for factor in factors {
      let deviation = factor.law.standardDeviation
      let slopes = try slopes(factor, around: means)
      mean += slopes.second * deviation * deviation / 2
      impacts.append(
        FactorImpact(
          factor: factor, down: try shift(factor, -1) - value, up: try shift(factor, 1) - value,
          deviation: slopes.first * deviation))
    }
    return Propagation(
      name: name, value: value, mean: mean, statistical: impacts.quadrature(.statistical),
      systematic: impacts.quadrature(.systematic), impacts: impacts)
  }

  private func shift(_ factor: Factor, _ deviations: Double) throws(NumericsError) -> Double {
    try finiteExpectation(FactorValues().setting(factor, to: factor.law.shifted(deviations)))
  }

  /// First and second derivative, with steps of 0.02 standard deviations that stay in the support.
  private func slopes(
    _ factor: Factor, around point: FactorValues
  ) throws(NumericsError) -> (first: Double, second: Double) {
    let (centre, support) = (point[factor], factor.law.support)
    let room = min(centre - support.lower, support.upper - centre)
    let step = min(0.02 * factor.law.standardDeviation, room / 4)
    guard step > 0 else { return (0, 0) }
    func at(_ steps: Double) throws(NumericsError) -> Double {
      try finiteExpectation(point.setting(factor, to: centre + steps * step))
    }
    let (far, near, middle) = (try (at(-2), at(2)), try (at(-1), at(1)), try at(0))
    let first = (8 * (near.1 - near.0) - (far.1 - far.0)) / (12 * step)
    let second = (16 * (near.0 + near.1) - (far.0 + far.1) - 30 * middle) / (12 * step * step)
    return (first, second)
  }
}

extension [FactorImpact] {
  /// Added from small to large, so that the order decides no digit.
  func quadrature(_ kind: Factor.Kind) -> Double {
    let squares = lazy.filter { $0.factor.kind == kind }.map { $0.deviation * $0.deviation }
    return squares.sorted().reduce(0, +).squareRoot()
  }
}

/// What the events of a fit range say about another range, with a flat prior and without a fit.
///
/// p(ν, λ | x) ∝ νⁿ exp(−ν) Π f(xᵢ; λ), with the prior flat in the yield ν ≥ 0 and in the slope or
/// exponent λ; of a histogram, with the shares of the bins in place of f. Further bands with the same
/// slope multiply it by theirs, their own yields integrated out. The yield follows Γ(n + 1), independent of λ; with r(λ) = ∫_target f / ∫_range f the
/// expectation there is b = ν r, and a count k given λ has the negative binomial probability
/// (n + k choose k) rᵏ / (1 + r)ⁿ⁺ᵏ⁺¹. What is left is one integral over λ, done by the trapezoidal
/// rule, whose error falls exponentially with the step for such an integrand (L. N. Trefethen and
/// J. A. C. Weideman, SIAM Review 56 (2014) 385): exact but for rounding, for any number of events.
public struct TailPosterior: Sendable {
  /// n.
  public let count: Int
  /// The mean of b; nil where its integral diverges, which few events far from the target cause.
  public let mean: Double?
  private let nodes: [SlopeNode]

  /// - Parameters:
  ///   - sample: The events of the fit range, at least three.
  ///   - target: Need not overlap the fit range; for a power law from zero or above.
  /// - Throws: ``NumericsError/Kind/tooFewEvents``, ``NumericsError/Kind/divergingSlope`` when all
  ///   events lie at one edge, ``NumericsError/Kind/invalidInput`` for a power law below zero and
  ///   ``NumericsError/Kind/notConverged`` when they nearly do.
  public init(_ sample: TailSample, in target: ValueRange) throws(NumericsError) {
    let peak = try TailFit.fit(sample).density
    try self.init(TailBand(sample), and: [], around: peak, in: target)
  }

  /// The same for histograms and for several bands of one shape.
  ///
  /// - Parameters:
  ///   - band: The one that predicts.
  ///   - others: With the same slope and a yield of their own.
  ///   - parameter: Slope or exponent of a fit to all of them.
  /// - Throws: As ``init(_:in:)``, and ``NumericsError/Kind/invalidInput`` for bands of other shapes.
  public init(
    _ band: TailBand, and others: [TailBand], fitted parameter: Double, in target: ValueRange
  ) throws(NumericsError) {
    guard others.allSatisfy({ $0.shape == band.shape }) else {
      throw NumericsError(
        .invalidInput, "bands of different shapes share no slope", advice: "take one shape")
    }
    let peak = try TailDensity(band.shape, parameter: parameter, on: band.range)
    try self.init(band, and: others, around: peak, in: target)
  }

  private init(
    _ band: TailBand, and others: [TailBand], around peak: TailDensity, in target: ValueRange
  ) throws(NumericsError) {
    // The same check of the target as every extrapolation has; a divergence is none here.
    do throws(NumericsError) { _ = try peak.share(in: target) } catch {
      guard error.kind == .divergingIntegral else { throw error }
    }
    let grid = try SlopeGrid(band, and: others, around: peak.slope, in: target)
    let nodes = try grid.nodes()
    count = band.count
    mean = grid.meanExists ? SlopeNode.mean(nodes, count: band.count) : nil
    self.nodes = nodes.filter { $0.weight > 1e-14 }
  }

  /// The probability that b lies below a value.
  ///
  /// - Parameter expectation: Zero or more.
  public func probability(below expectation: Double) throws(NumericsError) -> Double {
    guard expectation > 0 else { return 0 }
    var sum = CompensatedSum()
    for node in nodes where node.logRatio < .infinity {
      let yield = expectation * exp(-node.logRatio)
      sum.add(node.weight * (yield < .infinity ? try gammaP(shape: Double(count + 1), yield) : 1))
    }
    return min(sum.value, 1)
  }

  /// The value below which b lies with a probability.
  ///
  /// - Parameter probability: Between 0 and 1.
  /// - Throws: ``NumericsError/Kind/invalidInput`` for other probabilities, and
  ///   ``NumericsError/Kind/divergingIntegral`` where b is infinite with more than the rest.
  public func quantile(_ probability: Double) throws(NumericsError) -> Double {
    guard probability > 0, probability < 1 else {
      throw NumericsError(
        .invalidInput, "a quantile needs a probability between 0 and 1",
        advice: "give it as a fraction, for example 0.9 for 90 %")
    }
    let heaviest = nodes.max { $0.weight < $1.weight }
    guard let heaviest, heaviest.logRatio.isFinite else { throw .infiniteExpectation }
    let middle = heaviest.logRatio + log(Double(count + 1))
    func excess(_ logValue: Double) throws(NumericsError) -> Double {
      try self.probability(below: exp(logValue)) - probability
    }
    var (lower, upper) = (middle - 1, middle + 1)
    while try excess(lower) > 0 {
      lower = middle - 2 * (middle - lower)
      guard lower > -700 else { return 0 }
    }
    while try excess(upper) < 0 {
      upper = middle + 2 * (upper - middle)
      guard upper < 700 else { throw .infiniteExpectation }
    }
    return exp(try root(from: lower, to: upper, relativeTolerance: 1e-10, of: excess))
  }

  /// The probability to count k events in the target: the posterior predictive distribution.
  ///
  /// - Parameter events: k, zero or more; below zero the probability is zero.
  public func probability(of events: Int) throws(NumericsError) -> Double {
    guard events >= 0 else { return 0 }
    let (found, seen) = (Double(events), Double(count))
    let choose =
      events == 0
      ? 0 : try logGamma(seen + found + 1) - logGamma(seen + 1) - logGamma(found + 1)
    var sum = CompensatedSum()
    for node in nodes where node.logRatio < .infinity {
      let logSum = max(node.logRatio, 0) + log1p(exp(-abs(node.logRatio)))
      let power = events == 0 ? 0 : found * node.logRatio
      sum.add(node.weight * exp(choose + power - (seen + found + 1) * logSum))
    }
    return min(sum.value, 1)
  }
}

extension NumericsError {
  fileprivate static var infiniteExpectation: Self {
    Self(
      .divergingIntegral, "so large an expectation has no bound with these events and a flat prior",
      advice: "start the extrapolation above zero, or widen the side band")
  }
}

public import BlindAnalysis
import Stats

/// Signal in the side band, which the extrapolation takes for background.
///
/// With κ signal events in the side band for each in the box, the prediction rises by κ I for every
/// signal event in the box, where I is what one more event of the side band adds to the prediction.
/// A limit is then weaker by 1/(1 − κ I). To first order I(x) = gᵀ H⁻¹ ∇ ln(ν f(x)) for an event at x,
/// with the gradient g of the prediction and the Hessian H of the fit: the influence function
/// (F. R. Hampel, J. Am. Stat. Assoc. 69 (1974) 383). Its mean over the fitted events is b/n.
public struct SignalContamination: Hashable, Sendable {
  /// κ, with its declared uncertainty.
  public let perSignalEvent: Double
  public let uncertainty: Double
  public let source: String?
  /// Which influence counts.
  public let spread: DeclaredSideBandSignal.Spread
  /// I for a signal that is spread like the background: b/n.
  public let meanInfluence: Double
  /// I where it is smallest and largest in the side band; may be below zero far from the box.
  public let influence: ClosedRange<Double>

  /// 1/(1 − κ I) for a signal that is spread like the background; nil if nothing is left of it.
  public var limitFactor: Double? { factor(meanInfluence) }

  /// The same for a signal in the worst place of the side band.
  public var largestLimitFactor: Double? { factor(influence.upperBound) }

  /// κ I: by how much the prediction rises for each signal event in the box.
  public var taken: Double { perSignalEvent * countingInfluence }

  /// The uncertainty of ``taken`` from that of κ.
  public var takenUncertainty: Double { uncertainty * abs(countingInfluence) }

  private var countingInfluence: Double {
    switch spread {
    case .likeBackground: meanInfluence
    case .worstPlace: influence.upperBound
    }
  }

  private func factor(_ influence: Double) -> Double? {
    let left = 1 - perSignalEvent * influence
    return left > 0 ? 1 / left : nil
  }
}

extension SignalContamination {
  /// - Parameters:
  ///   - mean: I for a signal that is spread like the background.
  ///   - influences: I at places all over the side band.
  init(_ declared: DeclaredSideBandSignal, mean: Double, influences: [Double]) {
    let number = declared.perSignalEvent
    (perSignalEvent, uncertainty) = (number.value, number.uncertainty)
    (source, spread, meanInfluence) = (number.source, declared.spread, mean)
    influence = (influences.min() ?? mean)...(influences.max() ?? mean)
  }

  /// - Throws: `NumericsError` for a prediction that cannot be computed.
  init(
    _ declared: DeclaredSideBandSignal, of fit: SideBandFit, in target: Stats.ValueRange
  ) throws(NumericsError) {
    let general = try fit.general()
    let slope = try general.gradient(in: target)
    var influences: [Double] = []
    for place in fit.places { influences.append(try general.influence(of: place, along: slope)) }
    self.init(
      declared, mean: try general.meanInfluence(of: fit, influences, in: target),
      influences: influences)
  }
}

extension FittedFunction {
  /// How the events expected in a range change with the parameters, at the minimum.
  func gradient(in target: Stats.ValueRange) throws(NumericsError) -> [Double] {
    try events(in: target).slope(at: result.values)
  }

  /// gᵀ V ∇ ln(ν f(x)), over the free parameters.
  ///
  /// - Parameter gradient: g, one element for each parameter.
  func influence(of place: Double, along gradient: [Double]) throws(NumericsError) -> Double {
    let density = try likelihood.density.logDensityDerivatives(at: place, parameters: shape)
    return result.covariance(of: gradient, with: spread([1 / yield] + density.gradient))
  }

  /// Over a signal that is spread like the fitted function: b/n for a band that is fitted alone.
  ///
  /// - Parameter influences: At the places of the fit.
  fileprivate func meanInfluence(
    of fit: SideBandFit, _ influences: [Double], in target: Stats.ValueRange
  ) throws(NumericsError) -> Double {
    guard fit.bands.count > 1 else {
      return try fit.expectation(in: target).value / Double(fit.events.count)
    }
    var (sum, weights) = (0.0, 0.0)
    for (place, influence) in zip(fit.places, influences) {
      let weight = try likelihood.density.density(at: place, parameters: shape)
      sum += weight * influence
      weights += weight
    }
    return sum / weights
  }
}

extension SideBandFit {
  /// Evenly over the side band, both ends included.
  fileprivate var places: [Double] {
    (0...256).map { min(range.lower + (range.upper - range.lower) * Double($0) / 256, range.upper) }
  }
}

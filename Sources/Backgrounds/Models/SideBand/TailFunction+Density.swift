import BlindAnalysis
import Stats

extension TailFunction {
  /// The tail that needs sums over the events only; nil for other functions.
  var tailShape: TailShape? {
    switch self {
    case .exponential: .exponential
    case .powerLaw: .powerLaw
    case .uniform: .uniform
    default: nil
    }
  }

  private var densityShape: DensityShape {
    switch self {
    case .exponential: .exponential
    case .powerLaw: .powerLaw
    case .uniform: .uniform
    case .twoExponentials: .twoExponentials
    case .exponentialPolynomial(let degree): .exponentialOfPolynomial(degree: degree)
    case .bernstein(let degree): .bernstein(degree: degree)
    case .gaussian: .gaussian
    case .crystalBall(let tail): .crystalBall(tail: tail == .lower ? .lower : .upper)
    case .doubleSidedCrystalBall: .doubleSidedCrystalBall
    }
  }

  /// The density on a fit range; a Bernstein polynomial is one on all that it predicts as well,
  /// since it has no meaning outside of its range.
  func density(
    on range: Stats.ValueRange, predicting predicted: [Stats.ValueRange]
  ) throws(NumericsError) -> ParametricDensity {
    guard case .bernstein = self else { return try ParametricDensity(densityShape, on: range) }
    let all = [range] + predicted
    let whole = try Stats.ValueRange(
      from: all.map(\.lower).min() ?? range.lower, to: all.map(\.upper).max() ?? range.upper)
    return try ParametricDensity(densityShape, on: whole)
  }
}

extension TailShape {
  /// The same function as a density of the general fit.
  var densityShape: DensityShape {
    switch self {
    case .exponential: .exponential
    case .powerLaw: .powerLaw
    case .uniform: .uniform
    }
  }
}

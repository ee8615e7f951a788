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

  var densityShape: DensityShape {
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

  /// The density on all fit ranges; a Bernstein polynomial is one on all that it predicts as well,
  /// since it has no meaning outside of its range.
  ///
  /// - Parameter ranges: At least one.
  func density(
    on ranges: [Stats.ValueRange], predicting predicted: [Stats.ValueRange]
  ) throws(NumericsError) -> ParametricDensity {
    let all = if case .bernstein = self { ranges + predicted } else { ranges }
    let whole = try Stats.ValueRange(
      from: all.map(\.lower).min() ?? .nan, to: all.map(\.upper).max() ?? .nan)
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

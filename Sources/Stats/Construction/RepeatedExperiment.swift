/// An experiment that is repeated: its count, and the measurements of background and efficiency.
///
/// One of the measurements is inside: for every count and result of the other one, the results of the
/// inside one that rank above an outcome are found as a range.
struct RepeatedExperiment {
  enum Inside { case background, efficiency }

  /// The outcome that was observed.
  let observed: ProfileLikelihood
  let inside: Inside

  /// Inside is the measurement that matters more for a typical signal, which smooths the other one; but a
  /// few whole numbers are outside beside real results, since every one of them is summed over there.
  init(observed: ProfileLikelihood) {
    self.observed = observed
    if case .controlCount(let estimate, let scale) = observed.measurement, estimate * scale < 16,
      observed.efficiency.isReal
    {
      inside = .efficiency
      return
    }
    let signal = observed.bestSignal + (observed.count + 1).squareRoot()
    let efficiency = observed.efficiency.relativeWidth * signal * observed.efficiency.estimate
    inside = observed.measurement.absoluteWidth >= efficiency ? .background : .efficiency
  }

  /// Whether the measurement that is not inside has nothing to repeat.
  var isOutsideExact: Bool {
    switch inside {
    case .background: observed.efficiency.isExact
    case .efficiency: observed.measurement.isExact
    }
  }

  /// Of probabilities: sums over two measurements are less precise.
  var precision: Double { isOutsideExact ? 1e-11 : 1e-8 }

  /// An outcome, by the results of the measurements.
  func outcome(count: Int, inside result: Double, outside: Double?) -> ProfileLikelihood {
    let (background, efficiency) = (observed.measurement, observed.efficiency)
    switch inside {
    case .background:
      return ProfileLikelihood(
        count: Double(count), measurement: background.with(result: result),
        efficiency: outside.map(efficiency.with(result:)) ?? efficiency)
    case .efficiency:
      return ProfileLikelihood(
        count: Double(count), measurement: outside.map(background.with(result:)) ?? background,
        efficiency: efficiency.with(result: result))
    }
  }

  /// −2 ln λ of an outcome with its derivative by the inside result.
  ///
  /// Where a fit is at its minimum, only its penalty depends on a result.
  func deviance(
    of outcome: ProfileLikelihood, signal: Double
  ) -> (value: Double, slope: Double) {
    let tested = outcome.fit(signal)
    let (background, efficiency) = (outcome.measurement, outcome.efficiency)
    let slope =
      switch inside {
      case .efficiency: efficiency.resultSlope(at: tested.factor)
      case .background:
        background.resultSlope(at: tested.background)
          - background.resultSlope(at: outcome.bestBackground)
      }
    return (2 * max(0, tested.value - outcome.boundedMinimum), 2 * slope)
  }

  /// The inside result that describes a count exactly beside a signal; may not be possible.
  func bestResult(count: Int, outside: Double?, signal: Double) -> Double {
    let (background, efficiency) = (observed.measurement, observed.efficiency)
    switch inside {
    case .background:
      let other = outside.map(efficiency.with(result:)) ?? efficiency
      return background.result(estimating: Double(count) - signal * other.estimate)
    case .efficiency:
      let other = outside.map(background.with(result:)) ?? background
      return efficiency.result(estimating: (Double(count) - other.estimate) / signal)
    }
  }

  /// How the two measurements spread when the nuisance parameters are those that fit the data best.
  func spreads(
    signal: Double
  ) throws(NumericsError) -> (mean: Double, inside: ResultSpread, outside: ResultSpread) {
    let best = observed.fit(signal)
    let mean = signal * best.factor + best.background
    let background = try observed.measurement.spread(around: best.background)
    let efficiency = try observed.efficiency.spread(around: best.factor)
    return switch inside {
    case .background: (mean, background, efficiency)
    case .efficiency: (mean, efficiency, background)
    }
  }
}

extension BackgroundMeasurement {
  /// About the standard deviation of the mean, in events.
  fileprivate var absoluteWidth: Double {
    switch self {
    case .exact: 0
    case .logNormal(let median, let logWidth): median * logWidth
    case .controlCount(let estimate, let scale): (estimate / scale).squareRoot()
    case .normal(_, let width): width
    }
  }
}

extension EfficiencyMeasurement {
  /// Whether its results are real numbers that spread.
  fileprivate var isReal: Bool {
    switch self {
    case .logNormal, .normal: true
    case .exact, .selection: false
    }
  }

  /// About the standard deviation of the factor, relative to it.
  fileprivate var relativeWidth: Double {
    if case .logNormal(_, let logWidth) = self { return logWidth }
    return isExact ? 0 : width / max(estimate, width)
  }
}

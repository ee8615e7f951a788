/// The posterior of a signal s when that of the selected signal s f is known and f is uncertain.
struct ScaledPosterior: SignalPosterior {
  /// Of t = s f.
  let selected: any SignalPosterior
  let belief: ScaleBelief

  var typicalSignal: Double { selected.typicalSignal / belief.typicalFactor }

  /// P(t/f > s) = E[P(t > s f)].
  func exceedance(_ signal: Double) throws(NumericsError) -> Double {
    try belief.average { (factor) throws(NumericsError) in
      try selected.exceedance(signal * factor)
    }
  }

  /// E[f p(s f)].
  func density(_ signal: Double) throws(NumericsError) -> Double {
    try belief.average { (factor) throws(NumericsError) in
      try factor * selected.density(signal * factor)
    }
  }
}

/// What is believed about an efficiency factor once it is multiplied by a prior of power −a in f.
///
/// With a prior π(s) on the signal, the selected signal t = s f and f are independent a posteriori if
/// π depends on s f and a power of f only; that power is left in the belief about f.
struct ScaleBelief {
  private enum Shape {
    case logNormal(median: Double, width: Double)
    /// ∝ f^power exp(−(f − 1)²/2r²) in ln f.
    case normal(power: Double, width: Double, peak: Double)
    case beta(BetaBelief)
  }

  private let shape: Shape

  /// `nil` for a factor of exactly one.
  ///
  /// - Parameter power: a, zero to one.
  /// - Throws: ``NumericsError/Kind/invalidInput`` where f^−a has no average.
  init?(_ measurement: EfficiencyMeasurement, power: Double) throws(NumericsError) {
    switch measurement {
    case .exact: return nil
    case .logNormal(let median, let logWidth):
      shape = .logNormal(median: median * exp(-power * logWidth * logWidth), width: logWidth)
    case .normal(_, let width):
      guard power < 1 else { throw .improperPosterior("a gaussian efficiency") }
      let peak = (1 + (1 + 4 * (1 - power) * width * width).squareRoot()) / 2
      shape = .normal(power: 1 - power, width: width, peak: peak)
    case .selection(let selected, let trials):
      guard selected + 1 > power else { throw .improperPosterior("an efficiency of 0 of n") }
      shape = .beta(BetaBelief(selected + 1 - power, trials - selected + 1))
    }
  }

  /// A factor in the bulk.
  var typicalFactor: Double { point(at: 0).factor }
}

extension NumericsError {
  static func improperPosterior(_ efficiency: String) -> Self {
    Self(
      .invalidInput,
      "with the prior 'flat' and \(efficiency), which may be zero, the posterior cannot be normalised",
      advice: "use the prior 'inverse-root' or 'jeffreys', a log-normal efficiency, or the method "
        + "'cousins-highland'")
  }
}

extension ScaleBelief {
  /// The average of a function of the factor that lies between zero and about its typical size.
  ///
  /// The trapezoidal rule around the peak of the belief, halved until two interleaved rules agree: see
  /// ``logIntegral(width:of:)`` for why half the digits are enough.
  /// - Throws: ``NumericsError/Kind/notConverged`` when the rules keep apart.
  func average(
    _ function: (Double) throws(NumericsError) -> Double
  ) throws(NumericsError) -> Double {
    var step = width
    var whole = try sum(from: 0, by: step, function)
    for _ in 0..<14 {
      let between = try sum(from: step / 2, by: step, function)
      let difference = abs(whole.value / whole.weight - between.value / between.weight)
      whole = (whole.weight + between.weight, whole.value + between.value)
      step /= 2
      let average = whole.value / whole.weight
      if difference <= 1e-7 * max(average, 1e-6) { return average }
    }
    throw NumericsError(
      .notConverged, "the average over the efficiency did not converge",
      advice: "choose a smaller uncertainty of the signal")
  }

  private func sum(
    from first: Double, by step: Double, _ function: (Double) throws(NumericsError) -> Double
  ) throws(NumericsError) -> (weight: Double, value: Double) {
    var (weight, value) = (CompensatedSum(), CompensatedSum())
    for (start, direction) in [(first, step), (first - step, -step)] {
      var offset = start
      while true {
        let point = point(at: offset)
        weight.add(point.weight)
        if point.weight > 1e-18 { value.add(point.weight * (try function(point.factor))) }
        if point.weight <= 1e-18 * weight.value { break }
        offset += direction
      }
    }
    return (weight.value, value.value)
  }

  /// Of the peak in the offset.
  private var width: Double {
    switch shape {
    case .logNormal(_, let width): width
    case .normal(_, let width, let peak): width / (peak * (2 * peak - 1)).squareRoot()
    case .beta(let beta): (1 / beta.first + 1 / beta.second).squareRoot()
    }
  }

  /// The factor at an offset in ln f, or in the logit of f, from the peak, and its relative weight.
  private func point(at offset: Double) -> (factor: Double, weight: Double) {
    switch shape {
    case .logNormal(let median, let width):
      return (median * exp(offset), exp(-(offset / width) * (offset / width) / 2))
    case .normal(let power, let width, let peak):
      let shift = peak * expm1(offset)
      // ((f − 1)² − (f₀ − 1)²)/2 with f = f₀ + shift.
      let pull = shift * (shift / 2 + peak - 1) / width / width
      return (peak + shift, exp(power * offset - pull))
    case .beta(let beta):
      let logit = log(beta.first) - log(beta.second) + offset
      let efficiency = BetaBelief.Efficiency(logit: logit)
      return (efficiency.value, exp(beta.logDensity(efficiency)))
    }
  }
}

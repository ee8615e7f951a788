/// The profile likelihood of the signal strength μ of a ``CountingModel`` for some counts.
///
///     −2 ln λ(μ) = 2 min over θ [Σ_c D(n_c; ν_c) + Σ_k C_k(θ_k)] − 2 min over μ ≥ 0, θ [the same]
///
/// with D(n; ν) = n ln(n/ν) − n + ν and C_k = −ln L of the measurement of nuisance parameter k above
/// its minimum: θ²/2 of a normal one, D(k; x) of a control count, D(k; Nε) + D(N − k; N(1 − ε)) of an
/// efficiency. Minima by Newton's method with exact second derivatives, started at the measurements.
/// A very uncertain log-normal factor beside a large excess can have a second minimum, which is not
/// looked for.
public struct ChannelProfile: Sendable {
  public let model: CountingModel
  let layout: FitLayout
  let data: ChannelData

  /// - Parameter observed: The counts, in the order of the model's channels; each zero to 1e5.
  /// - Throws: ``NumericsError/Kind/invalidInput``; its text carries no count.
  public init(model: CountingModel, observed: [Int]) throws(NumericsError) {
    try model.check(observed)
    self.model = model
    layout = FitLayout(model)
    data = ChannelData(
      counts: observed.map(Double.init),
      measurements: model.nuisances.map(\.law.result))
  }

  /// The Asimov data set without signal: counts and measurements as the model expects them.
  ///
  /// - Parameter nuisances: In the order of the model.
  init(model: CountingModel, expectedFor nuisances: [Double]) {
    self.model = model
    layout = FitLayout(model)
    let values = [0] + nuisances
    data = ChannelData(
      counts: model.channels.indices.map { [layout] in layout.expected($0, values) },
      measurements: zip(model.nuisances, nuisances).map { $0.law.result(expectedFor: $1) })
  }

  /// The best signal strength of zero or more, with the nuisance parameters that belong to it.
  ///
  /// - Throws: ``NumericsError/Kind/notConverged`` when no minimum is found, as for a signal whose
  ///   measured efficiency is zero: any strength then fits.
  public func best() throws(NumericsError) -> FittedChannels {
    var fit = ChannelFit(layout)
    _ = try fit.minimise(data, strength: 1 / model.nominalSignalScale)
    let value = try fit.minimiseFurther(data)
    return FittedChannels(fit, value)
  }

  /// The nuisance parameters that fit best beside a signal strength.
  ///
  /// - Parameter strength: μ, finite and zero or more.
  /// - Throws: ``NumericsError/Kind/invalidInput`` outside this range,
  ///   ``NumericsError/Kind/notConverged`` when no minimum is found.
  public func fitted(strength: Double) throws(NumericsError) -> FittedChannels {
    try checkStrength(strength)
    var fit = ChannelFit(layout)
    let value = try fit.minimise(data, strength: strength)
    return FittedChannels(fit, value)
  }

  /// q̃(μ) of an upper limit: −2 ln λ(μ) above the best μ ≥ 0, and zero below it.
  ///
  /// Reference: G. Cowan, K. Cranmer, E. Gross, O. Vitells, Eur. Phys. J. C 71 (2011) 1554, eq. 16.
  /// - Parameter strength: μ, finite and zero or more.
  /// - Throws: As ``fitted(strength:)``.
  public func upperLimitStatistic(strength: Double) throws(NumericsError) -> Double {
    try checkStrength(strength)
    var fit = ChannelFit(layout)
    return try fit.upperLimitStatistic(data, strength: strength)
  }

  private func checkStrength(_ strength: Double) throws(NumericsError) {
    guard strength >= 0, strength < .infinity else {
      throw NumericsError(
        .invalidInput, "a signal strength must be finite and zero or more",
        advice: "give it in units of the model's signal")
    }
  }
}

/// A fit of a ``CountingModel``.
public struct FittedChannels: Hashable, Sendable {
  /// μ.
  public let strength: Double
  /// In the order of the model: θ, the mean of a control count, or an efficiency.
  public let nuisances: [Double]
  /// Σ D + Σ C, half the deviance from a model that describes counts and measurements exactly.
  public let halfDeviance: Double

  init(_ fit: ChannelFit, _ value: Double) {
    (strength, nuisances) = (fit.strength, Array(fit.values.dropFirst()))
    halfDeviance = max(0, value)
  }
}

extension ChannelFit {
  /// q̃ from two fits, or one where the first shows that the best strength is above.
  mutating func upperLimitStatistic(
    _ data: ChannelData, strength: Double
  ) throws(NumericsError) -> Double {
    let tested = try minimise(data, strength: strength)
    if wantsMoreSignal { return 0 }
    let best = try minimiseFurther(data)
    return self.strength >= strength ? 0 : 2 * max(0, tested - best)
  }
}

extension NuisanceLaw {
  /// The result of the measurement as it is repeated: 0, k, or the events that passed.
  var result: Double {
    switch self {
    case .normal: 0
    case .count(let count): count
    case .efficiency(let passed, _): passed
    }
  }
}

extension NuisanceLaw {
  /// The result to expect of the measurement when the parameter has a value.
  func result(expectedFor value: Double) -> Double {
    switch self {
    case .normal, .count: value
    case .efficiency(_, let total): value * total
    }
  }
}

extension CountingModel {
  /// Signal events at unit strength; one where the measurements themselves give none.
  var nominalSignalScale: Double {
    let signal = nominalSignal
    return signal > 0 && signal < .infinity ? signal : 1
  }
}

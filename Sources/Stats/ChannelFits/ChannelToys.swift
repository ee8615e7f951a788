/// Toy experiments of several counts: does a statistic of a strength reach the observed one?
struct ChannelToys: ToyExperiment {
  enum Statistic: Sendable {
    /// q̃, which is zero where the best strength is above the tested one.
    case upperLimit
    /// −2 ln λ, which rises to both sides of the best strength.
    case bothSides
  }

  let statistic: Statistic
  let layout: FitLayout
  /// μ of the statistic.
  let strength: Double
  /// The statistic of the observation.
  let observed: Double
  let purpose: RandomPurpose
  let draw: ChannelDraw

  /// Values this close, relative to those above one, are a tie: a fit is good to about 1e-13.
  private static var tie: Double { 1e-9 }

  func passing(_ toys: Range<UInt64>, of plan: ToyPlan) throws(NumericsError) -> Int {
    if observed <= Self.tie { return toys.count }
    let smallest = observed - Self.tie * max(1, observed)
    var (fit, passing) = (ChannelFit(layout), 0)
    var (data, values) = (draw.data, Array(repeating: 0.0, count: layout.size))
    for toy in toys {
      var stream = RandomStream(seed: plan.seed, purpose: purpose, point: plan.point, toy: toy)
      try draw.draw(&stream, layout, into: &data, &values)
      if try statistic.value(&fit, data, strength) >= smallest { passing += 1 }
    }
    return passing
  }
}

extension ChannelToys.Statistic {
  func value(
    _ fit: inout ChannelFit, _ data: ChannelData, _ strength: Double
  ) throws(NumericsError) -> Double {
    switch self {
    case .upperLimit: return try fit.upperLimitStatistic(data, strength: strength)
    case .bothSides:
      let tested = try fit.minimise(data, strength: strength)
      return 2 * max(0, tested - (try fit.minimiseFurther(data)))
    }
  }
}

/// How counts and measurements of a toy experiment are drawn.
enum ChannelDraw: Sendable {
  /// Counts and measurements for one set of true parameters.
  case repeated(counts: [PoissonSampler], measurements: [MeasurementDraw], data: ChannelData)
  /// Nuisance parameters from what is believed about them, and counts for these; the measurements
  /// stay as they are.
  case believed(strength: Double, [NuisanceBelief], data: ChannelData)

  /// Toys of a true strength, with the nuisance parameters that fit best beside it or as believed.
  init(
    _ profile: ChannelProfile, strength: Double, _ treatment: LikelihoodRatioCLs.Treatment
  ) throws(NumericsError) {
    let (layout, data) = (profile.layout, profile.data)
    guard treatment == .plugIn else {
      let beliefs = NuisanceStructure.beliefs(of: profile.model)
      self = .believed(strength: strength, beliefs, data: data)
      return
    }
    let nuisances = try profile.fitted(strength: strength).nuisances
    let counts = try layout.channels.indices.map { (channel) throws(NumericsError) in
      try PoissonSampler(mean: layout.expected(channel, [strength] + nuisances))
    }
    let measurements = try layout.laws.indices.map { (index) throws(NumericsError) in
      try MeasurementDraw(layout.laws[index], truth: nuisances[index])
    }
    self = .repeated(counts: counts, measurements: measurements, data: data)
  }

  /// Right sizes; in a believed toy also the measurements.
  var data: ChannelData {
    switch self {
    case .repeated(_, _, let data), .believed(_, _, let data): data
    }
  }

  func draw(
    _ stream: inout RandomStream, _ layout: FitLayout, into data: inout ChannelData,
    _ values: inout [Double]
  ) throws(NumericsError) {
    switch self {
    case .repeated(let counts, let measurements, _):
      for index in counts.indices { data.counts[index] = Double(counts[index].draw(&stream)) }
      for index in measurements.indices {
        data.measurements[index] = measurements[index].draw(&stream)
      }
    case .believed(let strength, let beliefs, _):
      values[0] = strength
      for (index, belief) in beliefs.enumerated() {
        values[index + 1] = try belief.draw(&stream)
      }
      for index in data.counts.indices {
        data.counts[index] = stream.poisson(mean: layout.expected(index, values))
      }
    }
  }
}

/// How the measurement of one nuisance parameter is repeated for a true value of it.
enum MeasurementDraw: Sendable {
  case normal(mean: Double)
  case count(PoissonSampler)
  case efficiency(trials: Int, probability: Double)

  /// - Throws: ``NumericsError/Kind/invalidInput`` for an efficiency whose total is not whole.
  init(_ law: NuisanceLaw, truth: Double) throws(NumericsError) {
    switch law {
    case .normal: self = .normal(mean: truth)
    case .count: self = .count(try PoissonSampler(mean: truth))
    case .efficiency(_, let total):
      guard let trials = Int(exactly: total) else {
        throw NumericsError(
          .invalidInput, "an efficiency that is measured again needs a whole total",
          advice: "round the total, or choose the marginalised treatment")
      }
      self = .efficiency(trials: trials, probability: truth)
    }
  }

  func draw(_ stream: inout RandomStream) -> Double {
    switch self {
    case .normal(let mean): mean + stream.normal()
    case .count(let sampler): Double(sampler.draw(&stream))
    case .efficiency(let trials, let probability):
      Double(stream.binomial(trials: trials, probability: probability))
    }
  }
}

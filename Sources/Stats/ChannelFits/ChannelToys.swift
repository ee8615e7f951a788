/// Toy experiments of several counts: does q̃ of a strength reach the observed one?
struct ChannelToys: ToyExperiment {
  let layout: FitLayout
  /// μ of q̃.
  let strength: Double
  /// q̃ of the observation.
  let observed: Double
  let purpose: RandomPurpose
  let draw: ChannelDraw

  /// Values of q̃ this close, relative to those above one, are a tie: a fit is good to about 1e-13.
  private static var tie: Double { 1e-9 }

  func passing(_ toys: Range<UInt64>, of plan: ToyPlan) throws(NumericsError) -> Int {
    if observed <= Self.tie { return toys.count }
    let smallest = observed - Self.tie * max(1, observed)
    var (fit, passing) = (ChannelFit(layout), 0)
    var (data, values) = (draw.data, Array(repeating: 0.0, count: layout.size))
    for toy in toys {
      var stream = RandomStream(seed: plan.seed, purpose: purpose, point: plan.point, toy: toy)
      draw.draw(&stream, layout, into: &data, &values)
      if try fit.upperLimitStatistic(data, strength: strength) >= smallest { passing += 1 }
    }
    return passing
  }
}

/// How counts and measurements of a toy experiment are drawn.
enum ChannelDraw: Sendable {
  /// Counts and measurements for one set of true parameters.
  case repeated(counts: [PoissonSampler], measurements: [MeasurementDraw], data: ChannelData)
  /// Nuisance parameters from what is believed about them, and counts for these; the measurements
  /// stay as they are.
  case believed(strength: Double, data: ChannelData)

  /// Right sizes; in a believed toy also the measurements.
  var data: ChannelData {
    switch self {
    case .repeated(_, _, let data), .believed(_, let data): data
    }
  }

  func draw(
    _ stream: inout RandomStream, _ layout: FitLayout, into data: inout ChannelData,
    _ values: inout [Double]
  ) {
    switch self {
    case .repeated(let counts, let measurements, _):
      for index in counts.indices { data.counts[index] = Double(counts[index].draw(&stream)) }
      for index in measurements.indices {
        data.measurements[index] = measurements[index].draw(&stream)
      }
    case .believed(let strength, _):
      values[0] = strength
      for (index, law) in layout.laws.enumerated() { values[index + 1] = law.draw(&stream) }
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

extension NuisanceLaw {
  /// A value from the posterior of the measurement with a flat prior.
  fileprivate func draw(_ stream: inout RandomStream) -> Double {
    switch self {
    case .normal: stream.normal()
    case .count(let count): stream.gamma(shape: count + 1)
    case .efficiency(let passed, let total): stream.beta(passed + 1, total - passed + 1)
    }
  }
}

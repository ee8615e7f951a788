/// Toy experiments of one count and its background measurement: does q̃ reach the observed one?
///
/// A check of the exact sums that shares nothing with them but q̃ itself. Where outcomes are whole
/// numbers q̃ is computed once for each outcome, so that equal outcomes cannot differ; where they are
/// not, the random number at which it passes the observed one is looked for once for each count.
struct OutcomeToys: ToyExperiment {
  let tested: TestedSignal
  /// q̃ of the observation.
  let observed: Double
  let purpose: RandomPurpose
  /// The true signal: s or zero.
  let signal: Double
  let draw: OutcomeDraw
  private let table: PassingTable

  init(
    _ tested: TestedSignal, observed: Double, purpose: RandomPurpose, signal: Double,
    draw: OutcomeDraw
  ) {
    (self.tested, self.observed, self.purpose) = (tested, observed, purpose)
    (self.signal, self.draw) = (signal, draw)
    table = PassingTable(draw) { count, estimate in
      tested.statistic(count: count, estimate: estimate) >= observed
    }
  }

  func passing(_ toys: Range<UInt64>, of plan: ToyPlan) throws(NumericsError) -> Int {
    switch draw {
    case .count(let count, let estimate):
      return passing(toys, plan) { stream in
        let count = count.draw(&stream)
        return table.passes(count) ?? passes(Double(count), estimate)
      }
    case .counts(let count, let control, let scale):
      return passing(toys, plan) { stream in
        let (count, control) = (count.draw(&stream), control.draw(&stream))
        return table.passes(count, control) ?? passes(Double(count), Double(control) / scale)
      }
    case .real(let count, let result):
      return passing(toys, plan) { stream in
        let (count, bits) = (count.draw(&stream), stream.bits())
        return table.passes(count, bits) ?? passes(Double(count), result.estimate(bits))
      }
    case .belief(let law, let estimate):
      return passing(toys, plan) { stream in
        let count = stream.poisson(mean: signal + law.draw(&stream))
        return table.passes(count) ?? passes(count, estimate)
      }
    }
  }

  @inline(__always)
  private func passing(
    _ toys: Range<UInt64>, _ plan: ToyPlan, _ passes: (inout RandomStream) -> Bool
  ) -> Int {
    var passing = 0
    for toy in toys {
      var stream = RandomStream(seed: plan.seed, purpose: purpose, point: plan.point, toy: toy)
      if passes(&stream) { passing += 1 }
    }
    return passing
  }

  private func passes(_ count: Double, _ estimate: Double) -> Bool {
    tested.statistic(count: count, estimate: estimate) >= observed
  }
}

/// How an outcome (n, m) is drawn.
enum OutcomeDraw: Hashable, Sendable {
  /// A count beside a measurement that stays as it is, or a background known exactly.
  case count(PoissonSampler, estimate: Double)
  /// A count and a control count with its scale.
  case counts(PoissonSampler, control: PoissonSampler, scale: Double)
  /// A count and a result that is a real number.
  case real(PoissonSampler, RealResult)
  /// A background mean, and a count of that mean beside the measurement as it is.
  case belief(MeanLaw, estimate: Double)

  /// The measurement is repeated with the count, for one true background mean.
  init(
    repeating measurement: BackgroundMeasurement, signal: Double, background: Double
  ) throws(NumericsError) {
    let count = try PoissonSampler(mean: signal + background)
    switch measurement {
    case .exact(let mean): self = .count(count, estimate: mean)
    case .controlCount(_, let scale):
      let control = try PoissonSampler(mean: scale * background)
      self = .counts(count, control: control, scale: scale)
    case .logNormal(_, let logWidth):
      self = .real(count, .logNormal(median: background, logWidth: logWidth))
    case .normal(_, let width): self = .real(count, .normal(mean: background, width: width))
    }
  }
}

/// The result of a measurement as a rising function of 52 random bits.
enum RealResult: Hashable, Sendable {
  case logNormal(median: Double, logWidth: Double)
  case normal(mean: Double, width: Double)

  func estimate(_ bits: UInt64) -> Double {
    let deviation = uncheckedNormalQuantile(RandomStream.uniform(bits: bits))
    return switch self {
    case .logNormal(let median, let logWidth): median * exp(logWidth * deviation)
    case .normal(let mean, let width): mean + width * deviation
    }
  }
}

extension MeanLaw {
  /// A mean from the belief about it.
  fileprivate func draw(_ stream: inout RandomStream) -> Double {
    switch self {
    case .exact(let poisson): return poisson.mean
    case .logNormal(let logMedian, let logWidth): return exp(logMedian + logWidth * stream.normal())
    case .gamma(let shape, let scale):
      if shape >= 1 { return scale * stream.gamma(shape: shape) }
      return scale * stream.gamma(shape: shape + 1) * exp(log(stream.uniform()) / shape)
    case .truncatedNormal(let peak, let width):
      // The upper tail, scaled to what lies above zero.
      let above = stream.uniform() * normalCumulative(peak / width)
      return max(0, peak - width * uncheckedNormalQuantile(above))
    }
  }
}

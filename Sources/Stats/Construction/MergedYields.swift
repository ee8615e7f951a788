/// Exact yields of several channels, with channels of the same s/b joined.
///
/// The sum of their counts then says all about μ; channels without signal say nothing.
struct MergedYields {
  private(set) var signal: [Double] = []
  private(set) var background: [Double] = []
  /// By channel of the model: the joined channel, or none.
  private(set) var places: [Int?] = []

  init(_ model: CountingModel) {
    for channel in model.channels.indices {
      add(model.nominalSignal(in: channel), model.nominalBackground(in: channel))
    }
  }

  private mutating func add(_ signal: Double, _ background: Double) {
    guard signal > 0 else { return places.append(nil) }
    let same = self.signal.indices.first { index in
      let (first, second) = (signal * self.background[index], self.signal[index] * background)
      return abs(first - second) <= 1e-12 * max(first, second)
    }
    places.append(same ?? self.signal.count)
    if let same {
      self.signal[same] += signal
      self.background[same] += background
    } else {
      self.signal.append(signal)
      self.background.append(background)
    }
  }

  /// The counts of the joined channels.
  func merged(_ counts: [Int]) -> [Int] {
    var merged = Array(repeating: 0, count: signal.count)
    for (place, count) in zip(places, counts) {
      if let place { merged[place] += count }
    }
    return merged
  }

  /// Sets of counts without signal, but those rarer than 1e-8: together they change no printed digit.
  func outcomesWithoutSignal() throws(NumericsError) -> [ChannelOutcomes.Outcome] {
    var outcomes = [ChannelOutcomes.Outcome(counts: [], probability: 1)]
    for mean in background {
      let counts = try CountDistribution(of: MeanLaw.exact(Poisson(mean: mean)), upTo: nil)
      let scale = exp(counts.logReference)
      outcomes = outcomes.flatMap { outcome in
        counts.relative.enumerated().map { index, term in
          ChannelOutcomes.Outcome(
            counts: outcome.counts + [counts.lowest + index],
            probability: outcome.probability * term * scale)
        }.filter { $0.probability > 1e-8 }
      }
    }
    return outcomes
  }

  /// Σ n ln ν − ν for a strength; −∞ where an event is seen and none can be.
  func logLikelihood(_ counts: [Int], strength: Double) -> Double {
    counts.indices.reduce(0) { sum, index in
      let mean = strength * signal[index] + background[index]
      return sum - mean + (counts[index] == 0 ? 0 : Double(counts[index]) * log(mean))
    }
  }

  /// The μ ≥ 0 that fits best: Σ n_c / (μ + b_c/s_c) = Σ s_c.
  ///
  /// The inverse of the left side is concave in μ, so that Newton's method from below stays below.
  func bestStrength(_ counts: [Int]) -> Double {
    let total = signal.reduce(0, +)
    let sure = counts.indices.reduce(0) { $0 + (background[$1] == 0 ? counts[$1] : 0) }
    var strength = Double(sure) / total
    for _ in 0..<100 {
      var (sum, square) = (0.0, 0.0)
      for index in counts.indices where counts[index] > 0 {
        let place = strength + background[index] / signal[index]
        sum += Double(counts[index]) / place
        square += Double(counts[index]) / (place * place)
      }
      guard sum > total else { return strength }
      let step = (1 / total - 1 / sum) * sum * sum / square
      strength += step
      if step <= 1e-15 * strength { return strength }
    }
    return strength
  }
}

import Testing

@testable import Stats

@Suite("Fits of several counts") struct ChannelFitTests {
  /// Minuit ends within about 1e-8 of a minimum, which leaves 1e-4 of its width for the strength.
  @Test("agree with iminuit")
  func oracle() throws {
    let rows = try ChannelFitRow.all()
    #expect(rows.count >= 80)
    for row in rows {
      let profile = try ChannelProfile(
        model: row.model.countingModel(), observed: row.model.observed)
      let (best, tested) = (try profile.best(), try profile.fitted(strength: row.strength))
      let statistic = try profile.upperLimitStatistic(strength: row.strength)
      expectClose(best.halfDeviance, row.halfDeviance, absolute: 1e-7, "\(row)")
      expectClose(tested.halfDeviance, row.tested, absolute: 1e-7, "\(row)")
      expectClose(statistic, row.statistic, absolute: 3e-7, "\(row)")
      expectClose(best.strength, row.best, relative: 1e-3, absolute: 1e-3, "\(row)")
      // No smaller value may exist: Minuit's is an upper bound for the minimum.
      #expect(tested.halfDeviance <= row.tested + 1e-9, "\(row)")
      #expect(best.halfDeviance <= row.halfDeviance + 1e-9, "\(row)")
    }
  }

  @Test("one channel has q̃ of the closed forms", arguments: [0, 1, 3, 9, 40])
  func oneChannel(observed: Int) throws {
    for constraint in [BackgroundConstraint.logNormal, .gamma] {
      let (model, background) = try Self.oneChannel(3, 1, constraint)
      let profile = try ChannelProfile(model: model, observed: [observed])
      let closed = try ProfileLikelihood(observed: observed, background: background)
      for signal in [0.01, 1, 4, 15, 60] {
        // Fits are good to 1e-13 of a value of up to about 100.
        expectClose(
          try profile.upperLimitStatistic(strength: signal),
          try closed.upperLimitStatistic(signal: signal), absolute: 1e-11,
          "\(constraint), n = \(observed), s = \(signal)")
      }
    }
  }

  /// b ± σ as a model of one channel, and the same as a background.
  static func oneChannel(
    _ value: Double, _ uncertainty: Double, _ constraint: BackgroundConstraint
  ) throws -> (CountingModel, BackgroundExpectation) {
    let background = try BackgroundExpectation(
      value: value, uncertainty: uncertainty, constraint: constraint)
    let ratio = value / uncertainty
    let (law, yield, response): (NuisanceLaw, Double, NuisanceResponse) =
      constraint == .gamma
      ? (.count(ratio * ratio), uncertainty / ratio, .factor)
      : (.normal, value, .logNormal(kappa: 1 + uncertainty / value))
    let effects = [NuisanceEffect(nuisance: "b", response: response)]
    let channel = CountingChannel(
      name: "box", signal: CountingSample(name: "signal", yield: 1, effects: []),
      backgrounds: [CountingSample(name: "background", yield: yield, effects: effects)])
    let model = try CountingModel(
      channels: [channel], nuisances: [NuisanceParameter(name: "b", law: law)])
    return (model, background)
  }

  @Test("without an event q̃ is 2μs, however the background is measured", arguments: [0.3, 1, 2.3])
  func noEvents(strength: Double) throws {
    let (model, _) = try Self.oneChannel(0.51, 0.13, .logNormal)
    var fit = ChannelFit(FitLayout(model))
    for measurement in [-3, -1.2, 0, 0.7, 4] {
      let data = ChannelData(counts: [0], measurements: [measurement])
      let statistic = try fit.upperLimitStatistic(data, strength: strength)
      expectClose(statistic, 2 * strength, absolute: 1e-12)
    }
  }

  @Test("the order of channels and nuisance parameters does not matter")
  func permutation() throws {
    let (model, observed) = try ChannelFitRow.model("five channels")
    let turned = try CountingModel(
      channels: model.channels.reversed(), nuisances: model.nuisances.reversed())
    let profile = try ChannelProfile(model: model, observed: observed)
    let other = try ChannelProfile(model: turned, observed: observed.reversed())
    for strength in [0.1, 1, 5, 30] {
      expectClose(
        try profile.upperLimitStatistic(strength: strength),
        try other.upperLimitStatistic(strength: strength), absolute: 1e-11)
    }
  }

  @Test("equal data give equal values to the last bit, whatever was fitted before")
  func memory() throws {
    let (model, _) = try ChannelFitRow.model("five channels")
    let (layout, plan) = (FitLayout(model), try ToyPlan(seed: 1, maximum: 1, precision: 0))
    let measured = model.nuisances.map(\.law.result)
    var used = ChannelFit(layout)
    for toy in 0..<200 as Range<UInt64> {
      var stream = RandomStream(seed: plan.seed, purpose: .backgroundOnly, point: 0, toy: toy)
      let counts = [2.0, 4, 6, 14, 30].map { stream.poisson(mean: $0) }
      let data = ChannelData(counts: counts, measurements: measured)
      var fresh = ChannelFit(layout)
      #expect(
        try used.upperLimitStatistic(data, strength: 2)
          == fresh.upperLimitStatistic(data, strength: 2))
    }
  }

  @Test("random outcomes far from the model are fitted to a minimum")
  func farOutcomes() throws {
    let (model, _) = try ChannelFitRow.model("five channels")
    let layout = FitLayout(model)
    var fit = ChannelFit(layout)
    for toy in 0..<300 as Range<UInt64> {
      var stream = RandomStream(seed: 2, purpose: .backgroundOnly, point: 0, toy: toy)
      let scale = exp(3 * stream.normal())
      let data = ChannelData(
        counts: [1.0, 4, 6, 14, 30].map { stream.poisson(mean: scale * $0) },
        measurements: layout.laws.map { law in
          switch law {
          case .normal: 3 * stream.normal()
          case .count: stream.poisson(mean: 16 * exp(2 * stream.normal()))
          // Of an efficiency that nothing passed the best strength is infinite.
          case .efficiency: 1 + Double(stream.binomial(trials: 99, probability: stream.uniform()))
          }
        })
      let value = try fit.minimise(data, strength: 1)
      let best = try fit.minimiseFurther(data)
      #expect(best <= value + 1e-9 * max(1, value))
      // In every direction the value rises.
      for index in fit.values.indices {
        for direction in [-1.0, 1] {
          var point = fit.values
          point[index] += direction * 1e-3 * max(1e-3, abs(point[index]))
          guard index > 0 || point[0] >= 0 else { continue }
          if index > 0 {
            let law = layout.laws[index - 1]
            guard point[index] >= law.lowest, point[index] <= law.highest else { continue }
          }
          #expect(fit.evaluate(point, data) >= best - 1e-8 * max(1, best), "toy \(toy), \(index)")
        }
      }
    }
  }

  /// With any strength the value of a background mean b is D(n; max(n, b)) + (θ − m)²/2, which has one
  /// minimum: at θ = m if b is below n there, and below m else. A search in thirds finds it.
  @Test("a background as uncertain as it is large, measured far from where it fits")
  func wideBackground() throws {
    let model = try CountingModel.oneChannel(100, 100, .logNormal)
    let layout = FitLayout(model)
    var fit = ChannelFit(layout)
    for count in [0.0, 1, 30, 100, 300, 800, 1000, 1800, 3000] {
      for measured in stride(from: -4.0, through: 9, by: 0.5) {
        func value(_ theta: Double) -> Double {
          poissonHalfDeviance(count, mean: max(count, 100 * exp(log(2) * theta)))
            + (theta - measured) * (theta - measured) / 2
        }
        var (low, high) = (measured - 20, measured)
        for _ in 0..<200 {
          let (first, second) = (low + (high - low) / 3, high - (high - low) / 3)
          if value(first) < value(second) { high = second } else { low = first }
        }
        let data = ChannelData(counts: [count], measurements: [measured])
        for strength in [0.5, 50, 500, 2000] {
          _ = try fit.minimise(data, strength: strength)
          expectClose(
            try fit.minimiseFurther(data), value(low), relative: 1e-10, absolute: 1e-9,
            "\(count) \(measured) \(strength)")
        }
      }
    }
  }

  @Test("a strength outside its range and counts that do not fit are refused")
  func refusal() throws {
    let (model, observed) = try ChannelFitRow.model("five channels")
    let profile = try ChannelProfile(model: model, observed: observed)
    for strength in [-0.1, .nan, .infinity] {
      #expect(throws: NumericsError.self) { try profile.fitted(strength: strength) }
      #expect(throws: NumericsError.self) { try profile.upperLimitStatistic(strength: strength) }
    }
    #expect(throws: NumericsError.self) { try ChannelProfile(model: model, observed: [1]) }
    #expect(throws: NumericsError.self) {
      try ChannelProfile(model: model, observed: [1, 2, 3, 4, -1])
    }
  }
}

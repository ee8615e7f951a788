import Testing

@testable import Stats

@Suite("Feldman-Cousins intervals of several channels") struct ChannelFeldmanCousinsTests {
  private func model(_ channels: [Fixture.Yields]) throws -> CountingModel {
    try CountingModel(
      channels: channels.map {
        CountingChannel(
          name: $0.name, signal: CountingSample(name: "signal", yield: $0.signal, effects: []),
          backgrounds: [CountingSample(name: "background", yield: $0.background, effects: [])])
      }, nuisances: [])
  }

  private func interval(
    _ channels: [Fixture.Yields], _ observed: [Int], _ confidence: Double = 0.9
  ) throws -> StrengthInterval {
    try ChannelFeldmanCousins(model: model(channels), confidence: ConfidenceLevel(confidence))
      .interval(observed: observed)
  }

  /// The one-bin belt finds its edges from the ties of counts, without a list of outcomes.
  @Test("one channel is the one-bin belt", arguments: [0, 0.51, 3, 5], [0, 1, 2, 6, 10])
  func oneChannel(background: Double, observed: Int) throws {
    let one = try feldmanCousins(background).interval(observed: observed)
    let found = try interval([Fixture.channel("a", 2, background)], [observed])
    expectClose(2 * found.lower, one.lower, absolute: 1e-7)
    expectClose(2 * found.upper, one.upper, absolute: 1e-7)
  }

  @Test("splitting a channel, an empty one and the order of channels change nothing")
  func splitting() throws {
    let whole = try interval([Fixture.channel("a", 2, 1), Fixture.channel("b", 1, 3)], [4, 2])
    let split = try interval(
      [
        Fixture.channel("b", 1, 3), Fixture.channel("a1", 0.5, 0.25),
        Fixture.channel("nothing", 0, 7), Fixture.channel("a2", 1.5, 0.75),
      ], [2, 1, 9, 3])
    #expect(whole.lower > 0)
    expectClose(split.lower, whole.lower, relative: 1e-6)
    expectClose(split.upper, whole.upper, relative: 1e-6)
  }

  /// `channel_feldman_cousins.py`: a fine scan over μ with every outcome ranked by SciPy.
  @Test("an independent scan: the ends lie less than a step beyond it")
  func scan() throws {
    let rows = try ReferenceTable("channel-feldman-cousins").rows
    #expect(rows.count >= 10)
    for row in rows {
      func list(_ column: String) throws -> [Double] {
        try row.text(column).split(separator: ";").compactMap { Double($0) }
      }
      let channels = try zip(list("signal"), list("background")).enumerated().map {
        Fixture.channel("c\($0)", $1.0, $1.1)
      }
      let found = try interval(
        channels, list("observed").map { Int($0) }, row.number("confidence"))
      let (lower, upper) = try (row.number("lower"), row.number("upper"))
      let step = try row.number("step") + 1e-7
      #expect(found.lower <= lower + 1e-7 && found.lower >= lower - step, "\(row) \(found)")
      #expect(found.upper >= upper - 1e-7 && found.upper <= upper + step, "\(row) \(found)")
    }
  }

  /// The one-bin band is summed over the same counts, leaving out none.
  @Test("the band of one channel is the one-bin band, split or not", arguments: [0.51, 3])
  func band(background: Double) throws {
    let one = try feldmanCousins(background).expected()
    let confidence = try ConfidenceLevel(0.9)
    let split = [
      Fixture.channel("a", 0.5, background / 4), Fixture.channel("b", 1.5, 0.75 * background),
    ]
    for channels in [[Fixture.channel("a", 2, background)], split] {
      let found = try ChannelFeldmanCousins(model: model(channels), confidence: confidence)
        .expected()
      for (entry, expected) in zip(found.entries, one.quantiles) {
        #expect(entry.deviation == expected.deviation)
        expectClose(2 * entry.upper, expected.limit, absolute: 1e-6)
      }
      expectClose(2 * (try #require(found.mean)), one.mean, relative: 1e-6)
    }
  }

  @Test("a band of too many outcomes is refused, its interval is not")
  func largeBand() throws {
    let wide = try model([Fixture.channel("a", 1, 40), Fixture.channel("b", 2, 40)])
    let method = try ChannelFeldmanCousins(model: wide, confidence: ConfidenceLevel(0.9))
    let error = try #require(throws: NumericsError.self) { try method.expected() }
    #expect(error.kind == .tooLarge)
  }

  /// P(μ in the interval) is the sum over all outcomes that accept it, so it is at least CL.
  @Test("covers at least as often as it says", arguments: [0, 0.4, 1.3])
  func coverage(strength: Double) throws {
    let channels = [Fixture.channel("a", 1, 0.3), Fixture.channel("b", 1, 1)]
    let (first, second) = (
      try Poisson(mean: strength + 0.3), try Poisson(mean: strength + 1)
    )
    var covered = 0.0
    for one in 0...7 {
      for two in 0...9 {
        let probability = first.probability(one) * second.probability(two)
        // What is left out can only lower the sum.
        guard probability > 5e-4 else { continue }
        let found = try interval(channels, [one, two], 0.8)
        guard found.lower <= strength + 1e-9, strength <= found.upper + 1e-9 else { continue }
        covered += probability
      }
    }
    #expect(covered >= 0.8)
  }

  @Test("uncertain yields and too many outcomes are refused, with the way by toys")
  func refusals() throws {
    let confidence = try ConfidenceLevel(0.9)
    let uncertain = try Fixture.model([Fixture.channel("a", 1, 0.5)])
    #expect {
      try ChannelFeldmanCousins(model: uncertain, confidence: confidence)
    } throws: { ($0 as? NumericsError)?.advice.contains("--toys") == true }
    let wide = (1...4).map { Fixture.channel("c\($0)", 1, Double(20 * $0)) }
    #expect {
      try interval(wide, [20, 40, 60, 80])
    } throws: { ($0 as? NumericsError)?.kind == .tooLarge }
  }

  /// With exact yields toys and the list of outcomes construct the same belt. A toy belt steps where
  /// outcomes change places, and the slope there is not the one that makes its error.
  @Test("toys of an exact model end near the listed belt", arguments: [[0, 0], [3, 1]])
  func toys(observed: [Int]) throws {
    let model = try model([Fixture.channel("a", 1, 0.5), Fixture.channel("b", 2, 2.5)])
    let confidence = try ConfidenceLevel(0.9)
    let exact = try ChannelFeldmanCousins(model: model, confidence: confidence)
      .interval(observed: observed)
    let method = ToyFeldmanCousins(model: model, confidence: confidence)
    let plan = try ToyPlan(seed: 8, maximum: 1000, precision: 0, chunk: 200)
    let found = try method.interval(observed: observed, plan: plan, threads: 1)
    expectClose(
      found.interval.upper, exact.upper, absolute: 5 * found.upperError + 0.03 * exact.upper)
    expectClose(
      found.interval.lower, exact.lower, absolute: 5 * found.lowerError + 0.03 * exact.upper)
    #expect(try method.interval(observed: observed, plan: plan, threads: 3) == found)
  }

  /// One count with an uncertain background has its construction by exact sums, which ties outcomes of
  /// the observed count. Toys do not: half of them count at most, so the ends lie between those of
  /// the count and its neighbour.
  @Test("toys with an uncertain background agree with the one-bin profile construction")
  func uncertain() throws {
    let confidence = try ConfidenceLevel(0.9)
    let model = try CountingModel.oneChannel(0.51, 0.13, .logNormal)
    let construction = try FeldmanCousins(
      background: BackgroundExpectation(value: 0.51, uncertainty: 0.13, constraint: .logNormal),
      confidence: confidence, rule: .raw)
    let (exact, less, more) = (
      try construction.interval(observed: 3), try construction.interval(observed: 2),
      try construction.interval(observed: 4)
    )
    let found = try ToyFeldmanCousins(model: model, confidence: confidence).interval(
      observed: [3], plan: ToyPlan(seed: 2, maximum: 1500, precision: 0, chunk: 500), threads: 2)
    let (lower, upper) = (found.interval.lower, found.interval.upper)
    #expect(lower > exact.lower - 5 * found.lowerError && lower < more.lower)
    #expect(upper < exact.upper + 5 * found.upperError && upper > less.upper)
  }

  @Test("the band of toy limits lies within errors of the exact band")
  func bandOfToyLimits() throws {
    let model = try CountingModel.oneChannel(0.51, 0.13, .logNormal)
    let method = ChannelLikelihoodRatioCLs(
      model: model, confidence: try ConfidenceLevel(0.9), treatment: .marginalised)
    let found = try method.expected(
      plan: ToyPlan(seed: 6, maximum: 800, precision: 0, chunk: 400), threads: 2)
    let exact = try ChannelCLs(model: model, confidence: ConfidenceLevel(0.9)).expected()
    for (entry, band) in zip(found.entries, exact.entries) {
      let error = try #require(entry.monteCarloError)
      expectClose(entry.upper, band.upper, absolute: 5 * error)
    }
  }
}

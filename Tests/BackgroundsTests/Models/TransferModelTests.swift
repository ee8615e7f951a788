import Stats
import TestSupport
import Testing

@testable import Backgrounds

@Suite("Rates and transfers") struct TransferModelTests {
  @Test("an off region τ times as large is an on/off measurement")
  func onOff() throws {
    let model = try ControlRegionTransfer(
      "on/off", control: .count("off", events: 6, scale: 1.0 / 3),
      transfer: .declared(Factor("transfer", .exact(0.1), .systematic)))
    let found = try model.propagated()
    #expect(disagreement(found.value, 0.2, relative: 1e-14) == nil)
    // The posterior of the off mean is Γ(7).
    #expect(disagreement(found.mean, 7 * 0.1 / 3, relative: 1e-12) == nil)
    #expect(disagreement(found.statistical, 7.0.squareRoot() * 0.1 / 3, relative: 1e-11) == nil)
  }

  @Test("dimuons: the bias of the simulation cancels, but its statistics do not")
  func dimuons() throws {
    func model(bias: Double) throws -> Propagation {
      try DimuonEscape(
        "dimuons", control: .count("dimuons in data", events: 2000),
        escaped: .simulated("escaped", WeightedCount(events: 3, bias: bias)),
        simulatedControl: .simulated("seen", WeightedCount(events: 60_000, bias: bias))
      ).propagated()
    }
    let (plain, biased) = (try model(bias: 1), try model(bias: 15))
    #expect(disagreement(biased.value, 0.1, relative: 1e-13) == nil)
    #expect(disagreement(biased.value, plain.value, relative: 1e-13) == nil)
    #expect(disagreement(biased.statistical, plain.statistical, relative: 1e-10) == nil)
    // Four of Γ(4): 50 %, beside which two thousand and sixty thousand events add little.
    #expect(disagreement(biased.statistical / biased.mean, 0.5, relative: 2e-3) == nil)
  }

  @Test("dimuons: none escape in the simulation, and the limit follows from what one stands for")
  func noEscape() throws {
    let model = try DimuonEscape(
      "dimuons", control: .count("dimuons in data", events: 2000),
      escaped: .simulated("escaped", WeightedCount(events: 0, bias: 15)),
      simulatedControl: .simulated("seen", WeightedCount(events: 60_000, bias: 15)))
    #expect(try model.nominalExpectation() == 0)
    var source = SplitMixSource(seed: 21)
    let limit = try model.sampled(draws: 20_000, from: &source).quantile(0.9)
    // 2.303 events of weight 1/30; the other counts change that by about 1e-3.
    #expect(abs(limit.value - 2.302585 / 30) < 5 * limit.error + 1e-3 * limit.value)
    #expect(throws: NumericsError.self) {
      try DimuonEscape(
        "dimuons", control: .count("dimuons in data", events: 2000),
        escaped: .simulated("escaped", WeightedCount(events: 1, bias: 15)),
        simulatedControl: .simulated("seen", WeightedCount(events: 0, bias: 15)))
    }
  }

  private func punchThrough(_ leak: HadronPunchThrough.Leak) throws -> HadronPunchThrough {
    try HadronPunchThrough(
      "punch-through", onTarget: Factor("on target", .exact(1e10), .systematic),
      hadronFraction: Factor("hadrons", .exact(0.01), .systematic),
      mistag: Factor("mistag", .exact(1e-4), .systematic), leak: leak)
  }

  @Test("punch-through: k of n leak, and no leak is an upper limit")
  func countedLeak() throws {
    let some = try punchThrough(.counted(.fraction("leak", passed: 2, of: 100_000))).propagated()
    #expect(disagreement(some.value, 0.2, relative: 1e-13) == nil)
    let none = try punchThrough(.counted(.fraction("leak", passed: 0, of: 100_000)))
    #expect(try none.nominalExpectation() == 0)
    var source = SplitMixSource(seed: 17)
    let limit = try none.sampled(draws: 20_000, from: &source).quantile(0.9)
    // 1 − 0.1^(1/(n + 1)) of ten thousand mistagged hadrons.
    #expect(abs(limit.value - 0.230253) < 5 * limit.error)
    let all = try punchThrough(.counted(.fraction("leak", passed: 50, of: 50))).propagated()
    #expect(disagreement(all.value, 1e4, relative: 1e-13) == nil && all.statistical > 0)
  }

  @Test("punch-through: the attenuation is sampled where it is far from linear")
  func attenuation() throws {
    let means = try RateRow.rows("attenuation mean")
    let deviations = try RateRow.rows("attenuation deviation")
    #expect(means.count == 3 && deviations.count == 3)
    for (mean, deviation) in zip(means, deviations) {
      let (length, sigma) = (try mean.number("length"), try mean.number("sigma"))
      let leak = HadronPunchThrough.Leak.attenuated(
        depth: try mean.number("depth"),
        interactionLength: try Factor(
          "interaction length", .logNormal(length, sigma: sigma), .systematic))
      let model = try punchThrough(leak)
      var source = SplitMixSource(seed: 31)
      let sampled = try model.sampled(draws: 20_000, from: &source)
      #expect(abs(sampled.mean - 1e4 * mean.value) <= 5 * sampled.meanError, "\(mean)")
      let error = 5 * sampled.standardDeviationError
      #expect(abs(sampled.standardDeviation - 1e4 * deviation.value) <= error, "\(deviation)")
      // Second order in a relative width of 6 % at a slope of 5: a per cent is left out.
      let analytic = try model.propagated()
      #expect(disagreement(analytic.mean, 1e4 * mean.value, relative: 0.01) == nil, "\(mean)")
    }
  }

  @Test("accidentals: the probability of one or more, with its curvature")
  func accidentals() throws {
    let means = try RateRow.rows("accidental mean")
    let deviations = try RateRow.rows("accidental deviation")
    #expect(means.count == 2 && deviations.count == 2)
    for (mean, deviation) in zip(means, deviations) {
      let rate = try FactorLaw.logNormal(mean.number("rate"), sigma: mean.number("sigma"))
      let model = try AccidentalCoincidence(
        "pile-up", exposed: Factor("exposed", .exact(50), .systematic),
        rate: Factor("rate", rate, .systematic),
        window: Factor("window", .exact(mean.number("window")), .systematic))
      var source = SplitMixSource(seed: 77)
      let sampled = try model.sampled(draws: 20_000, from: &source)
      #expect(abs(sampled.mean - 50 * mean.value) < 5 * sampled.meanError, "\(mean)")
      let error = 5 * sampled.standardDeviationError
      #expect(abs(sampled.standardDeviation - 50 * deviation.value) < error, "\(deviation)")
      let analytic = try model.propagated()
      #expect(disagreement(analytic.mean, 50 * mean.value, relative: 1e-3) == nil, "\(mean)")
    }
  }

  @Test("accidentals: rate times window when it is rare, certain when it is not")
  func accidentalLimits() throws {
    func expectation(_ rate: Double, _ window: Double) throws -> Double {
      try AccidentalCoincidence(
        "pile-up", exposed: Factor("exposed", .exact(1), .systematic),
        rate: Factor("rate", .exact(rate), .systematic),
        window: Factor("window", .exact(window), .systematic)
      ).nominalExpectation()
    }
    #expect(disagreement(try expectation(1e-14, 10), 1e-13, relative: 1e-12) == nil)
    #expect(try expectation(0, 10) == 0 && expectation(1, 0) == 0 && expectation(10, 100) == 1)
    #expect(throws: NumericsError.self) { try expectation(-1, 10) }
    #expect(throws: NumericsError.self) { try expectation(1, -10) }
  }

  @Test("out of time into in time: the ratio of the windows")
  func sideWindows() throws {
    let model = try TimeSideWindows(
      "accidentals", outOfTime: .count("out of time", events: 12),
      inTimeWidth: Factor("in-time width", .exact(6), .systematic),
      outOfTimeWidth: Factor("out-of-time width", .exact(36), .systematic))
    let found = try model.propagated()
    #expect(disagreement(found.value, 2, relative: 1e-14) == nil)
    #expect(disagreement(found.statistical, 13.0.squareRoot() / 6, relative: 1e-11) == nil)
    #expect(throws: NumericsError.self) {
      try TimeSideWindows(
        "accidentals", outOfTime: .count("out of time", events: 12),
        inTimeWidth: Factor("in-time width", .exact(6), .systematic),
        outOfTimeWidth: Factor("out-of-time width", .exact(0), .systematic))
    }
  }

  @Test("momentum tail: counted, transferred, and zero with zero transfer")
  func momentumTail() throws {
    func model(_ transfer: FactorLaw) throws -> Propagation {
      try MomentumMisreconstruction(
        "momentum", selected: .count("selected", events: 1_000_000),
        tail: .fraction("tail", passed: 4, of: 2_000_000),
        transfer: Factor("transfer", transfer, .systematic),
        corrections: [Factor("calorimeters", .exact(0.01), .systematic)]
      ).propagated()
    }
    let found = try model(.logNormal(1.5, sigma: 0.3))
    #expect(disagreement(found.value, 0.03, relative: 1e-13) == nil)
    #expect(found.statistical > 0 && found.systematic > 0)
    let none = try model(.exact(0))
    #expect(none.value == 0 && none.mean == 0 && none.uncertainty == 0)
  }

  @Test("impossible depths and lengths are refused")
  func refusals() throws {
    let length = try Factor("length", .exact(1), .systematic)
    #expect(throws: NumericsError.self) {
      try punchThrough(.attenuated(depth: -1, interactionLength: length))
    }
    for law in [
      try FactorLaw.exact(0), try .exact(-1), try .gaussian(1, sigma: 1, within: .none),
      try .uniform(from: 0, to: 1),
    ] {
      let length = try Factor("length", law, .systematic)
      #expect(throws: NumericsError.self) {
        try punchThrough(.attenuated(depth: 1, interactionLength: length))
      }
    }
  }
}

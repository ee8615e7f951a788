import Backgrounds
import BlindAnalysis
import Signals
import Stats
import TestSupport
import Testing

@testable import Inference

/// Limits where the side band holds signal: N ~ Poisson(b̂ + s (1 − c)).
@Suite("Signal in side bands") struct SideBandSignalTests {
  /// Flat: one event of the side band moves the prediction by 3/17, wherever it lies.
  private func experiment(
    _ contamination: String?, period: String = "", yield: Double = 0
  ) throws -> CountingExperiment {
    let definition = try SampleAnalysis.with {
      if !period.isEmpty {
        $0.datasets.append($0.datasets[0])
        ($0.datasets[1].name, $0.datasets[1].exposure) = (
          "second", "{on-target: 3e10, uncertainty: 0 %, source: x}"
        )
      }
      $0.datasets[0].exposure = "{on-target: 1e10, uncertainty: 0 %, source: x}"
      $0.regions["signal box"] = "E_ECAL in 42 GeV .. 45 GeV && E_HCAL < 1 GeV"
      $0.regions["side band"] = "E_ECAL in 45 GeV .. 62 GeV && E_HCAL < 1 GeV"
      let more = contamination.map { ", signal contamination: {\($0), source: x}" } ?? ""
      let datasets = period.isEmpty ? "" : ", datasets: [\(period)]"
      $0.backgrounds = """
        {upstream: {model: side-band extrapolation, variable: E_ECAL, from: side band,
          into: signal box, function: uniform\(more)\(datasets)}}
        """
      $0.signal = """
        signal:
          parameter: {name: coupling, enters: linearly}
          yield: {value: 1e-9, uncertainty: \(yield * 100) %, source: x}
          efficiency: {value: 0.5, uncertainty: 0 %, source: x}
        """
    }.definition()
    let table = try BackgroundTable(of: definition) { _ in
      OpenEvents(
        region: "side band", values: (0..<10).map { 46 + 1.5 * Double($0) })
    }
    return try CountingExperiment(
      backgrounds: table, settings: definition.limit, signal: definition.signalYield)
  }

  @Test("weakens both limits by 1/(1 − c), expected and observed", arguments: [0, 1, 4])
  func exact(observed: Int) throws {
    let clean = try experiment(nil)
    let spoilt = try experiment("value: 1.7 ± 0, spread: like background")
    // κ I = 1.7 · 3/17.
    let factor = 1 / (1 - 0.3)
    #expect(clean.signalInSideBands == nil)
    let found = try #require(spoilt.signalInSideBands)
    #expect(disagreement(found.limitFactor, factor, relative: 1e-7) == nil)
    let (one, other) = (
      try clean.limit(observed: observed).limit, try spoilt.limit(observed: observed).limit
    )
    #expect(disagreement(other.events, factor * one.events, relative: 1e-7) == nil)
    #expect(
      disagreement(
        try #require(other.parameter), factor * (try #require(one.parameter)), relative: 1e-7)
        == nil)
    let (band, weaker) = (try clean.expectedLimit(), try spoilt.expectedLimit())
    #expect(disagreement(weaker.mean, factor * band.mean, relative: 1e-7) == nil)
    for (before, after) in zip(band.quantiles, weaker.quantiles) {
      #expect(after.observed == before.observed)
      #expect(disagreement(after.limit.events, factor * before.limit.events, relative: 1e-7) == nil)
    }
  }

  @Test("with an uncertainty of its own weakens them further, like one of the efficiency")
  func uncertain() throws {
    let exact = try experiment("value: 1.7 ± 0, spread: like background")
    let uncertain = try experiment("value: 1.7 ± 0.7, spread: like background")
    let found = try #require(uncertain.signalInSideBands)
    #expect(disagreement(found.uncertainty, 0.7 * 3 / 17, relative: 1e-7) == nil)
    let (one, other) = (
      try exact.limit(observed: 2).limit, try uncertain.limit(observed: 2).limit
    )
    #expect(other.events > 1.005 * one.events)
    // The same relative uncertainty in the yield does the same to the parameter.
    let yield = try experiment(
      "value: 1.7 ± 0, spread: like background", yield: 0.7 * 3 / 17 / (1 - 0.3))
    #expect(
      disagreement(
        try #require(other.parameter), try #require(yield.limit(observed: 2).limit.parameter),
        relative: 1e-6) == nil)
  }

  @Test("counts for the run periods of the side band only")
  func periods() throws {
    let part = try #require(
      experiment("value: 1.7 ± 0, spread: worst place", period: "first").signalInSideBands)
    // A quarter of the particles on target, so of the signal.
    #expect(disagreement(part.taken, 0.3 / 4, relative: 1e-7) == nil)
    #expect(part.backgrounds == ["upstream"])
  }

  @Test("cannot take all of it")
  func refused() throws {
    #expect(throws: NumericsError.self) {
      try experiment("value: 5.7 ± 0, spread: like background")
    }
    #expect(throws: NumericsError.self) {
      try experiment("value: 5 ± 1, spread: like background")
    }
    #expect(try experiment("value: 5 ± 0.5, spread: like background").signalInSideBands != nil)
  }
}

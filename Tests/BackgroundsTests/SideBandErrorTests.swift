import BlindAnalysis
import Foundation
import TestSupport
import Testing

@testable import Backgrounds
@testable import Stats

/// Errors beside that of the covariance, against mpmath and SciPy; see
/// Tests/Oracles/side_band_errors.py.
@Suite("Side-band errors of other kinds") struct SideBandErrorTests {
  private let samples: [String: [Double]]

  init() throws { samples = try SideBandSamples.all() }

  private func fit(
    _ function: String, _ values: [Double], predicting target: Stats.ValueRange
  ) throws -> SideBandFit {
    try SideBandFit(
      try #require(TailFunction(rawValue: function)), to: values,
      in: Stats.ValueRange(from: 45, to: 62), bins: nil, predicting: [target])
  }

  private func target(_ row: OracleTable.Row) throws -> Stats.ValueRange {
    try Stats.ValueRange(from: row.number("lower"), to: row.number("upper"))
  }

  private func posterior(
    _ function: String, _ values: [Double], _ target: Stats.ValueRange
  ) throws -> TailPosterior {
    let shape = try #require(TailFunction(rawValue: function)?.tailShape)
    var sample = try TailSample(shape, in: Stats.ValueRange(from: 45, to: 62))
    try sample.add(values)
    return try TailPosterior(sample, in: target)
  }

  // MARK: Posterior

  @Test("a flat prior gives the posterior of the expectation and of the count")
  func posteriorTable() throws {
    let rows = try OracleTable("Reference/side-band-posterior.csv").rows
    #expect(rows.count == 27)
    for row in rows {
      let values = try #require(samples[row.text("sample")])
      let found = try posterior(row.text("function"), values, target(row))
      func check(_ value: Double, _ column: String) throws {
        let wrong = disagreement(value, try row.number(column), relative: 1e-8, absolute: 1e-12)
        #expect(wrong == nil, "\(column): \(wrong ?? "") \(row)")
      }
      try check(try found.quantile(normalCumulative(-1)), "quantile16")
      try check(try found.quantile(0.5), "median")
      try check(try found.quantile(normalCumulative(1)), "quantile84")
      try check(try found.probability(of: 0), "none")
      try check(try found.probability(of: 1), "one")
      #expect(try (found.mean == nil) == row.text("mean").isEmpty, "\(row)")
      if let mean = found.mean { try check(mean, "mean") }
    }
  }

  @Test("also of histograms, and of bands that share the slope")
  func posteriorOfBands() throws {
    let rows = try OracleTable("Reference/side-band-posterior-bands.csv").rows
    #expect(rows.count == 30)
    for row in rows {
      let bins = try row.integer("bins")
      var others: [RangeEvents] = []
      if let other = try samples[row.text("other")] {
        others.append(
          RangeEvents(
            other, in: try Stats.ValueRange(from: row.number("low"), to: row.number("high"))))
      }
      let target = try target(row)
      let fit = try SideBandFit(
        #require(TailFunction(rawValue: row.text("function"))),
        to: #require(samples[row.text("sample")]), in: Stats.ValueRange(from: 45, to: 62),
        together: others, bins: bins == 0 ? nil : bins, predicting: [target])
      let found = try #require(fit.posterior(in: target)).get()
      func check(_ value: Double, _ column: String) throws {
        let wrong = disagreement(value, try row.number(column), relative: 1e-8, absolute: 1e-13)
        #expect(wrong == nil, "\(column): \(wrong ?? "") \(row)")
      }
      try check(found.lower, "quantile16")
      try check(found.median, "median")
      try check(found.upper, "quantile84")
      try check(try #require(found.mean), "mean")
      try check(found.probabilityOfNone, "none")
      try check(found.probabilityOfOne, "one")
    }
  }

  /// Every event in the last bin: the likelihood is flat towards steep slopes, and b goes to zero.
  @Test("a histogram that leaves the slope without an end has no posterior")
  func openHistogram() throws {
    let edges = [45.0, 50, 55, 60]
    let target = try Stats.ValueRange(from: 42, to: 45)
    let band = try TailBand(.exponential, edges: edges, counts: [0, 0, 9])
    #expect(throws: NumericsError.self) {
      try TailPosterior(band, and: [], fitted: 1, in: target)
    }
    for counts in [[0.0, 0, 0], [1, 2], [1, -1, 3], [0.5, 1, 1], [.nan, 1, 1]] {
      #expect(throws: NumericsError.self) {
        try TailBand(.exponential, edges: edges, counts: counts)
      }
    }
    let other = try TailBand(.powerLaw, edges: edges, counts: [1, 2, 3])
    #expect(throws: NumericsError.self) {
      try TailPosterior(band, and: [other], fitted: 1, in: target)
    }
  }

  @Test("the predictive distribution adds up to one and has the mean of the expectation")
  func predictive() throws {
    let box = try Stats.ValueRange(from: 42, to: 45)
    let found = try posterior("exponential", try #require(samples["sixty"]), box)
    let probabilities = try (0..<200).map { try found.probability(of: $0) }
    #expect(disagreement(probabilities.reduce(0, +), 1, relative: 1e-12) == nil)
    let mean = probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    #expect(disagreement(mean, try #require(found.mean), relative: 1e-10) == nil)
    #expect(try found.probability(of: -1) == 0)
    #expect(try found.probability(below: 0) == 0)
  }

  /// Γ(n + 1) with n = 1e5 has a mean of n + 1 and a width of √(n + 1): no slope takes part.
  @Test("many events leave what the fit finds")
  func manyEvents() throws {
    let values = (0..<100_000).map { 45 + 17 * (Double($0) + 0.5) / 100_000 }
    let box = try Stats.ValueRange(from: 42, to: 45)
    let found = try posterior("uniform", values, box)
    #expect(disagreement(try #require(found.mean), 100_001 * 3 / 17.0, relative: 1e-12) == nil)
    let fitted = try fit("exponential", values, predicting: box).expectation(in: box)
    let tail = try posterior("exponential", values, box)
    let half = try tail.quantile(normalCumulative(1)) - tail.quantile(normalCumulative(-1))
    #expect(disagreement(half / 2, fitted.error, relative: 1e-3) == nil)
    #expect(disagreement(try tail.quantile(0.5), fitted.value, relative: 1e-4) == nil)
  }

  @Test("a falling power law down to zero has no bound, but a chance of no event")
  func unbounded() throws {
    let falling = try #require(samples["falling"])
    let found = try posterior("power law", falling, Stats.ValueRange(from: 0, to: 42))
    #expect(found.mean == nil)
    #expect(throws: NumericsError.self) { try found.quantile(0.5) }
    #expect(try found.probability(of: 0) < 1e-6)
    #expect(throws: NumericsError.self) { try found.quantile(1) }
  }

  // MARK: Discrete profile

  @Test("the function is one more nuisance parameter of the profile")
  func discreteProfile() throws {
    let functions = ["exponential", "power law", "uniform"]
    let rows = try OracleTable("Reference/side-band-profile.csv").rows
    #expect(rows.count == 4)
    for row in rows {
      let (values, target) = (try #require(samples[row.text("sample")]), try target(row))
      let profile = try DiscreteProfile(
        functions.map { function in
          let general = try fit(function, values, predicting: target).general()
          return .init(function, general.result, general.events(in: target))
        })
      #expect(try profile.entries[profile.best].name == row.text("best"))
      #expect(disagreement(profile.value, try row.number("value"), relative: 1e-8) == nil)
      #expect(disagreement(profile.lower, try row.number("down"), relative: 1e-5) == nil, "\(row)")
      #expect(disagreement(profile.upper, try row.number("up"), relative: 1e-5) == nil, "\(row)")
      let rises = try row.text("rises").split(separator: " ").compactMap { Double($0) }
      for (entry, rise) in zip(profile.entries, rises) {
        #expect(disagreement(entry.rise, rise, absolute: 1e-6) == nil, "\(row)")
        #expect((entry.interval == nil) == (rise >= 1))
      }
    }
  }

  @Test("profiled functions replace their envelope in the table, and the ranges keep theirs")
  func profiledEstimate() throws {
    let values = try #require(samples["flat"])
    func table(_ more: String) throws -> BackgroundEstimate {
      var sample = SampleAnalysis.sideBand(
        function: "exponential, systematics: {\(more)functions: [power law, uniform]}")
      sample.regions["signal box"] = "E_ECAL in 42 GeV .. 45 GeV && E_HCAL < 1 GeV"
      return try BackgroundTable(of: sample.definition()) { _ in
        OpenEvents(region: "side band", values: values)
      }.lines[0]
    }
    let row = try #require(try OracleTable("Reference/side-band-profile.csv").rows.first)
    let line = try table("method: discrete profiling, ")
    let extrapolation = try #require(line.extrapolation)
    #expect(extrapolation.central.function == "uniform")
    #expect(extrapolation.variations.map(\.function) == ["exponential", "power law"])
    let profile = try #require(extrapolation.functionProfile)
    #expect(disagreement(profile.lower, try row.number("down"), relative: 1e-5) == nil)
    guard case .expectation(let expectation) = line.amount else {
      Issue.record("no expectation")
      return
    }
    #expect(disagreement(expectation.value, try row.number("value"), relative: 1e-8) == nil)
    // The best function's own ends solve 2 (ν − n + n ln(n/ν)) = 1, and are the profile's here.
    #expect(expectation.systematicUp < 1e-4)
    let envelope = try table("")
    #expect(envelope.extrapolation?.functionProfile == nil)
    #expect(envelope.extrapolation?.central.function == "exponential")
    let ranged = try table("method: discrete profiling, ranges: [45 GeV .. 58 GeV], ")
    let other = try #require(ranged.extrapolation?.variations.last)
    #expect(other.function == "uniform" && other.range == 45...58)
    guard case .expectation(let spread) = ranged.amount else { return }
    let distance = abs(other.predicted - spread.value)
    #expect(
      disagreement(max(spread.systematicDown, spread.systematicUp), distance, relative: 1e-3)
        == nil)
  }

  // MARK: Bootstrap

  /// For a flat function the prediction is proportional to a Poisson count of mean n.
  @Test("the bootstrap of a flat side band is that of a Poisson count")
  func bootstrap() throws {
    let box = try Stats.ValueRange(from: 42, to: 45)
    let values = (0..<100).map { 45 + 17 * (Double($0) + 0.5) / 100 }
    let fit = try fit("uniform", values, predicting: box)
    let found = try fit.bootstrap(in: box, samples: 2000, seed: 1)
    let expected = 10 * 3 / 17.0
    // Five standard errors of a standard deviation, σ/√(2 · 2000), and of a quantile.
    #expect(
      disagreement(found.standardDeviation, expected, relative: 5 / 4000.0.squareRoot()) == nil)
    #expect(disagreement((found.upper - found.lower) / 2, expected, relative: 0.12) == nil)
    #expect(found.samples == 2000 && found.failedSamples == 0)
    #expect(
      try fit.bootstrap(in: box, samples: 100, seed: 1)
        == fit.bootstrap(in: box, samples: 100, seed: 1))
    #expect(
      try fit.bootstrap(in: box, samples: 100, seed: 1)
        != fit.bootstrap(in: box, samples: 100, seed: 2))
  }

  @Test("the bootstrap of many events of the fitted function has the error of the covariance")
  func manyBootstraps() throws {
    let box = try Stats.ValueRange(from: 42, to: 45)
    let shares = (0..<2000).map { (Double($0) + 0.5) / 2000 }
    let values = shares.map { share -> Double in 62 + 4 * Foundation.log(1 - 0.98 * share) }
    let fit = try fit("exponential", values, predicting: box)
    let found = try fit.bootstrap(in: box, samples: 800, seed: 1)
    let error = try fit.expectation(in: box).error
    #expect(disagreement(found.standardDeviation, error, relative: 5 / 1600.0.squareRoot()) == nil)
  }

  @Test("samples that cannot be fitted are no error of a few events")
  func failingBootstrap() throws {
    let box = try Stats.ValueRange(from: 42, to: 45)
    let fit = try fit("exponential", try #require(samples["three"]), predicting: box)
    let error = #expect(throws: NumericsError.self) {
      try fit.bootstrap(in: box, samples: 100, seed: 1)
    }
    #expect(error?.kind == .notConverged)
    #expect(throws: NumericsError.self) { try fit.bootstrap(in: box, samples: 19, seed: 1) }
  }

  // MARK: Signal in the side band

  @Test("an event of the side band moves the prediction as a new fit says")
  func influence() throws {
    let target = try Stats.ValueRange(from: 38, to: 42)
    let rows = try OracleTable("Reference/side-band-influence.csv").rows
    #expect(rows.count == 24)
    for row in rows {
      let values = try #require(samples[row.text("sample")])
      let general = try fit(row.text("function"), values, predicting: target).general()
      let slope = try general.gradient(in: target)
      let found = try general.influence(of: row.number("place"), along: slope)
      let wrong = disagreement(found, try row.number("influence"), relative: 1e-6)
      #expect(wrong == nil, "\(row)")
    }
  }

  @Test("fitted events move the prediction by b/n on average", arguments: TailFunction.allCases)
  func meanInfluence(function: TailFunction) throws {
    let target = try Stats.ValueRange(from: 42, to: 45)
    let even = (0..<600).map { 45 + 17 * (Double($0) + 0.5) / 600 }
    let values = even.map { value -> Double in
      let offset = value - 53
      return 53 + offset * (0.7 + 0.3 * abs(offset) / 9)
    }
    guard let fit = try? fit(function.rawValue, values, predicting: target) else { return }
    let (general, events) = (try fit.general(), fit.events)
    let slope = try general.gradient(in: target)
    let sum = try events.reduce(0) { try $0 + general.influence(of: $1, along: slope) }
    // Exact where no parameter is at a bound: the scores add up to that of the yield.
    guard general.result.states.allSatisfy({ $0 == ParameterState.free }) else { return }
    #expect(disagreement(sum, try fit.expectation(in: target).value, relative: 1e-4) == nil)
  }

  @Test("a limit is weaker by what the side band takes of the signal")
  func contamination() throws {
    let values = try #require(samples["flat"])
    let sample = SampleAnalysis.sideBand(
      function: "uniform, signal contamination: "
        + "{value: 0.5 ± 0.1, spread: like background, source: made up}")
    let line = try BackgroundTable(of: sample.definition()) { _ in
      OpenEvents(region: "side band", values: values)
    }.lines[0]
    let found = try #require(line.extrapolation?.checks.contamination)
    #expect(found.perSignalEvent == 0.5 && found.uncertainty == 0.1)
    // I = 42/17 everywhere, so that more than all of the signal is taken for background.
    #expect(disagreement(found.meanInfluence, 42 / 17.0, relative: 1e-9) == nil)
    #expect(disagreement(found.influence.upperBound, 42 / 17.0, relative: 1e-9) == nil)
    #expect(found.limitFactor == nil && found.largestLimitFactor == nil)
    let weak = SampleAnalysis.sideBand(
      function: "uniform, signal contamination: "
        + "{value: 0.1 ± 0.02, spread: like background, source: made up}")
    let other = try BackgroundTable(of: weak.definition()) { _ in
      OpenEvents(region: "side band", values: values)
    }.lines[0].extrapolation?.checks.contamination
    #expect(
      disagreement(try #require(other?.limitFactor), 1 / (1 - 4.2 / 17), relative: 1e-9) == nil)
  }
}

import Testing

@testable import Stats

/// A model of one channel is the one-bin problem, which has an implementation of its own.
@Suite("A model of one channel") struct OneChannelTests {
  struct Case: Sendable {
    let constraint: BackgroundConstraint
    let background: Double
    let uncertainty: Double
  }

  static let cases = [
    Case(constraint: .none, background: 0.51, uncertainty: 0),
    Case(constraint: .none, background: 0, uncertainty: 0),
    Case(constraint: .none, background: 1e-9, uncertainty: 0),
    Case(constraint: .logNormal, background: 0.51, uncertainty: 0.13),
    Case(constraint: .logNormal, background: 12, uncertainty: 9),
    Case(constraint: .gaussian, background: 0.51, uncertainty: 0.13),
    Case(constraint: .gaussian, background: 2, uncertainty: 3),
    Case(constraint: .gamma, background: 0.51, uncertainty: 0.13),
    Case(constraint: .gamma, background: 3, uncertainty: 3),
    Case(constraint: .gamma, background: 30, uncertainty: 5),
  ]

  @Test("has the CLs limit of the one-bin calculation", arguments: cases, [0, 1, 4, 40])
  func agreesWithOneBin(row: Case, observed: Int) throws {
    let confidence = try ConfidenceLevel(0.9)
    let model = try CountingModel.oneChannel(row.background, row.uncertainty, row.constraint)
    let background = try BackgroundExpectation(
      value: row.background, uncertainty: row.uncertainty, constraint: row.constraint)
    let exact = try CountingCLs(
      background: background, signalScale: .exact, confidence: confidence
    ).upperLimit(observed: observed)
    let found = try ChannelCLs(model: model, confidence: confidence)
      .interval(observed: [observed]).upper
    #expect(abs(found / exact - 1) <= 1e-9, "\(found) instead of \(exact)")
  }

  @Test("has the expected band of the one-bin calculation", arguments: cases)
  func band(row: Case) throws {
    let confidence = try ConfidenceLevel(0.9)
    let model = try CountingModel.oneChannel(row.background, row.uncertainty, row.constraint)
    let background = try BackgroundExpectation(
      value: row.background, uncertainty: row.uncertainty, constraint: row.constraint)
    let exact = try CountingCLs(
      background: background, signalScale: .exact, confidence: confidence
    ).expected()
    let found = try ChannelCLs(model: model, confidence: confidence).expected()
    #expect(found.entries.map(\.count) == exact.quantiles.map(\.count))
    for (entry, quantile) in zip(found.entries, exact.quantiles) {
      #expect(abs(entry.upper / quantile.limit - 1) <= 1e-9)
    }
    let mean = try #require(found.mean)
    #expect(abs(mean / exact.mean - 1) <= 1e-7)
  }
}

extension CountingModel {
  /// One unit of signal over a background b ± σ, in the terms of a model.
  static func oneChannel(
    _ background: Double, _ uncertainty: Double, _ constraint: BackgroundConstraint
  ) throws -> CountingModel {
    let relative = uncertainty / background
    let count = 1 / (relative * relative)
    let (law, response, yield): (NuisanceLaw, NuisanceResponse, Double) =
      switch constraint {
      case .none, .logNormal: (.normal, .logNormal(kappa: 1 + relative), background)
      case .gaussian: (.normal, .linear(relative: relative), background)
      case .gamma, .gammaOfMean: (.count(count), .factor, background / count)
      }
    let exact = constraint == .none
    return try CountingModel(
      channels: [
        CountingChannel(
          name: "box", signal: CountingSample(name: "signal", yield: 1, effects: []),
          backgrounds: [
            CountingSample(
              name: "background", yield: yield,
              effects: exact ? [] : [NuisanceEffect(nuisance: "b", response: response)])
          ])
      ], nuisances: exact ? [] : [NuisanceParameter(name: "b", law: law)])
  }
}

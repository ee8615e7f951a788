import Testing

@testable import Stats

/// `channel_asymptotics.py`: Newton's method in 30 digits, and pyhf 0.7.6 with Minuit.
private let rows = (try? ChannelAsymptoticRow.rows(of: "channel-asymptotics")) ?? []

/// `channel_published.py`: the manual of Combine, page commonstatsmethods.md.
private let published = (try? ChannelPublishedRow.rows(of: "channel-published")) ?? []

@Suite("Asymptotic limits of several channels") struct ChannelAsymptoticTests {
  @Test("the tables are there")
  func tables() { #expect(rows.count >= 14 && published.count >= 7) }

  /// A minimum that is flat to 1e-16 has a place to 1e-8.
  @Test("fits have the place and the depth of an independent calculation", arguments: rows)
  func fits(row: ChannelAsymptoticRow) throws {
    let model = try row.model.countingModel()
    let profile = try ChannelProfile(model: model, observed: row.model.observed)
    let best = try profile.best()
    try expectSame(best, row.fit, model)
    for point in row.scan {
      let fitted = try profile.fitted(strength: point.signalStrength)
      try expectSame(fitted, point, model)
      expectClose(
        2 * (fitted.halfDeviance - best.halfDeviance), try #require(point.twiceNllDifference),
        absolute: 1e-10, "μ = \(point.signalStrength)")
    }
  }

  private func expectSame(
    _ fit: FittedChannels, _ point: ChannelAsymptoticRow.Point, _ model: CountingModel
  ) throws {
    expectClose(fit.strength, point.signalStrength, absolute: 1e-6)
    for (nuisance, value) in zip(model.nuisances, fit.nuisances) {
      let expected = try #require(point.nuisances[nuisance.name])
      expectClose(value, expected, absolute: 1e-6, "\(nuisance.name), μ = \(fit.strength)")
    }
  }

  @Test("limits agree with an independent calculation to 1e-8, with pyhf to 1e-5", arguments: rows)
  func limits(row: ChannelAsymptoticRow) throws {
    let model = try row.model.countingModel()
    for limits in row.limits {
      let method = ChannelAsymptoticCLs(
        model: model, confidence: try ConfidenceLevel(limits.confidence))
      let observed = try method.upperLimit(observed: row.model.observed)
      let band = try method.fittedBand(observed: row.model.observed).entries.map(\.upper)
      let found = [observed] + band
      for (value, exact) in zip(found, [limits.observed] + limits.expected) {
        expectClose(value, exact, relative: 1e-8)
      }
      guard let pyhf = limits.pyhfObserved, let pyhfBand = limits.pyhfExpected else { continue }
      for (value, theirs) in zip(found, [pyhf] + pyhfBand) {
        expectClose(value, theirs, relative: 1e-5)
      }
    }
  }

  /// Its search ends at a relative accuracy of 0.5 %, its Markov chain states an error; two of each.
  @Test("limits of Combine lie within twice its accuracy", arguments: published)
  func combine(row: ChannelPublishedRow) throws {
    let (model, observed) = (try row.model.countingModel(), row.model.observed)
    let confidence = try ConfidenceLevel(row.confidence)
    switch row.method {
    case "asymptotic-observed":
      let found = try ChannelAsymptoticCLs(model: model, confidence: confidence)
        .upperLimit(observed: observed)
      expectClose(found, row.limit, absolute: 2 * row.error)
    case "bayesian":
      let found = try ChannelBayesian(
        model: model, confidence: confidence, prior: .flat, sides: .upperLimit
      ).interval(observed: observed).upper
      expectClose(found, row.limit, absolute: 2 * row.error)
    default:
      // Quantiles of 16 and 84 % are not at ±1, so √q_A is compared instead of a band.
      let deviation = try #require(row.deviation)
      let tail = confidence.complement * normalCumulative(deviation)
      let height = deviation - (try normalQuantile(tail))
      let background = try ChannelProfile(model: model, observed: observed).fitted(strength: 0)
      let asimov = ChannelProfile(model: model, expectedFor: background.nuisances)
      let below = try asimov.upperLimitStatistic(strength: row.limit - 2 * row.error)
      let above = try asimov.upperLimitStatistic(strength: row.limit + 2 * row.error)
      #expect(below.squareRoot() < height && height < above.squareRoot())
    }
  }
}

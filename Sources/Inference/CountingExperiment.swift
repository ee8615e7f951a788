public import Backgrounds
public import BlindAnalysis
public import Signals
import Stats

/// One signal box as a counting experiment: what is expected in it, and which limit will be set.
///
/// `N ~ Poisson(s·ε + b)` with `b` marginalised over its constraint. For a limit on the signal
/// parameter `ε`, the relative uncertainty of the signal yield, is marginalised too.
public struct CountingExperiment: Sendable {
  public let backgrounds: BackgroundTable
  public let settings: LimitSettings
  public let signal: SignalYield?
  private let events: CountingCLs
  private let scaledEvents: CountingCLs?

  /// - Throws: `NumericsError` for a background the constraint cannot describe.
  public init(
    backgrounds: BackgroundTable, settings: LimitSettings, signal: SignalYield?
  ) throws {
    (self.backgrounds, self.settings, self.signal) = (backgrounds, settings, signal)
    let total = backgrounds.total
    let expectation = try BackgroundExpectation(
      value: total.value, uncertainty: total.uncertainty, constraint: settings.constraint)
    let confidence = try ConfidenceLevel(settings.confidence)
    events = CountingCLs(
      background: expectation, signalScale: .exact, confidence: confidence)
    scaledEvents = try signal.map {
      CountingCLs(
        background: expectation,
        signalScale: try SignalScale(relativeUncertainty: $0.relativeUncertainty),
        confidence: confidence)
    }
  }

  /// The limits expected without signal; touches no box.
  public func expectedLimit() throws -> ExpectedLimits {
    let band = try events.expected()
    return ExpectedLimits(
      quantiles: try band.quantiles.map { quantile in
        LimitQuantile(
          sigma: quantile.deviation, observed: quantile.count,
          limit: try limit(observed: quantile.count))
      },
      mean: band.mean)
  }

  /// The limit from what was found in the box.
  ///
  /// - Parameter box: Comes from the gate only, so that no limit is observed before the opening.
  public func observedLimit(_ box: Observed<BoxContent>) throws -> ObservedLimit {
    ObservedLimit(
      observed: box.value.total, freeze: box.freeze, limit: try limit(observed: box.value.total))
  }

  private func limit(observed: Int) throws -> UpperLimit {
    let bound = try events.upperLimit(observed: observed)
    guard let signal, let scaledEvents else { return UpperLimit(events: bound, parameter: nil) }
    let scaled = try scaledEvents.upperLimit(observed: observed)
    return UpperLimit(events: bound, parameter: signal.parameterValue(forEvents: scaled))
  }
}

extension LimitSettings {
  var constraint: BackgroundConstraint {
    switch backgroundPrior {
    case .none: .none
    case .logNormal: .logNormal
    case .gamma: .gamma
    case .gaussian: .gaussian
    }
  }
}

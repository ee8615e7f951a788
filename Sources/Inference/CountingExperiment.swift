public import Backgrounds
public import BlindAnalysis
public import Signals
import Stats

/// One signal box as a counting experiment: what is expected in it, and which limit will be set.
///
/// `N ~ Poisson(s·k + b)` with the background `b` marginalised over its constraint. For a limit on
/// the signal's parameter, the factor `k` around one, the relative uncertainty of the signal yield, is
/// marginalised too; for a limit in events it is one. Where signal and background depend on factors of
/// one name, the limit on the parameter has these as common nuisance parameters. Signal in the side
/// bands takes a part of `s` away, whose uncertainty is marginalised in both limits.
public struct CountingExperiment: Sendable {
  public let backgrounds: BackgroundTable
  public let settings: LimitSettings
  /// In the share that is opened.
  public let signal: SignalYield?
  /// Nil if no signal was declared in a side band.
  public let signalInSideBands: SignalInSideBands?
  /// How much of the events in the region is opened.
  public let share: Double
  private let expectation: BackgroundExpectation
  private let events: CountingCLs
  private let scaledEvents: CountingCLs?
  private let shared: SharedLimit?

  /// How the background stands in the limit on the parameter.
  public enum Form: Hashable, Sendable {
    case oneNumber
    /// With the names that signal and background have in common, sorted.
    case named([String])
  }

  public var form: Form { shared.map { .named($0.names) } ?? .oneNumber }

  /// - Parameters:
  ///   - backgrounds: In the whole region.
  ///   - signal: In the whole region.
  ///   - share: How much of the events in the region is opened: above 0, at most 1.
  /// - Throws: `NumericsError` for a background the constraint cannot describe.
  public init(
    backgrounds: BackgroundTable, settings: LimitSettings, signal: SignalYield?, share: Double = 1
  ) throws {
    let signal = signal?.scaled(by: share)
    (self.backgrounds, self.settings, self.signal) = (backgrounds, settings, signal)
    self.share = share
    let total = backgrounds.total.scaled(by: share)
    let expectation = try BackgroundExpectation(
      value: total.value, uncertainty: total.uncertainty, constraint: settings.constraint)
    self.expectation = expectation
    let confidence = try ConfidenceLevel(settings.confidence)
    let taken = try backgrounds.signalInSideBands()
    signalInSideBands = taken
    let left = taken?.relativeUncertainty ?? 0
    events = CountingCLs(
      background: expectation,
      signalScale: left > 0 ? try SignalScale(relativeUncertainty: left) : .exact,
      confidence: confidence)
    let scaled = signal?.with(relativeUncertainty: left)
    scaledEvents = try scaled.map {
      CountingCLs(
        background: expectation,
        signalScale: try SignalScale(relativeUncertainty: $0.relativeUncertainty),
        confidence: confidence)
    }
    let shared = try scaled.flatMap { try SharedLimit(backgrounds, settings, $0, share: share) }
    // Chosen here once for expected and observed limit: nothing may change after the opening.
    let highest = try events.expected().quantiles.map(\.count).max() ?? 0
    self.shared = shared.flatMap { $0.canAnswer(upTo: highest + 10) ? $0 : nil }
  }

  /// The background in the share that is opened.
  public var background: Expectation { backgrounds.total.scaled(by: share) }

  /// `P(N ≥ n)` and `P(N ≤ n)` under background alone, averaged over its constraint.
  ///
  /// - Throws: `NumericsError` for a count of 1e12 or more.
  public func compatibility(of box: Observed<BoxContent>) throws -> Compatibility {
    let observed = box.value.total
    let discovery = Discovery(background: expectation)
    let more = try discovery.significance(observed: observed + 1).probability
    return Compatibility(
      orMore: try discovery.significance(observed: observed).probability, orFewer: 1 - more)
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
      mean: band.mean * weakening)
  }

  /// The limit from what was found in the box.
  ///
  /// - Parameter box: Comes from the gate only, so that no limit is observed before the opening.
  public func observedLimit(_ box: Observed<BoxContent>) throws -> ObservedLimit {
    ObservedLimit(
      observed: box.value.total, label: box.label, limit: try limit(observed: box.value.total))
  }

  /// By how much signal in the side bands weakens a limit.
  private var weakening: Double { signalInSideBands?.limitFactor ?? 1 }

  private func limit(observed: Int) throws -> UpperLimit {
    let bound = try weakening * events.upperLimit(observed: observed)
    guard let signal, let scaledEvents else { return UpperLimit(events: bound, parameter: nil) }
    let scaled =
      try shared?.upperLimit(observed: observed) ?? scaledEvents.upperLimit(observed: observed)
    let parameter = signal.parameterValue(forEvents: weakening * scaled)
    guard parameter.isFinite else {
      throw NumericsError(
        .invalidInput, "the limit on '\(signal.parameter)' is too large for a number",
        advice: "check yield, efficiency and exposure: too few signal events are expected")
    }
    return UpperLimit(events: bound, parameter: parameter)
  }
}

/// How well a count goes with the background alone.
public struct Compatibility: Hashable, Sendable {
  /// The probability of the count or more.
  public let orMore: Double
  /// The probability of the count or fewer.
  public let orFewer: Double
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

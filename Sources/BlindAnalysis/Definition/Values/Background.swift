/// One line of the background table.
public struct Background: Hashable, Sendable {
  public let name: String
  public let model: Model
  /// The datasets it is for, in the order of the file; all of them unless it says otherwise.
  public let datasets: [String]
  /// Whether the file names them.
  let namesDatasets: Bool
  public let span: SourceSpan

  /// How the expectation in the signal box is found.
  public enum Model: Hashable, Sendable {
    case sideBandExtrapolation(SideBandExtrapolation)
    case planeSideBand(PlaneSideBand)
    /// A number from elsewhere, in events, zero or more.
    case declared(DeclaredNumber)
    case upperLimit(DeclaredUpperLimit)
    case factors(FactorBackground)
    case decayInFlight(DeclaredDecays)
    case upstream(DeclaredUpstream)
  }
}

extension Background {
  /// The background with another estimate of the same events.
  public var comparedWith: String? {
    if case .upstream(let upstream) = model { upstream.comparison?.other } else { nil }
  }

  /// The regions whose events are fitted, the one that predicts first.
  public var fittedRegions: [String] {
    switch model {
    case .sideBandExtrapolation(let model): model.fittedRegions
    case .planeSideBand(let model): [model.sideBand]
    case .declared, .upperLimit, .factors, .decayInFlight, .upstream: []
    }
  }

  /// What is fitted.
  var variables: [CheckedExpression] {
    switch model {
    case .sideBandExtrapolation(let model): [model.variable]
    case .planeSideBand(let model): [model.first.expression, model.second.expression]
    case .declared, .upperLimit, .factors, .decayInFlight, .upstream: []
    }
  }

  /// Whether it is a number of events, not only a limit on one.
  var isEstimate: Bool { if case .upperLimit = model { false } else { true } }
}

/// A background that is only known to be small.
public struct DeclaredUpperLimit: Hashable, Sendable {
  /// In events, zero or more.
  public let value: Double
  /// Between 0 and 1, as a fraction.
  public let confidence: Double
  public let source: String?
}

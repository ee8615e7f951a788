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

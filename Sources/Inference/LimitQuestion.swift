public import Stats

/// A counting limit that somebody asks for: numbers only, no data and no box.
public struct LimitQuestion: Hashable, Sendable {
  /// Zero or more.
  public let observed: Int
  public let background: BackgroundExpectation
  public let confidence: ConfidenceLevel
  public let method: LimitMethod

  public init(
    observed: Int, background: BackgroundExpectation, confidence: ConfidenceLevel,
    method: LimitMethod
  ) {
    (self.observed, self.background) = (observed, background)
    (self.confidence, self.method) = (confidence, method)
  }

  /// - Throws: `NumericsError` if the method cannot answer for this background.
  public func answer() throws -> LimitAnswer {
    switch method {
    case .cls: try answerByCLs()
    }
  }

  private func answerByCLs() throws -> LimitAnswer {
    let limits = CountingCLs(background: background, signalScale: .exact, confidence: confidence)
    let band = try limits.expected()
    return LimitAnswer(
      question: self, lower: 0, upper: try limits.upperLimit(observed: observed), expected: band)
  }
}

/// How a limit is computed; the raw value is what the command line calls it.
public enum LimitMethod: String, Hashable, Sendable, CaseIterable {
  /// CLs of the count, background marginalised.
  case cls
}

/// A limit with what was asked and the band expected without signal.
public struct LimitAnswer: Hashable, Sendable {
  public let question: LimitQuestion
  /// In signal events; zero for an upper limit.
  public let lower: Double
  /// In signal events.
  public let upper: Double
  public let expected: ExpectedBand
}

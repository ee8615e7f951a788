public import BlindAnalysis
public import Stats

/// A limit on the strength of a signal in several channels: numbers only, no data and no box.
public struct ChannelQuestion: Sendable {
  public let definition: ChannelDefinition
  public let model: CountingModel
  public let confidence: ConfidenceLevel
  public let method: LimitMethod
  /// Which ends the interval has, for the methods that leave a choice.
  public let sides: IntervalSides
  /// What is believed about the signal, for Bayesian limits.
  public let prior: SignalPrior

  /// - Throws: `NumericsError` for a model that cannot be.
  public init(
    _ definition: ChannelDefinition, confidence: ConfidenceLevel, method: LimitMethod,
    sides: IntervalSides, prior: SignalPrior
  ) throws(NumericsError) {
    self.definition = definition
    model = try CountingModel(definition)
    (self.confidence, self.method) = (confidence, method)
    (self.sides, self.prior) = (sides, prior)
  }

  /// - Throws: `NumericsError`; of kind `invalidInput` if the method has no answer for such a model.
  public func answer() throws(NumericsError) -> ChannelAnswer {
    let interval = try interval()
    let observed = definition.channels.map(\.observed)
    return ChannelAnswer(
      question: self, interval: try interval.interval(observed: observed),
      expected: try interval.expected())
  }

  private func interval() throws(NumericsError) -> any ChannelInterval {
    if sides == .central, method != .bayesian {
      throw .refused("a central interval", in: "bayesian")
    }
    switch method {
    case .cls: return ChannelCLs(model: model, confidence: confidence)
    case .classical where model.isUncertain:
      throw .refused("a model with uncertainties", in: "cousins-highland")
    case .cousinsHighland, .classical:
      return ChannelCousinsHighland(model: model, confidence: confidence)
    case .bayesian:
      return try ChannelBayesian(
        model: model, confidence: confidence, prior: prior, sides: sides)
    case .feldmanCousins, .feldmanCousinsPublished, .profileLikelihood, .asymptotic:
      throw .refused("a file of channels", in: "cls, bayesian and cousins-highland")
    }
  }
}

extension NumericsError {
  fileprivate static func refused(_ what: String, in methods: String) -> Self {
    Self(
      .invalidInput, "this method does not take \(what)", advice: "it is known to: \(methods)")
  }
}

/// A limit on the signal strength with the band expected without signal.
public struct ChannelAnswer: Sendable {
  public let question: ChannelQuestion
  public let interval: StrengthInterval
  public let expected: StrengthBand
}

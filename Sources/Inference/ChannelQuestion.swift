public import BlindAnalysis
public import Stats

/// A limit on the strength of a signal in several channels: numbers only, no data and no box.
public struct ChannelQuestion: Sendable {
  public let definition: ChannelDefinition
  public let model: CountingModel
  public let choices: LimitChoices
  /// Which toys answer it, where sums over outcomes cannot.
  public let toys: ToyRequest

  public var confidence: ConfidenceLevel { choices.confidence }

  /// - Throws: `NumericsError` for a model that cannot be.
  public init(
    _ definition: ChannelDefinition, choices: LimitChoices, toys: ToyRequest
  ) throws(NumericsError) {
    (self.definition, self.choices, self.toys) = (definition, choices, toys)
    model = try CountingModel(definition)
  }

  /// - Throws: `NumericsError`; of kind `invalidInput` if the method has no answer for such a model.
  public func answer() throws(NumericsError) -> ChannelAnswer {
    switch choices.method {
    case .cls where choices.statistic == .likelihoodRatio, .asymptotic, .profileLikelihood,
      .feldmanCousins:
      guard model.nominalSignal > 0 else {
        throw .refused(
          "a signal measured as zero leaves a profile likelihood no limit", "--method cls")
      }
    default: break
    }
    switch choices.method {
    case .cls where choices.statistic == .likelihoodRatio: return try answerByToys()
    case .asymptotic: return try answerByAsymptotics()
    case .profileLikelihood:
      let method = ChannelProfileInterval(model: model, confidence: confidence)
      return ChannelAnswer(question: self, interval: try method.interval(observed: observed))
    case .feldmanCousins where toys.count != nil: return try answerByToyConstruction()
    case _ where toys.count != nil: return try answerByDraws()
    default:
      let method = try interval()
      return ChannelAnswer(
        question: self, interval: try method.interval(observed: observed),
        expected: try NumericsError.unlessTooLarge { () throws(NumericsError) in
          try method.expected()
        })
    }
  }

  var observed: [Int] { definition.channels.map(\.observed) }

  private func interval() throws(NumericsError) -> any ChannelInterval {
    switch choices.method {
    case .cls where choices.nuisances == .plugIn:
      return ChannelPlugInCLs(model: model, confidence: confidence)
    case .classical where model.isUncertain:
      throw .refused("a classical limit needs a model without uncertainties", "cousins-highland")
    case .cousinsHighland, .classical:
      return ChannelCousinsHighland(
        model: model, confidence: confidence, sides: choices.sides)
    case .bayesian:
      return try ChannelBayesian(
        model: model, confidence: confidence, prior: choices.prior, sides: choices.sides)
    case .feldmanCousins:
      return try ChannelFeldmanCousins(model: model, confidence: confidence)
    case .feldmanCousinsPublished:
      throw .refused(
        "the rule of the published tables is for one count", "--method feldman-cousins")
    case .cls, .profileLikelihood, .asymptotic:
      return ChannelCLs(model: model, confidence: confidence)
    }
  }

  private func answerByAsymptotics() throws(NumericsError) -> ChannelAnswer {
    let method = ChannelAsymptoticCLs(model: model, confidence: confidence)
    let upper = try method.upperLimit(observed: observed)
    let exact = try NumericsError.unlessTooLarge { () throws(NumericsError) in
      try ChannelCLs(model: model, confidence: confidence).interval(observed: observed).upper
    }
    return ChannelAnswer(
      question: self, interval: StrengthInterval(lower: 0, upper: upper),
      expected: try method.expected(), distanceToExact: exact.map { upper / $0 - 1 })
  }
}

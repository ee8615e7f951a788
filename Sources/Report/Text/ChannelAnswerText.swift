import BlindAnalysis
public import Inference
public import Ledger
import Stats

/// A limit of several channels as lines for people and as a document for scripts.
public struct ChannelAnswerText {
  private let answer: ChannelAnswer

  public init(_ answer: ChannelAnswer) { self.answer = answer }

  public var lines: [String] { [headline] + band + channels + method }

  private var question: ChannelQuestion { answer.question }

  private var headline: String {
    let (lower, upper) = (answer.interval.lower, answer.interval.upper)
    let range =
      lower > 0
      ? "\(lower.text(significant: 7)) to \(upper.text(significant: 7))"
      : "at most \(upper.text(significant: 7))"
    return "signal strength \(range) at \(question.confidence.value.percent) confidence"
  }

  private var band: [String] {
    var table = TextTable([.left, .right, .right])
    table.add("", "count", "upper end")
    for entry in answer.expected.entries {
      table.add(
        entry.deviation.sigmaName, entry.count.map(String.init) ?? "",
        entry.upper.text(significant: 7))
    }
    if let mean = answer.expected.mean { table.add("mean", "", mean.text(significant: 7)) }
    return ["", "Expected without signal"] + table.lines()
  }

  /// Every uncertain number stands at its measured value here.
  private var channels: [String] {
    var table = TextTable([.left, .right, .right, .right])
    table.add("", "observed", "background", "signal")
    for (index, channel) in question.definition.channels.enumerated() {
      table.add(
        channel.name, "\(channel.observed)",
        question.model.nominalBackground(in: index).text(significant: 4),
        question.model.nominalSignal(in: index).text(significant: 4))
    }
    return ["", "Channels, the signal at strength 1"] + table.lines()
  }

  private var method: [String] {
    var table = TextTable([.left, .left])
    table.add("method", question.explanation)
    for nuisance in question.definition.nuisances {
      table.add("nuisance", "\(nuisance.name): \(nuisance.constraint.explanation)")
    }
    let own = question.model.nuisances.count - question.definition.nuisances.count
    if own > 0 { table.add("", "\(own) more, of one yield each") }
    return ["", "How it was computed"] + table.lines()
  }

  public var document: CanonicalValue {
    let expected = answer.expected.entries.map {
      ($0.deviation.signed, CanonicalValue.real($0.upper))
    }
    return [
      "schema": "na64-blind/limit-channels/1",
      "lower": .real(answer.interval.lower), "upper": .real(answer.interval.upper),
      "expected": .object(Dictionary(expected, uniquingKeysWith: { first, _ in first })),
      "expected-mean": answer.expected.mean.map(CanonicalValue.real) ?? .null,
      "method": .string(question.method.rawValue),
      "method-explained": .string(question.explanation),
      "confidence": .real(question.confidence.value),
      "channels": .array(
        question.definition.channels.enumerated().map { index, channel in
          [
            "name": .string(channel.name), "observed": .integer(channel.observed),
            "background": .real(question.model.nominalBackground(in: index)),
            "signal": .real(question.model.nominalSignal(in: index)),
          ]
        }),
      "nuisances": .array(
        question.definition.nuisances.map {
          ["name": .string($0.name), "constraint": .string($0.constraint.explanation)]
        }),
    ]
  }
}

extension ChannelQuestion {
  /// The method with the choices that it leaves.
  var explanation: String {
    switch method {
    case .cls: "CLs: statistic is the total count, nuisances marginalised, exact sums, no toys"
    case .cousinsHighland:
      "Cousins-Highland: upper limit of the total count, nuisances marginalised"
    case .classical: "classical (Garwood): upper limit of the total count, nothing uncertain"
    case .bayesian:
      "Bayesian, prior \(prior.rawValue), \(sides.words), every count used, nuisances marginalised"
    case .feldmanCousins, .feldmanCousinsPublished, .profileLikelihood, .asymptotic: method.rawValue
    }
  }
}

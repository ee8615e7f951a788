import BlindAnalysis
public import Inference
public import Ledger
import Stats

/// A limit of several channels as lines for people and as a document for scripts.
public struct ChannelAnswerText {
  private let answer: ChannelAnswer

  public init(_ answer: ChannelAnswer) { self.answer = answer }

  public var lines: [String] { title + [headline] + warning + band + channels + method }

  private var title: [String] { question.definition.title.map { [$0, ""] } ?? [] }

  private var question: ChannelQuestion { answer.question }

  private var headline: String {
    let (lower, upper) = (answer.interval.lower, answer.interval.upper)
    let end = Self.text(upper, answer.monteCarloError)
    let range =
      lower > 0 ? "\(Self.text(lower, answer.lowerMonteCarloError)) to \(end)" : "at most \(end)"
    return "signal strength \(range) at \(question.confidence.value.percent) confidence"
  }

  /// With its Monte Carlo error, if it has one.
  private static func text(_ value: Double, _ error: Double?) -> String {
    value.text(significant: 7) + (error.map { " ± \($0.text(significant: 2)) (toys)" } ?? "")
  }

  private var warning: [String] {
    if question.choices.method == .asymptotic, answer.distanceToExact == nil {
      return ["WARNING: an asymptotic formula; there is no exact answer to compare it with"]
    }
    return answer.distanceToExact.map {
      [
        "WARNING: an asymptotic formula; it lies \(abs($0).percentRounded) "
          + "\($0 < 0 ? "below" : "above") the exact CLs limit of the total count"
      ]
    } ?? []
  }

  private var band: [String] {
    guard let expected = answer.expected else {
      let way = question.choices.statistic == .likelihoodRatio ? "--band" : "cls"
      return [
        "", "Expected without signal: not computed by this method for such a model; try \(way)",
      ]
    }
    var table = TextTable([.left, .right, .right])
    table.add("", "count", "upper end")
    for entry in expected.entries {
      table.add(
        entry.deviation.sigmaName, entry.count.map(String.init) ?? "",
        Self.text(entry.upper, entry.monteCarloError))
    }
    if let mean = expected.mean { table.add("mean", "", mean.text(significant: 7)) }
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
    if let draws = answer.draws { table.add("drawn", "\(draws) at the limit, all counted") }
    if let source = question.definition.source { table.add("source", source) }
    for nuisance in question.definition.nuisances {
      let source = nuisance.source.map { " (\($0))" } ?? ""
      table.add("nuisance", "\(nuisance.name): \(nuisance.constraint.explanation)\(source)")
    }
    for own in ownConstraints { table.add("nuisance", own) }
    return ["", "How it was computed"] + table.lines()
  }

  /// The uncertainties that no other yield shares, each with its definition.
  private var ownConstraints: [String] {
    question.definition.channels.flatMap { channel in
      ([channel.signal] + channel.backgrounds).compactMap { sample in
        sample.spread.map { "\(sample.name) of \(channel.name): \($0.explanation)" }
      }
    }
  }

  public var document: CanonicalValue {
    let expected = answer.expected?.entries.map {
      ($0.deviation.signed, CanonicalValue.real($0.upper))
    }
    return [
      "schema": "na64-blind/limit-channels/1",
      "title": question.definition.title.map(CanonicalValue.string) ?? .null,
      "source": question.definition.source.map(CanonicalValue.string) ?? .null,
      "lower": .real(answer.interval.lower), "upper": .real(answer.interval.upper),
      "expected": expected.map {
        .object(Dictionary($0, uniquingKeysWith: { first, _ in first }))
      } ?? .null,
      "expected-mean": answer.expected?.mean.map(CanonicalValue.real) ?? .null,
      "expected-monte-carlo-errors": expectedErrors,
      "monte-carlo-error": answer.monteCarloError.map(CanonicalValue.real) ?? .null,
      "lower-monte-carlo-error": answer.lowerMonteCarloError.map(CanonicalValue.real) ?? .null,
      "draws": answer.draws.map { .integer($0) } ?? .null,
      "distance-to-exact": answer.distanceToExact.map(CanonicalValue.real) ?? .null,
      "method": .string(question.choices.method.rawValue),
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
      "choices": question.choices.document,
      "toys": question.toys.count.map { .integer($0) } ?? .null,
      "seed": .string("\(question.toys.seed)"), "precision": .real(question.toys.precision),
      "own-nuisances": .array(ownConstraints.map(CanonicalValue.string)),
      "nuisances": .array(
        question.definition.nuisances.map {
          [
            "name": .string($0.name), "constraint": .string($0.constraint.explanation),
            "source": $0.source.map(CanonicalValue.string) ?? .null,
          ]
        }),
    ]
  }
}

extension ChannelAnswerText {
  /// By deviation; null for a band without draws.
  private var expectedErrors: CanonicalValue {
    let errors = answer.expected?.entries.compactMap { entry in
      entry.monteCarloError.map { (entry.deviation.signed, CanonicalValue.real($0)) }
    }
    guard let errors, !errors.isEmpty else { return .null }
    return .object(Dictionary(errors, uniquingKeysWith: { first, _ in first }))
  }
}

extension ChannelQuestion {
  /// The method with the choices that it leaves.
  var explanation: String {
    switch choices.method {
    case .cls where choices.statistic == .likelihoodRatio:
      "CLs: statistic is the profile-likelihood ratio q-tilde, nuisances \(choices.nuisances.words), "
        + toyWords
    case .cls:
      "CLs: statistic is the total count, nuisances \(averageWords)"
    case .cousinsHighland:
      "Cousins-Highland: \(choices.sides.words) from the total count, nuisances \(averageWords)"
    case .classical:
      "classical (Garwood): \(choices.sides.words) from the total count, nothing uncertain"
    case .bayesian:
      "Bayesian, prior \(choices.prior.rawValue), \(choices.sides.words), every count used, "
        + "nuisances \(averageWords)"
    case .profileLikelihood:
      "profile likelihood: both ends where -2 ln lambda crosses the chi-squared quantile"
    case .asymptotic: "CLs of q-tilde by asymptotic formulas, nuisances profiled"
    case .feldmanCousins where toys.count == nil:
      "Feldman-Cousins: the raw belt of all sets of counts, by their list, no toys"
    case .feldmanCousins:
      "Feldman-Cousins: profile construction, nuisances profiled, coverage is approximate, \(toyWords)"
    case .feldmanCousinsPublished: choices.method.rawValue
    }
  }

  private var toyWords: String {
    let stop = toys.precision > 0 ? ", or to a precision of \(toys.precision.percent)" : ""
    return "at most \(toys.count ?? 20_000) toys with seed \(toys.seed)\(stop)"
  }

  private var averageWords: String {
    toys.count == nil
      ? "\(choices.nuisances.words), exact sums, no toys"
      : "\(choices.nuisances.words) by drawing them, exact sums over counts, \(toyWords)"
  }
}

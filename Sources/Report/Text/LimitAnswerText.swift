public import Inference
public import Ledger
import Stats

/// A limit as lines for people and as a document for scripts.
public struct LimitAnswerText {
  private let answer: LimitAnswer

  public init(_ answer: LimitAnswer) { self.answer = answer }

  public var lines: [String] { [headline] + warning + band + discovery + method }

  private var headline: String {
    let range =
      answer.lower > 0
      ? "\(answer.lower.text(significant: 7)) to \(answer.upper.text(significant: 7))"
      : "at most \(answer.upper.text(significant: 7))"
    return "\(range) signal events at \(answer.question.confidence.value.percent) confidence"
  }

  private var warning: [String] {
    if answer.upper == 0 {
      return ["NOTE: so few events are unlikely for the background alone: every signal is excluded"]
    }
    if answer.question.choices.method == .asymptotic, answer.distanceToExact == nil {
      return ["WARNING: an asymptotic formula; there is no exact answer to compare it with"]
    }
    return answer.distanceToExact.map {
      let side = $0 < 0 ? "below" : "above"
      return [
        "WARNING: an asymptotic formula; it lies \($0.magnitude.percentRounded) \(side) the exact "
          + "CLs limit of this count"
      ]
    } ?? []
  }

  private var band: [String] {
    guard let expected = answer.expected else {
      return ["", "Expected without signal: left out, it would take too long"]
    }
    var table = TextTable([.left, .right, .right])
    table.add("", "count", "upper end")
    for entry in expected.entries {
      table.add(
        entry.deviation.sigmaName, entry.count.map(String.init) ?? "",
        entry.limit.text(significant: 7))
    }
    if let mean = expected.mean { table.add("mean", "", mean.text(significant: 7)) }
    return ["", "Expected without signal"] + table.lines()
  }

  /// Exact sums, whatever the method of the limit.
  private var discovery: [String] {
    let found = answer.discovery
    let deviation =
      found.deviation.isFinite ? ", Z = \(found.deviation.text(significant: 3))" : ""
    return [
      "",
      "Background alone gives so many events or more with p = "
        + "\(found.probability.text(significant: 3))\(deviation)",
    ]
  }

  private var method: [String] {
    let question = answer.question
    var table = TextTable([.left, .left])
    table.add("observed", "\(question.observed)")
    let used = question.background.constraint != .none && question.background.uncertainty > 0
    let error = used ? " ± \(question.background.uncertainty.text(significant: 4))" : ", exact"
    table.add("background", question.background.value.text(significant: 4) + error)
    table.add("method", question.explanation)
    table.add("constraint", question.background.constraint.explanation)
    if question.signalScale != .exact {
      table.add("signal", "uncertain efficiency, \(question.signalScale)")
    }
    return ["", "How it was computed"] + table.lines()
  }

  public var document: CanonicalValue {
    let question = answer.question
    let expected = answer.expected?.entries.map {
      ($0.deviation.signed, CanonicalValue.real($0.limit))
    }
    return [
      "schema": "na64-blind/limit/1",
      "lower": .real(answer.lower), "upper": .real(answer.upper),
      "expected": expected.map {
        .object(Dictionary($0, uniquingKeysWith: { first, _ in first }))
      } ?? .null,
      "expected-mean": answer.expected?.mean.map(CanonicalValue.real) ?? .null,
      "distance-to-exact": answer.distanceToExact.map(CanonicalValue.real) ?? .null,
      "discovery": [
        "p-value": .real(answer.discovery.probability),
        "z": answer.discovery.deviation.isFinite ? .real(answer.discovery.deviation) : .null,
      ],
      "method": .string(question.choices.method.rawValue),
      "method-explained": .string(question.explanation),
      "constraint": .string(question.background.constraint.rawValue),
      "constraint-explained": .string(question.background.constraint.explanation),
      "confidence": .real(question.confidence.value), "observed": .integer(question.observed),
      "background": .real(question.background.value),
      "background-uncertainty": .real(question.background.uncertainty),
      "signal-efficiency": .string("\(question.signalScale)"),
      "choices": question.choices.document,
    ]
  }
}

extension Int {
  /// As in `-2`, `0`, `+1`.
  var signed: String { self > 0 ? "+\(self)" : "\(self)" }

  /// As in `-2 sigma` and `median`.
  var sigmaName: String { self == 0 ? "median" : "\(signed) sigma" }
}

extension Double {
  /// A fraction as in `29 %`.
  var percentRounded: String { (100 * self).text(significant: 2) + " %" }
}

extension LimitQuestion {
  /// The method with the choices that it leaves.
  var explanation: String {
    let sides = choices.sides.words
    let exact = background.uncertainty == 0 && signalScale == .exact
    return switch choices.method {
    case .cls where choices.statistic == .likelihoodRatio:
      "CLs: statistic is the profile-likelihood ratio q-tilde, background \(choices.nuisances.words), "
        + "exact sums, no toys"
    case .cls:
      "CLs: statistic is the count, background \(choices.nuisances.words), exact sums, no toys"
    case .feldmanCousins where exact: "Feldman-Cousins: the raw belt, background known exactly"
    case .feldmanCousins:
      "Feldman-Cousins: profile construction, background profiled; coverage is approximate"
    case .feldmanCousinsPublished:
      "Feldman-Cousins: upper end not increasing in the background, as in the published tables"
    case .classical: "classical (Garwood), \(sides), background known exactly"
    case .cousinsHighland: "Cousins-Highland: classical, \(sides), background marginalised"
    case .bayesian: "Bayesian, prior \(choices.prior.rawValue), \(sides), background marginalised"
    case .profileLikelihood:
      "profile likelihood: both ends where -2 ln lambda, relative to the best s >= 0, crosses the "
        + "chi-squared quantile; may cover less than it says at a few events"
    case .asymptotic: "CLs of q-tilde by asymptotic formulas, background profiled"
    }
  }
}

extension LikelihoodRatioCLs.Treatment {
  var words: String { self == .plugIn ? "profiled (plug-in)" : "marginalised" }
}

extension IntervalSides {
  var words: String { self == .central ? "central interval" : "one-sided upper limit" }
}

extension BackgroundConstraint {
  /// What the uncertainty of a background means under this constraint.
  var explanation: String {
    switch self {
    case .none: "none: the background is taken as exact, an uncertainty is not used"
    case .logNormal: "log-normal: median b, kappa = 1 + sigma/b"
    case .gamma:
      "gamma: off count k = (b/sigma)^2, scale tau = b/sigma^2, flat prior, so shape k + 1"
    case .gammaOfMean: "gamma-of-mean: mean b, standard deviation sigma"
    case .gaussian: "gaussian: mean b, width sigma, truncated at zero"
    }
  }
}

extension LimitChoices {
  /// Everything that the method leaves open, for programs.
  var document: CanonicalValue {
    [
      "statistic": .string(statistic.rawValue), "nuisances": .string(nuisances.rawValue),
      "interval": .string(sides.rawValue), "prior": .string(prior.rawValue),
    ]
  }
}

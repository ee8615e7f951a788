public import Inference
public import Ledger
import Stats

/// A limit as lines for people and as a document for scripts.
public struct LimitAnswerText {
  private let answer: LimitAnswer

  public init(_ answer: LimitAnswer) { self.answer = answer }

  public var lines: [String] { [headline] + band + method }

  private var headline: String {
    let range =
      answer.lower > 0
      ? "\(answer.lower.text(significant: 7)) to \(answer.upper.text(significant: 7))"
      : "at most \(answer.upper.text(significant: 7))"
    return "\(range) signal events at \(answer.question.confidence.value.percent) confidence"
  }

  private var band: [String] {
    var table = TextTable([.left, .right, .right])
    table.add("", "count", "upper end")
    for quantile in answer.expected.quantiles {
      table.add(
        quantile.deviation == 0 ? "median" : "\(quantile.deviation.signed) sigma",
        "\(quantile.count)",
        quantile.limit.text(significant: 7))
    }
    table.add("mean", "", answer.expected.mean.text(significant: 7))
    return ["", "Expected without signal"] + table.lines()
  }

  private var method: [String] {
    let question = answer.question
    var table = TextTable([.left, .left])
    table.add("observed", "\(question.observed)")
    table.add(
      "background",
      "\(question.background.value.text(significant: 4)) ± "
        + question.background.uncertainty.text(significant: 4))
    table.add("method", question.method.explanation)
    table.add("constraint", question.background.constraint.explanation)
    return ["", "How it was computed"] + table.lines()
  }

  public var document: CanonicalValue {
    let question = answer.question
    let expected = answer.expected.quantiles.map { ($0.deviation.signed, $0.limit) }
    return [
      "schema": "na64-blind/limit/1",
      "lower": .real(answer.lower), "upper": .real(answer.upper),
      "expected": .object(
        Dictionary(
          expected.map { ($0, CanonicalValue.real($1)) }, uniquingKeysWith: { first, _ in first })),
      "expected-mean": .real(answer.expected.mean),
      "method": .string(question.method.rawValue),
      "method-explained": .string(question.method.explanation),
      "constraint": .string(question.background.constraint.rawValue),
      "constraint-explained": .string(question.background.constraint.explanation),
      "confidence": .real(question.confidence.value), "observed": .integer(question.observed),
      "background": .real(question.background.value),
      "background-uncertainty": .real(question.background.uncertainty),
    ]
  }
}

extension Int {
  /// As in `-2`, `0`, `+1`.
  fileprivate var signed: String { self > 0 ? "+\(self)" : "\(self)" }
}

extension LimitMethod {
  var explanation: String {
    switch self {
    case .cls:
      "CLs: statistic is the count, background marginalised, exact sums and quadrature, no toys"
    }
  }
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

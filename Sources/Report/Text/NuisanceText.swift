import BlindAnalysis

extension DeclaredNuisance.Constraint {
  /// What is known about the parameter, and how it acts.
  var explanation: String {
    switch self {
    case .logNormal: "log-normal, kappa = 1 + effect, or 1/(1 - effect) for one below zero"
    case .gaussian: "gaussian, factor 1 + effect, truncated at zero"
    case .gamma(let count):
      "gamma, from a count of \(count.text(significant: 4)) with a flat prior"
    case .beta(let passed, let total):
      "beta, \(passed.text(significant: 4)) of \(total.text(significant: 4)) with a flat prior"
    }
  }
}

extension DeclaredSample.Spread {
  /// What the uncertainty of one yield means.
  var explanation: String {
    let definition =
      switch constraint {
      case .none: "not used"
      case .logNormal: "log-normal, kappa = 1 + sigma/b"
      case .gamma: "gamma, off count k = (b/sigma)^2 with a flat prior"
      case .gaussian: "gaussian, truncated at zero"
      }
    return "± \(uncertainty.text(significant: 4)), \(definition)"
  }
}

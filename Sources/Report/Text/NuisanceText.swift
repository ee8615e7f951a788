import BlindAnalysis

extension DeclaredNuisance.Constraint {
  /// What is known about the parameter, and how it acts.
  var explanation: String {
    switch self {
    case .logNormal: "log-normal, kappa = 1 + effect"
    case .gaussian: "gaussian, factor 1 + effect, truncated at zero"
    case .gamma(let count):
      "gamma, from a count of \(count.text(significant: 4)) with a flat prior"
    case .beta(let passed, let total):
      "beta, \(passed.text(significant: 4)) of \(total.text(significant: 4)) with a flat prior"
    }
  }
}

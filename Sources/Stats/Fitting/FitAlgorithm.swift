/// How a fit gets near its minimum; the same Newton steps on the exact Hessian finish it.
public enum FitAlgorithm: String, Hashable, Sendable, CaseIterable {
  /// Quasi-Newton (GSL's BFGS) on gradients first, which is cheaper where a Hessian costs much.
  case bfgs
  /// Newton's method in a trust region from the start, which takes the fewest steps.
  case trustRegion = "trust-region"
}

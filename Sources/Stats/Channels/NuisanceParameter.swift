/// A quantity that is not asked for but changes expected yields, such as an efficiency.
///
/// One nuisance parameter may enter any number of yields, in one channel or in several: that is how
/// correlations are declared.
public struct NuisanceParameter: Hashable, Sendable {
  /// Unique within a model.
  public let name: String
  public let law: NuisanceLaw

  public init(name: String, law: NuisanceLaw) { (self.name, self.law) = (name, law) }
}

/// What is known about a nuisance parameter: the measurement behind it.
///
/// A likelihood uses the measurement itself; an average over the parameter uses the posterior of
/// that measurement with a flat prior.
public enum NuisanceLaw: Hashable, Sendable {
  /// θ measured as 0 with normal errors of 1; the posterior is the standard normal distribution.
  case normal
  /// A mean x ≥ 0 measured by a Poisson count k; the posterior is Γ(k + 1).
  ///
  /// k is zero to 1e12 and need not be whole, so that b ± σ can stand for k = (b/σ)².
  case count(Double)
  /// An efficiency ε in 0…1 measured as `passed` of `total`; the posterior is B(k + 1, n − k + 1).
  ///
  /// `total` is above zero and at most 1e12; neither need be whole.
  case efficiency(passed: Double, total: Double)
}

extension NuisanceLaw {
  /// The value that the measurement itself gives: 0, k, or k/n.
  public var measured: Double {
    switch self {
    case .normal: 0
    case .count(let count): count
    case .efficiency(let passed, let total): passed / total
    }
  }

  private static var largest: Double { 1e12 }

  func check(_ name: String) throws(NumericsError) {
    switch self {
    case .normal: return
    case .count(let count):
      guard count >= 0, count <= Self.largest else {
        throw NumericsError(
          .invalidInput, "the count behind '\(name)' must be zero to 1e12, not \(count)",
          advice: "give the events of the control measurement")
      }
    case .efficiency(let passed, let total):
      guard passed >= 0, total > 0, passed <= total, total <= Self.largest else {
        throw NumericsError(
          .invalidInput, "the efficiency '\(name)' must be k of n with 0 to n events passing",
          advice: "give 'passed' and 'total' with 0 <= passed <= total and a total above zero")
      }
    }
  }
}

/// What is believed about the signal s before the count, as a density that need not be normalised.
///
/// With an uncertain efficiency factor f the first two do not depend on f, so that the belief about f
/// counts as it is.
public enum SignalPrior: String, Hashable, Sendable, CaseIterable {
  /// Constant in s.
  case flat
  /// 1/√s, the Jeffreys prior of a count without background.
  case inverseRoot = "inverse-root"
  /// 1/√(s + b), the Jeffreys prior of N ~ Poisson(s + b) with b known exactly.
  ///
  /// It depends on the background, so that for an uncertain background it would be a joint belief
  /// about s and b: there it is refused. Without background it equals ``inverseRoot``. For an uncertain
  /// factor it is √f/√(s f + b), which is the Jeffreys prior for every f, normalised over the same
  /// large range of s: the conditional prior of L. Demortier, S. Jain, H. B. Prosper, Phys. Rev. D 82
  /// (2010) 034002.
  case jeffreys
}

/// What is believed about the signal s before the count, as a density that need not be normalised.
public enum SignalPrior: String, Hashable, Sendable, CaseIterable {
  /// Constant in s.
  case flat
  /// 1/√s, the Jeffreys prior of a count without background.
  case inverseRoot = "inverse-root"
  /// 1/√(s + b), the Jeffreys prior of N ~ Poisson(s + b) with b known exactly.
  ///
  /// It depends on the background, so that for an uncertain background it would be a joint belief
  /// about s and b: there it is refused. Without background it equals ``inverseRoot``.
  case jeffreys
}

/// The distribution of a count whose Poisson mean is not known exactly, with a single peak.
protocol CountMixture: Sendable {
  /// ln p(n); −∞ for a count that cannot occur.
  func logProbability(_ count: Int) throws(NumericsError) -> Double

  /// p(n + 1) / p(n) where it has a closed form, which is faster and more precise than logarithms.
  func ratio(after count: Int) -> Double?

  /// A count in the bulk, where summation may start.
  var centralCount: Int { get }
}

/// The methods for an interval on the signal of one count, by their stable names.
public enum IntervalMethod: String, Hashable, Sendable, CaseIterable {
  case cls
  /// The raw belt of Feldman and Cousins.
  case feldmanCousins = "feldman-cousins"
  /// Its upper end not increasing in the background, as in the published tables.
  case feldmanCousinsPublished = "feldman-cousins-published"
  /// Frequentist, for a background known exactly.
  case classical
  /// Classical, averaged over the belief about the background.
  case cousinsHighland = "cousins-highland"
  case bayesian
}

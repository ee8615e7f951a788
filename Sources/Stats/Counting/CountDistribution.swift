/// The probabilities of all counts of a mixture that matter, relative to one of them.
///
/// Relative, because far from the bulk every probability underflows while their ratios do not.
struct CountDistribution {
  /// The count of the first element of ``relative``.
  let lowest: Int
  /// p(n) divided by p of the starting count, for n = lowest, lowest + 1, ….
  let relative: [Double]
  /// ln p of the starting count.
  let logReference: Double

  /// More terms than this are refused: about a second of work.
  static let maximumTerms = 4_000_000

  /// - Parameters:
  ///   - law: A distribution with one peak.
  ///   - highest: Counts above it are left out; `nil` for all.
  init(of law: some CountMixture, upTo highest: Int?) throws(NumericsError) {
    let start = min(law.centralCount, highest ?? .max)
    logReference = try law.logProbability(start)
    let below = try Self.below(start, law, logReference)
    let total = below.reduce(1, +)
    let above = try Self.above(start, upTo: highest ?? .max, law, logReference, total)
    relative = below.reversed() + [1] + above
    lowest = start - below.count
  }

  // The mixtures have one peak: once the terms are small, all further ones are smaller still.

  private static func below(
    _ start: Int, _ law: some CountMixture, _ logReference: Double
  ) throws(NumericsError) -> [Double] {
    var (terms, term, total, count) = ([Double](), 1.0, 1.0, start)
    var downwards = OutwardTerms(law, .downwards, to: 0, logReference: logReference)
    while count > 0, term * Double(count) >= 1e-18 * total {
      term = try downwards.term(after: count, term)
      count -= 1
      total += term
      terms.append(term)
      try checkLength(terms.count)
    }
    return terms
  }

  private static func above(
    _ start: Int, upTo highest: Int, _ law: some CountMixture, _ logReference: Double,
    _ totalSoFar: Double
  ) throws(NumericsError) -> [Double] {
    var (terms, term, total, count) = ([Double](), 1.0, totalSoFar, start)
    var upwards = OutwardTerms(law, .upwards, to: highest, logReference: logReference)
    while count < highest, term * (Double(count) + 1) >= 1e-13 * total {
      term = try upwards.term(after: count, term)
      count += 1
      total += term
      terms.append(term)
      try checkLength(terms.count)
    }
    return terms
  }

  private static func checkLength(_ length: Int) throws(NumericsError) {
    guard length < maximumTerms else {
      throw NumericsError(
        .tooLarge, "the exact sum over counts has more than \(maximumTerms) terms",
        advice: "an analysis with that many events and so large an uncertainty is not a counting "
          + "experiment at low rate: reduce the uncertainty or narrow the signal box")
    }
  }
}

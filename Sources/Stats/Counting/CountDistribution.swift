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
  ///   - law: Belief about the mean.
  ///   - highest: Counts above it are left out; `nil` for all.
  init(of law: MeanLaw, upTo highest: Int?) throws(NumericsError) {
    let start = min(law.centralCount, highest ?? .max)
    logReference = try law.logProbability(start)
    var below: [Double] = []
    var total = 1.0
    // The mixtures have one peak, so once the terms are small all further ones are smaller.
    for count in (0..<start).reversed() {
      let term = exp(try law.logProbability(count) - logReference)
      total += term
      below.append(term)
      if term * (Double(count) + 1) < 1e-18 * total { break }
      try Self.checkLength(below.count)
    }
    relative =
      try below.reversed() + [1]
      + Self.above(start, upTo: highest, law, logReference, total, below.count)
    lowest = start - below.count
  }

  private static func above(
    _ start: Int, upTo highest: Int?, _ law: MeanLaw, _ logReference: Double,
    _ totalSoFar: Double, _ lengthSoFar: Int
  ) throws(NumericsError) -> [Double] {
    var (terms, total, count) = ([Double](), totalSoFar, start)
    while count < highest ?? .max {
      count += 1
      let term = exp(try law.logProbability(count) - logReference)
      total += term
      terms.append(term)
      if term * (Double(count) + 1) < 1e-13 * total { break }
      try checkLength(lengthSoFar + terms.count)
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

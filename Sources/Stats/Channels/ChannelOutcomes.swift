/// The sets of channel counts that matter without signal, with their probabilities.
struct ChannelOutcomes {
  struct Outcome {
    let counts: [Int]
    let probability: Double
  }

  let outcomes: [Outcome]

  /// More limits than this take too long.
  private static var largest: Int { 3000 }
  /// Outcomes rarer than this are left out; thousands of them change no digit that is printed.
  private static var negligible: Double { 1e-8 }

  /// - Parameter likelihoods: By channel and count: P(n_c | condition) for each condition.
  /// - Throws: ``NumericsError/Kind/tooLarge`` for more than 3000 outcomes.
  init(_ marginal: MarginalCounts, upTo highest: [Int]) throws(NumericsError) {
    let tables = try highest.indices.map { (channel) throws(NumericsError) in
      try marginal.conditions.map { (condition) throws(NumericsError) in
        try condition.parts[channel].probabilitiesWithoutSignal(upTo: highest[channel])
      }
    }
    var found: [Outcome] = []
    let weights = marginal.conditions.map { exp($0.logWeight) }
    try Self.extend([], weights, tables, &found)
    outcomes = found
  }

  /// Adds a channel to a partial outcome, whose probability for each condition is given.
  private static func extend(
    _ counts: [Int], _ probabilities: [Double], _ tables: [[[Double]]], _ found: inout [Outcome]
  ) throws(NumericsError) {
    let total = probabilities.reduce(0, +)
    guard total > negligible else { return }
    guard counts.count < tables.count else {
      guard found.count < largest else {
        throw NumericsError(
          .tooLarge, "more than \(largest) outcomes are likely without signal",
          advice: "use the method 'cls' for the expected band")
      }
      found.append(Outcome(counts: counts, probability: total))
      return
    }
    let table = tables[counts.count]
    for count in table[0].indices {
      let next = zip(probabilities, table).map { $0 * $1[count] }
      try extend(counts + [count], next, tables, &found)
    }
  }
}

extension ConditionalCounts.Part {
  /// P(0), P(1), … without signal.
  fileprivate func probabilitiesWithoutSignal(
    upTo highest: Int
  ) throws(NumericsError) -> [Double] {
    let all = fixed.convolved(with: try moving(strength: 0, upTo: highest))
    return all.relative.map { $0 * exp(all.logScale) }
  }
}

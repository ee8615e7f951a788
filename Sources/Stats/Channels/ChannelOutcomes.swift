/// The sets of channel counts that matter without signal, with their probabilities.
struct ChannelOutcomes {
  struct Outcome {
    let counts: [Int]
    let probability: Double
  }

  let outcomes: [Outcome]

  /// More limits than this take too long.
  private static var largest: Int { 5000 }
  /// Outcomes rarer than this are left out: together they change no digit that is printed.
  private static var negligible: Double { 1e-8 }

  /// - Throws: ``NumericsError/Kind/tooLarge`` for more than 5000 outcomes.
  init(_ marginal: MarginalCounts, upTo highest: [Int]) throws(NumericsError) {
    let tables = try marginal.conditions.map { (condition) throws(NumericsError) in
      try condition.probabilities(strength: 0, upTo: highest)
    }
    var found: [Outcome] = []
    try Self.extend([], marginal.conditions.map { exp($0.logWeight) }, tables, highest, &found)
    outcomes = found
  }

  /// Of a model, on a grid that is fine enough.
  init(of model: CountingModel) throws(NumericsError) {
    let highest = try model.highestCounts()
    let refinement = GridRefinement(
      structure: NuisanceStructure(model), grouping: .byChannel, highest: highest)
    self = try refinement.converged(
      solve: { (marginal, _) throws(NumericsError) in try Self(marginal, upTo: highest) },
      change: { coarse, fine in fine.largestChange(from: coarse) })
  }

  /// Infinite for other outcomes.
  private func largestChange(from other: Self) -> Double {
    guard outcomes.map(\.counts) == other.outcomes.map(\.counts) else { return .infinity }
    return zip(outcomes, other.outcomes).map { abs($0.probability - $1.probability) }.max() ?? 0
  }

  /// Adds a channel to a partial outcome, whose probability for each condition is given.
  private static func extend(
    _ counts: [Int], _ probabilities: [Double], _ tables: [[[Double]]], _ highest: [Int],
    _ found: inout [Outcome]
  ) throws(NumericsError) {
    let total = probabilities.reduce(0, +)
    guard total > negligible else { return }
    guard counts.count < highest.count else {
      found.append(Outcome(counts: counts, probability: total))
      guard found.count <= largest else {
        throw NumericsError(
          .tooLarge, "more than \(largest) outcomes are likely without signal",
          advice: "use the method 'cls' for the expected band")
      }
      return
    }
    for count in 0...highest[counts.count] {
      let next = zip(probabilities, tables).map { $0 * $1[counts.count][count] }
      try extend(counts + [count], next, tables, highest, &found)
    }
  }
}

extension CountingModel {
  /// By channel, the largest count that matters without signal.
  func highestCounts() throws(NumericsError) -> [Int] {
    try channels.indices.map { (channel) throws(NumericsError) in
      try TotalCountSolver(self, channels: channel..<(channel + 1))
        .probabilitiesWithoutSignal().count - 1
    }
  }
}

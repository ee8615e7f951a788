/// The counts of a model with the nuisance parameters averaged on a grid of scores.
struct MarginalCounts: Sendable {
  let conditions: [ConditionalCounts]

  enum Grouping: Sendable {
    /// One part for each channel.
    case byChannel
    /// All channels together: one part with the total count.
    case total
  }

  /// - Parameters:
  ///   - highest: For each part, the largest count that is wanted.
  ///   - level: Of refinement, as in ``ScoreNodes``.
  init(
    _ structure: NuisanceStructure, _ grouping: Grouping, upTo highest: [Int], level: Int
  ) throws(NumericsError) {
    let nodes = ScoreNodes(level: level)
    let used = Set(structure.shared + structure.blocks.joined().flatMap(\.nuisances))
    var values = Array(repeating: [Double](), count: structure.beliefs.count)
    for nuisance in used.sorted() {
      values[nuisance] = try nodes.scores.map { (score) throws(NumericsError) in
        try structure.beliefs[nuisance].value(score: score)
      }
    }
    let start = Array(repeating: 0.0, count: values.count)
    let shared = ScoreGrid(nuisances: structure.shared, values: values, weights: nodes.weights)
    var conditions: [ConditionalCounts] = []
    try shared.forEach(from: start) { (point, weight) throws(NumericsError) in
      let mixtures = try structure.blocks.map { (blocks) throws(NumericsError) in
        try blocks.map { (block) throws(NumericsError) in
          let grid = ScoreGrid(nuisances: block.nuisances, values: values, weights: nodes.weights)
          return try block.mixture(grid, from: point)
        }
      }
      conditions.append(
        ConditionalCounts(
          logWeight: log(weight), parts: try Self.parts(mixtures, grouping, highest)))
    }
    self.conditions = conditions
  }

  private static func parts(
    _ mixtures: [[ConditionalCounts.Mixture]], _ grouping: Grouping, _ highest: [Int]
  ) throws(NumericsError) -> [ConditionalCounts.Part] {
    switch grouping {
    case .total: [try ConditionalCounts.Part(mixtures.flatMap { $0 }, upTo: highest[0])]
    case .byChannel:
      try zip(mixtures, highest).map { (mixtures, highest) throws(NumericsError) in
        try ConditionalCounts.Part(mixtures, upTo: highest)
      }
    }
  }
}

extension NuisanceStructure.Block {
  /// Every value that the means of this block take on a grid.
  fileprivate func mixture(
    _ grid: ScoreGrid, from point: [Double]
  ) throws(NumericsError) -> ConditionalCounts.Mixture {
    var mixture = ConditionalCounts.Mixture(signal: [], background: [], weights: [])
    try grid.forEach(from: point) { (values, weight) throws(NumericsError) in
      var (signal, background) = (0.0, 0.0)
      for term in terms {
        let mean = term.mean(values)
        if term.role == .signal { signal += mean } else { background += mean }
      }
      mixture.signal.append(signal)
      mixture.background.append(background)
      mixture.weights.append(weight)
    }
    return mixture
  }
}

/// Which parts of a model depend on which nuisance parameters.
///
/// Given the parameters that several channels share, channels are independent; and samples that have
/// no further parameter in common are independent Poisson counts. Averages need a grid over each such
/// group only, not over all parameters at once.
struct NuisanceStructure: Sendable {
  /// Terms of one channel that private parameters tie together.
  struct Block: Sendable {
    var terms: [YieldTerm]
    /// Positions of the parameters that enter these terms and no other.
    var nuisances: [Int]

    var hasSignal: Bool { terms.contains { $0.role == .signal } }
  }

  /// What is believed about each parameter, by position.
  let beliefs: [NuisanceBelief]
  /// Positions of the parameters that are fixed before anything is independent: those that enter
  /// more than one channel, and those that tie so many private ones together that it saves work.
  let shared: [Int]
  /// By channel, of those that are looked at.
  let blocks: [[Block]]

  /// - Parameter channels: The channels that are looked at, by position.
  init(_ model: CountingModel, channels: Range<Int>) {
    let terms = MergedShifts(model).terms.filter { $0.yield > 0 && channels.contains($0.channel) }
    beliefs = Self.beliefs(of: model)
    var shared = Self.shared(terms, count: model.nuisances.count)
    var blocks = channels.map { Self.blocks(terms, in: $0, shared: shared) }
    while let next = Self.worthSharing(terms, blocks, shared) {
      shared = (shared + [next]).sorted()
      blocks = channels.map { Self.blocks(terms, in: $0, shared: shared) }
    }
    (self.shared, self.blocks) = (shared, blocks)
  }

  init(_ model: CountingModel) { self.init(model, channels: model.channels.indices) }

  /// The number of grid points with `count` nodes for each parameter.
  func work(nodes count: Int) -> Double { Self.work(blocks, shared, nodes: count) }

  private static func work(_ blocks: [[Block]], _ shared: [Int], nodes count: Int) -> Double {
    let points = blocks.joined().reduce(0.0) { $0 + power(count, $1.nuisances.count) }
    return points * power(count, shared.count)
  }

  private static func power(_ base: Int, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { product, _ in product * Double(base) }
  }

  /// The private parameter whose sharing saves most, if any does.
  private static func worthSharing(
    _ terms: [YieldTerm], _ blocks: [[Block]], _ shared: [Int]
  ) -> Int? {
    let typical = 32
    let candidates = blocks.joined().filter { $0.terms.count > 1 }.flatMap(\.nuisances)
    let costs = candidates.map { candidate in
      let more = shared + [candidate]
      let changed = blocks.indices.map { index in
        blocks[index].contains { $0.nuisances.contains(candidate) }
          ? Self.blocks(blocks[index].flatMap(\.terms), shared: more) : blocks[index]
      }
      return work(changed, more, nodes: typical)
    }
    guard let best = costs.indices.min(by: { costs[$0] < costs[$1] }),
      costs[best] < 0.5 * work(blocks, shared, nodes: typical)
    else { return nil }
    return candidates[best]
  }

  private static func shared(_ terms: [YieldTerm], count: Int) -> [Int] {
    (0..<count).filter { nuisance in
      Set(terms.filter { $0.nuisances.contains(nuisance) }.map(\.channel)).count > 1
    }
  }

  private static func blocks(
    _ terms: [YieldTerm], in channel: Int, shared: [Int]
  ) -> [Block] {
    blocks(terms.filter { $0.channel == channel }, shared: shared)
  }

  private static func blocks(_ terms: [YieldTerm], shared: [Int]) -> [Block] {
    var blocks: [Block] = []
    for term in terms {
      let own = Set(term.nuisances).subtracting(shared)
      let touching = blocks.indices.filter { !own.isDisjoint(with: blocks[$0].nuisances) }
      var joined = Block(terms: [term], nuisances: own.sorted())
      for index in touching.reversed() {
        let block = blocks.remove(at: index)
        joined.terms = block.terms + joined.terms
        joined.nuisances = Set(block.nuisances + joined.nuisances).sorted()
      }
      blocks.append(joined)
    }
    return blocks
  }

  /// What is believed about each parameter of a model, by position.
  static func beliefs(of model: CountingModel) -> [NuisanceBelief] {
    model.nuisances.indices.map { belief(model, $0) }
  }

  /// A linear effect cuts its parameter off where a factor would be negative.
  private static func belief(_ model: CountingModel, _ nuisance: Int) -> NuisanceBelief {
    var (lower, upper) = (-Double.infinity, Double.infinity)
    for shift in model.terms.flatMap(\.linearShifts) where shift.nuisance == nuisance {
      if shift.size > 0 { lower = max(lower, -1 / shift.size) }
      if shift.size < 0 { upper = min(upper, -1 / shift.size) }
    }
    return NuisanceBelief(model.nuisances[nuisance].law, lower: lower, upper: upper)
  }
}

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
  /// Positions of the parameters that enter more than one channel.
  let shared: [Int]
  /// By channel, of those that are looked at.
  let blocks: [[Block]]

  /// - Parameter channels: The channels that are looked at, by position.
  init(_ model: CountingModel, channels: Range<Int>) {
    let terms = MergedShifts(model).terms.filter { $0.yield > 0 && channels.contains($0.channel) }
    let shared = Self.shared(terms, count: model.nuisances.count)
    self.shared = shared
    beliefs = model.nuisances.indices.map { Self.belief(model, $0) }
    blocks = channels.map { channel in
      Self.blocks(terms.filter { $0.channel == channel }, shared: Set(shared))
    }
  }

  init(_ model: CountingModel) { self.init(model, channels: model.channels.indices) }

  /// The number of grid points with `count` nodes for each parameter.
  func work(nodes count: Int) -> Double {
    let points = blocks.joined().reduce(0.0) { $0 + power(count, $1.nuisances.count) }
    return points * power(count, shared.count)
  }

  private func power(_ base: Int, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { product, _ in product * Double(base) }
  }

  private static func shared(_ terms: [YieldTerm], count: Int) -> [Int] {
    (0..<count).filter { nuisance in
      Set(terms.filter { $0.nuisances.contains(nuisance) }.map(\.channel)).count > 1
    }
  }

  private static func blocks(_ terms: [YieldTerm], shared: Set<Int>) -> [Block] {
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

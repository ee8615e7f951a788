/// How well a density fits the events of a plane, with toys of as many events, each fitted alike.
///
/// Events become two uniform numbers, u = F(x) and v = G(y | x). Each alone is compared with a uniform
/// distribution by Anderson and Darling's distance, and both together in cells of the same expectation,
/// which a correlation that the density does not have would fill unevenly.
public struct PlaneToyTest: Hashable, Sendable {
  /// Of the first variable.
  public let first: ToyTest
  /// Of the second variable at each value of the first.
  public let second: ToyTest
  /// 2 Σ n ln(n/e) over cells with e expected events each, the likelihood ratio of S. Baker and
  /// R. D. Cousins, Nucl. Instrum. Meth. 221 (1984) 437, for a given total.
  public let cells: ToyTest
  /// Cells in u, and as many in v.
  public let cellsPerSide: Int

  /// - Parameters:
  ///   - events: Those that were fitted.
  ///   - ranges: Where they were taken.
  ///   - toys: How many toys, at least one.
  ///   - seed: The same seed gives the same toys on every machine.
  ///   - refit: What the same fit finds for the events of a toy.
  /// - Throws: As ``ToyTest/init(of:toys:toyStatistic:)``.
  public init(
    of density: PlaneDensity, events: [(x: Double, y: Double)], in ranges: [PlaneRange], toys: Int,
    seed: UInt64,
    refit: ([(x: Double, y: Double)]) throws(NumericsError) -> PlaneDensity
  ) throws(NumericsError) {
    let side = min(max(Int((Double(events.count) / 5).squareRoot()), 2), 8)
    let table = try TabulatedPlane(of: density, in: ranges)
    let observed = try Distances(of: events, table, side)
    // One refit serves all three distances.
    var found: [Distances?] = []
    for toy in 0..<max(toys, 0) {
      var stream = RandomStream(seed: seed, purpose: .goodnessOfFit, point: 0, toy: UInt64(toy))
      let drawn = events.map { _ in table.event(u: stream.uniform(), v: stream.uniform()) }
      found.append(
        try? Distances(of: drawn, TabulatedPlane(of: refit(drawn), in: ranges), side))
    }
    func test(_ distance: KeyPath<Distances, Double>) throws(NumericsError) -> ToyTest {
      try ToyTest(of: observed[keyPath: distance], toys: toys) { toy throws(NumericsError) in
        guard let toy = found[toy] else { throw .lostToy }
        return toy[keyPath: distance]
      }
    }
    first = try test(\.first)
    second = try test(\.second)
    cells = try test(\.cells)
    cellsPerSide = side
  }
}

/// The three distances of some events from a density.
private struct Distances {
  let first, second, cells: Double

  init(
    of events: [(x: Double, y: Double)], _ table: TabulatedPlane, _ side: Int
  ) throws(NumericsError) {
    let pairs = events.map { table.fractions(x: $0.x, y: $0.y) }
    first = try UnbinnedStatistic.andersonDarling.value(of: pairs.map(\.u))
    second = try UnbinnedStatistic.andersonDarling.value(of: pairs.map(\.v))
    var counts = Array(repeating: 0, count: side * side)
    for (u, v) in pairs {
      counts[min(Int(u * Double(side)), side - 1) * side + min(Int(v * Double(side)), side - 1)] +=
        1
    }
    let expected = Double(pairs.count) / Double(side * side)
    cells = counts.filter { $0 > 0 }.map { 2 * Double($0) * log(Double($0) / expected) }.sorted()
      .reduce(0, +)
  }
}

extension NumericsError {
  fileprivate static var lostToy: Self {
    Self(.notConverged, "a toy could not be fitted", advice: "choose a simpler function")
  }
}

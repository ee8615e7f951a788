import TestSupport
import Testing

@testable import BlindAnalysis

/// Claims are compared with random points; a proven claim must never be contradicted.
@Suite("Proofs against random points") struct ExpressionsProofPropertyTests {
  /// A pair of random regions, of which the first often lies inside the second.
  private func pair(_ random: inout SplitMix) -> (inner: RandomCondition, mask: RandomCondition) {
    let mask = RandomCondition.make(depth: 2, &random)
    let other = RandomCondition.make(depth: 2, &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return (.and(mask, other), mask)
    case 1: return (.and(.not(mask), other), mask)
    case 2: return (mask, .or(other, mask))
    default: return (other, mask)
    }
  }

  @Test("inside and disjoint", arguments: 0..<25)
  func masks(seed: Int) throws {
    var random = SplitMix(seed: 1000 + UInt64(seed))
    var proven = 0
    for _ in 0..<3 {
      let (inner, outer) = pair(&random)
      let region = try #require(condition(inner.text, in: RandomNumber.scope))
      let mask = try Mask(region: #require(condition(outer.text, in: RandomNumber.scope)))
      let named = NamedRegion("the region", region)
      let isInside = mask.proofOfContaining(named, maskName: "the mask")
      let isDisjoint = mask.proofOfAvoiding(named, maskName: "the mask")
      let isEmpty = region.isProvablyEmpty
      guard isInside.isProven || isDisjoint.isProven || isEmpty else { continue }
      proven += 1
      for _ in 0..<10_000 {
        let row = randomRow(&random, strange: true)
        let isQuarantined = mask.blindingColumns.contains { row[$0]?.isFinite != true }
        guard inner.holds(row) else { continue }
        #expect(!isEmpty, "\(inner.text) at \(row)")
        guard !isQuarantined else { continue }
        if isInside.isProven {
          #expect(outer.closedRegionHas(row), "\(inner.text) in \(outer.text)")
        }
        if isDisjoint.isProven, outer.closedRegionHas(row) {
          #expect(isOnlyEdge(row, inner, outer), "\(inner.text) beside \(outer.text) at \(row)")
        }
      }
    }
    #expect(proven > 0)
  }

  /// Regions that only touch share no ball: at some step away, in any direction, one is left.
  private func isOnlyEdge(
    _ row: [String: Double], _ inner: RandomCondition, _ mask: RandomCondition
  ) -> Bool {
    var random = SplitMix(seed: 7)
    let isBallShared = (0..<64).allSatisfy { _ in
      let moved = row.mapValues { $0 + Double.random(in: -1e-6...1e-6, using: &random) }
      return inner.holds(moved) && mask.closedRegionHas(moved)
    }
    return !isBallShared
  }

  @Test("a refuted claim names columns only and is really wrong", arguments: 0..<10)
  func refutations(seed: Int) throws {
    var random = SplitMix(seed: 2000 + UInt64(seed))
    for _ in 0..<40 {
      let (inner, outer) = pair(&random)
      let region = try #require(condition(inner.text, in: RandomNumber.scope))
      let mask = try Mask(region: #require(condition(outer.text, in: RandomNumber.scope)))
      let system = RegionSystem([region.tree, mask.outside], finiteColumns: mask.blindingColumns)
      guard case .found(let cells) = CellSearch.run(.all(system.formulas), system.cells) else {
        continue
      }
      let witness = system.witness(at: cells)
      guard witness.isCertain else { continue }
      var row = ["x": 0.0, "y": 0, "w": 0]
      for part in witness.parts { row[part.quantity.column ?? ""] = part.cell.example }
      #expect(inner.holds(row), "\(inner.text) at \(row)")
      #expect(!outer.closedRegionHas(row), "\(outer.text) at \(row)")
    }
  }

  @Test("the interval of a column or derived quantity holds all points", arguments: 0..<10)
  func intervals(seed: Int) throws {
    var random = SplitMix(seed: 3000 + UInt64(seed))
    for _ in 0..<20 {
      let region = RandomCondition.make(depth: 2, &random)
      let quantity = RandomNumber.make(depth: 2, &random)
      let checked = try #require(condition(region.text, in: RandomNumber.scope))
      let value = try #require(number(quantity.text, in: RandomNumber.scope))
      let interval = checked.interval(of: value)
      for _ in 0..<500 {
        let row = randomRow(&random, strange: false)
        let value = quantity.value(row)
        guard region.holds(row), !value.isNaN else { continue }
        #expect(interval != nil)
        #expect(interval?.lower.map { $0 <= value } != false, "\(region.text): \(quantity.text)")
        #expect(interval?.upper.map { $0 >= value } != false, "\(region.text): \(quantity.text)")
      }
    }
  }
}

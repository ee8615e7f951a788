import Testing

@testable import Stats

@Suite("Goodness of fit in a plane") struct PlaneToyTests {
  private let ranges: [PlaneRange]

  init() throws {
    func rectangle(_ x: (Double, Double), _ y: (Double, Double)) throws -> PlaneRange {
      PlaneRange(
        x: try ValueRange(from: x.0, to: x.1), y: try ValueRange(from: y.0, to: y.1))
    }
    ranges = try rectangle((30, 62), (0, 4)).removing(rectangle((30, 45), (0, 1.5)))
  }

  private func events(_ sample: String) throws -> [(x: Double, y: Double)] {
    try ReferenceTable(sample).rows.map { (try $0.number("x"), try $0.number("y")) }
  }

  private func likelihood(
    _ events: [(x: Double, y: Double)], correlated: Bool,
    _ shape: DensityShape = .exponential
  ) throws(NumericsError) -> any PlaneObjective {
    let (x, y) = (
      PlaneLikelihood.Axis("x", shape), PlaneLikelihood.Axis("y", shape)
    )
    return correlated
      ? try ConditionalPlaneLikelihood(x, y, events: events, in: ranges)
      : try PlaneLikelihood(x, y, events: events, in: ranges)
  }

  private func density(
    _ events: [(x: Double, y: Double)], correlated: Bool
  ) throws(NumericsError) -> PlaneDensity {
    let likelihood = try likelihood(events, correlated: correlated)
    return try likelihood.density(at: Fit(likelihood).minimum().values)
  }

  private func test(
    _ events: [(x: Double, y: Double)], correlated: Bool, toys: Int
  ) throws -> PlaneToyTest {
    try PlaneToyTest(
      of: density(events, correlated: correlated), events: events, in: ranges, toys: toys, seed: 1
    ) { toy throws(NumericsError) in try density(toy, correlated: correlated) }
  }

  /// Areas: 15 × 2.5 left of x = 45, 17 × 4 right of it.
  @Test("events of a flat density become shares of the area")
  func flat() throws {
    let flat = try likelihood([(50, 1)], correlated: false, .uniform)
    let table = try TabulatedPlane(of: flat.density(at: [1]), in: ranges)
    let whole = 15 * 2.5 + 17 * 4
    for (x, y, u, v) in [
      (30.0, 1.5, 0, 0), (37.5, 4, 7.5 * 2.5 / whole, 1), (40, 2.75, 25 / whole, 0.5),
      (53.5, 1, (37.5 + 34) / whole, 0.25), (62, 4, 1, 1),
    ] {
      let found = table.fractions(x: x, y: y)
      expectClose(found.u, u, absolute: 1e-12)
      expectClose(found.v, v, absolute: 1e-12)
    }
  }

  @Test("numbers become events where events are taken, and the same numbers again")
  func roundTrip() throws {
    for correlated in [false, true] {
      let table = try TabulatedPlane(
        of: density(events("plane-correlated"), correlated: correlated), in: ranges)
      for u in stride(from: 0.005, to: 1, by: 0.0333) {
        for v in stride(from: 0.003, to: 1, by: 0.0717) {
          let event = table.event(u: u, v: v)
          #expect(ranges.contains { $0.contains(x: event.x, y: event.y) })
          let back = table.fractions(x: event.x, y: event.y)
          expectClose(back.u, u, absolute: 1e-9)
          expectClose(back.v, v, absolute: 1e-9)
        }
      }
    }
  }

  @Test("a fit of the right density is not refused")
  func good() throws {
    let found = try test(events("plane-events"), correlated: false, toys: 60)
    #expect(found.cellsPerSide == 7)
    for test in [found.first, found.second, found.cells] {
      #expect(test.toys == 60 && test.failedToys == 0 && test.pValue > 0.03)
    }
  }

  /// Each variable alone is as the product says: only the cells can tell.
  @Test("a correlation that the density does not have is found in the cells")
  func correlated() throws {
    let density = try density(events("plane-events"), correlated: false)
    let table = try TabulatedPlane(of: density, in: ranges)
    let together = (0..<200).map { index in
      let (u, shift) = ((Double(index) + 0.5) / 200, Double(index % 7 - 3) / 15)
      return table.event(u: u, v: (u + shift + 1).truncatingRemainder(dividingBy: 1))
    }
    let found = try test(together, correlated: false, toys: 60)
    #expect(found.cells.toysAsLarge == 0)
    #expect(found.first.pValue > 0.05)
  }
}

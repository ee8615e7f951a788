import Testing

@testable import Stats

@Suite("Newton's method in a range") struct GuardedNewtonTests {
  private func root(
    _ start: Double, _ range: ClosedRange<Double>,
    _ function: (Double) -> (value: Double, slope: Double)
  ) -> Double {
    risingZero(from: start, in: range, tolerance: 1e-9, of: function)
  }

  @Test("a root, from any start in the range or beyond", arguments: [-9.0, 0, 0.3, 1.4, 2, 50])
  func roots(start: Double) {
    expectClose(root(start, 0...2) { ($0 * $0 - 2, 2 * $0) }, 2.0.squareRoot(), absolute: 1e-12)
    expectClose(root(start, -40...2) { (exp($0) - 3, exp($0)) }, log(3), absolute: 1e-12)
    // Far from its root this one sends Newton's method away.
    let distant = root(start, -50...60) { place in
      let scale = 1 + abs(place - 1)
      return ((place - 1) / scale, 1 / (scale * scale))
    }
    expectClose(distant, 1, absolute: 1e-12)
  }

  @Test("without a root the end beyond which it lies", arguments: [0.0, 1, 2])
  func ends(start: Double) {
    #expect(root(start, 0...2) { ($0 - 3, 1) } == 2)
    #expect(root(start, 0...2) { ($0 + 1, 1) } == 0)
    expectClose(root(start, 0...2) { _ in (-1, .nan) }, 2, absolute: 1e-8)
    #expect(root(start, 1...1) { ($0 - 3, 1) } == 1)
  }

  @Test("slopes of no use: halving", arguments: [0.0, -1, .nan, .infinity])
  func slopes(slope: Double) {
    expectClose(root(0, 0...8) { ($0 - 3, slope) }, 3, absolute: 1e-8)
  }
}

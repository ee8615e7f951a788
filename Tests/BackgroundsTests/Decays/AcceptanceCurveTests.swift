import Stats
import TestSupport
import Testing

@testable import Backgrounds

@Suite("How an acceptance follows its inputs") struct AcceptanceCurveTests {
  private func place(_ name: String) throws -> Factor {
    try Factor(name, .gaussian(10, sigma: 1, within: .none), .systematic)
  }

  private func at(_ curve: AcceptanceCurve, _ values: [(Factor, Double)]) -> Double {
    var all = FactorValues()
    for (factor, value) in values { all[factor] = value }
    return curve.value(all)
  }

  /// 0.4 + 0.05 x + 0.01 x² has the values 0.36 and 0.46 at ∓1, and the slopes 0.03 and 0.07.
  private func curved(_ factor: Factor) -> AcceptanceCurve {
    var curve = AcceptanceCurve(central: 0.4)
    curve.add(
      .init(
        factor: factor, down: .init(shift: -1, change: -0.04), up: .init(shift: 1, change: 0.06)))
    return curve
  }

  @Test(
    "is a parabola between the points, and its tangents beyond",
    arguments: [
      (0.0, 0.4), (-1, 0.36), (1, 0.46), (0.5, 0.4275), (-0.5, 0.3775), (2, 0.53), (-3, 0.3),
    ])
  func shape(shift: Double, expected: Double) throws {
    let place = try place("place")
    let found = at(curved(place), [(place, 10 + shift)])
    #expect(disagreement(found, expected, absolute: 1e-15) == nil)
  }

  @Test("adds the changes of several inputs, and stays a probability")
  func several() throws {
    let (one, two) = (try place("one"), try place("two"))
    var curve = curved(one)
    curve.add(
      .init(factor: two, down: .init(shift: -1, change: 0.1), up: .init(shift: 1, change: -0.1)))
    #expect(disagreement(at(curve, [(one, 11), (two, 9)]), 0.56, absolute: 1e-15) == nil)
    #expect(at(curve, [(two, 20)]) == 0 && at(curve, [(two, 0)]) == 1)
  }

  @Test("is a line for an input at the end of its range")
  func oneSided() throws {
    let place = try place("place")
    var curve = AcceptanceCurve(central: 0.4)
    curve.add(
      .init(factor: place, down: .init(shift: 0, change: 0), up: .init(shift: 2, change: 0.1)))
    #expect(disagreement(at(curve, [(place, 11)]), 0.45, absolute: 1e-15) == nil)
  }

  @Test("forgets inputs that it does not follow")
  func untouched() throws {
    var curve = AcceptanceCurve(central: 0.4)
    curve.add(
      .init(
        factor: try place("place"), down: .init(shift: -1, change: 0),
        up: .init(shift: 1, change: 0)))
    #expect(curve.bends == [])
  }
}

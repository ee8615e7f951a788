import Testing

@testable import Stats

@Suite("Likelihoods of side bands: refusals") struct LikelihoodRefusalTests {
  let density: ParametricDensity

  init() throws {
    density = try ParametricDensity(.exponential, on: ValueRange(from: 0, to: 10))
  }

  private func kind(_ body: () throws -> Void) -> NumericsError.Kind? {
    #expect(throws: NumericsError.self, performing: body)?.kind
  }

  @Test("events and weights that are not usable")
  func events() throws {
    for (events, weights) in [
      ([1, .nan], nil), ([1, .infinity], nil), ([1, 2], [1]), ([1], [.nan]), ([1, 2], [1, -1]),
    ] as [([Double], [Double]?)] {
      #expect(
        kind { _ = try UnbinnedLikelihood(density, events: events, weights: weights) }
          == .invalidInput)
    }
  }

  @Test("ranges that overlap, touch or are missing")
  func ranges() throws {
    let (first, second) = try (ValueRange(from: 0, to: 5), ValueRange(from: 5, to: 10))
    #expect(
      kind { _ = try UnbinnedLikelihood(density, events: [1], in: [first, second]) }
        == .invalidInput)
    #expect(kind { _ = try UnbinnedLikelihood(density, events: [1], in: []) } == .invalidInput)
    let bernstein = try ParametricDensity(
      .bernstein(degree: 2), on: ValueRange(from: 0, to: 10))
    let outside = try ValueRange(from: 5, to: 11)
    #expect(
      kind { _ = try UnbinnedLikelihood(bernstein, events: [1], in: [outside]) } == .invalidInput)
  }

  @Test("histograms that are not usable")
  func histograms() throws {
    for (edges, counts) in [
      ([0, 1], [1, 2]), ([], []), ([0], []), ([0, 1], [-1]), ([0, 1], [.nan]), ([1, 0], [1]),
      ([0, .nan], [1]), ([9, 11], [1]), ([20, 30], [1]), ([0, 1], [.infinity]),
      ([0, 1, 2], [1e308, 1e308]),
    ] as [([Double], [Double])] {
      #expect(
        kind { _ = try BinnedLikelihood(density, edges: edges, counts: counts) }
          == .invalidInput)
    }
  }

  @Test(
    "points outside the bounds", arguments: [[], [1], [-1, 0], [0, 0], [.nan, 0], [1, .nan]])
  func points(point: [Double]) throws {
    let unbinned = try UnbinnedLikelihood(density, events: [1])
    let binned = try BinnedLikelihood(density, edges: [0, 1], counts: [1])
    for likelihood in [unbinned as any ExtendedLikelihood, binned] {
      #expect(kind { _ = try likelihood.value(at: point) } == .invalidInput)
      #expect(kind { _ = try likelihood.derivatives(at: point) } == .invalidInput)
    }
    #expect(kind { _ = try unbinned.scoreCovariance(at: point) } == .invalidInput)
  }

  @Test("events where the density is zero")
  func zeroDensity() throws {
    let range = try ValueRange(from: 0, to: 10)
    let bernstein = try ParametricDensity(.bernstein(degree: 1), on: range)
    let likelihood = try UnbinnedLikelihood(bernstein, events: [0, 5])
    #expect(kind { _ = try likelihood.value(at: [2, 0]) } == .divergingIntegral)
    #expect(kind { _ = try likelihood.derivatives(at: [2, 0]) } == .divergingIntegral)
  }

  @Test("expectations that overflow")
  func expectation() throws {
    let likelihood = try UnbinnedLikelihood(density, events: [1])
    let far = try ValueRange(from: -1000, to: -999)
    #expect(kind { _ = try likelihood.expectation(in: far, at: [1, -100]) } == .divergingIntegral)
  }
}

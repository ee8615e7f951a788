import Testing

@testable import Stats

@Suite("Likelihoods of side bands") struct LikelihoodTests {
  let range: ValueRange
  let events: [Double]

  init() throws {
    range = try ValueRange(from: 1.5, to: 20)
    events = TailNumbers.values(2000)
  }

  private func density(_ shape: DensityShape) throws -> ParametricDensity {
    try ParametricDensity(shape, on: range)
  }

  @Test("an exponential fit of the fast tail is a minimum of the general likelihood")
  func fastTail() throws {
    let fit = try TailFit.fit(.exponential, to: events, in: range)
    let likelihood = try UnbinnedLikelihood(density(.exponential), events: events)
    let point = [fit.yield, try #require(fit.parameter)]
    let result = try likelihood.derivatives(at: point)
    expectClose(result.value, fit.negativeLogLikelihood, relative: 1e-14)
    for (row, slope) in result.gradient.enumerated() {
      // In standard deviations; the fast fit itself stops at 1e-6.
      #expect(abs(slope) * fit.covariance[row, row].squareRoot() < 1e-6)
      expectClose(result.hessian[3 * row] * fit.covariance[row, row], 1, relative: 1e-9)
    }
    let box = try ValueRange(from: 0.5, to: 1.5)
    let expectation = try likelihood.expectation(in: box, at: point)
    let fast = try fit.expectation(in: box)
    expectClose(expectation.value, fast.value, relative: 1e-13)
    expectClose(
      fit.covariance.quadraticForm(expectation.gradient).squareRoot(), fast.statisticalError,
      relative: 1e-12)
  }

  @Test("sums over events and over batches of them agree")
  func sufficientStatistics() throws {
    // A sum of one component keeps its events; the component alone keeps only sums.
    for (shape, point) in [
      (DensityShape.exponential, [1900, -0.2]), (.powerLaw, [1900, -1.3]),
      (.exponentialOfPolynomial(degree: 2), [1900, -0.2, 0.01]),
    ] {
      let fast = try UnbinnedLikelihood(density(shape), events: events)
      let slow = try UnbinnedLikelihood(density(.sum([shape])), events: events)
      let (one, other) = try (fast.derivatives(at: point), slow.derivatives(at: point))
      expectClose(one.value, other.value, relative: 1e-13)
      expectClose(try fast.value(at: point), try slow.value(at: point), relative: 1e-13)
      for (first, second) in zip(one.gradient + one.hessian, other.gradient + other.hessian) {
        // The larger of the terms that cancel at each event is of the order of the Hessian.
        expectClose(first, second, relative: 1e-11, absolute: 1e-9)
      }
    }
  }

  @Test("narrow bins approach the unbinned likelihood, whose differences they share")
  func narrowBins() throws {
    let points: [[Double]] = [[2000, -0.25], [2100, -0.2]]
    // So narrow that the density changes by less than 1e-6 over a bin.
    let ticks = TailNumbers.ticks(40).sorted()
    let values = ticks.map { Double($0) / TailNumbers.ticksPerUnit }
    let pairs: [[Double]] = values.map { [$0 - 1e-6, $0 + 1e-6] }
    let edges = [[1.5], pairs.flatMap(\.self), [20]].flatMap(\.self)
    let counts = (0..<edges.count - 1).map { Double($0 % 2) }
    let density = try density(.exponential)
    let binned = try BinnedLikelihood(density, edges: edges, counts: counts)
    let unbinned = try UnbinnedLikelihood(density, events: values)
    let differences = try [binned as any FitObjective, unbinned].map {
      try $0.value(at: points[1]) - $0.value(at: points[0])
    }
    expectClose(differences[0], differences[1], absolute: 1e-9)
  }

  @Test("joining bins without events changes nothing")
  func joinedBins() throws {
    let density = try density(.gaussian)
    let fine = try BinnedLikelihood(
      density, edges: [1.5, 2, 3, 4, 5, 20], counts: [0, 0, 7, 0, 0])
    let coarse = try BinnedLikelihood(density, edges: [1.5, 3, 4, 20], counts: [0, 7, 0])
    let point = [9, 3.5, 2]
    #expect(fine.histogram.bins == coarse.histogram.bins)
    #expect(fine.binCount == 5)
    #expect(try fine.value(at: point) == coarse.value(at: point))
  }

  @Test("bins without events on the two sides of a gap stay apart")
  func binsAtGap() throws {
    let bands = try [ValueRange(from: 1.5, to: 3), ValueRange(from: 5, to: 20)]
    let density = try density(.exponential)
    let likelihood = try BinnedLikelihood(
      density, edges: [1.5, 2, 3, 5, 6, 20], counts: [4, 0, 9, 0, 5], in: bands)
    let point = [20, -0.3]
    let expected = try bands.map { try likelihood.expectation(in: $0, at: point).value }
    // The slope in the yield is (Σ μ − Σ n) / ν, without what the gap holds.
    let slope = try likelihood.derivatives(at: point).gradient[0]
    expectClose(slope, (expected.reduce(0, +) - 9) / 20, relative: 1e-13)
  }

  @Test("an Asimov histogram has its minimum of zero at the truth")
  func asimov() throws {
    let density = try density(.crystalBall(tail: .upper))
    let (edges, truth) = ([1.5, 2, 3, 5, 8, 9, 14, 20], [1e7, 4, 1.5, 1.1, 2])
    let shape = Array(truth.dropFirst())
    let counts = try zip(edges, edges.dropFirst()).map {
      truth[0] * (try density.share(in: ValueRange(from: $0, to: $1), parameters: shape))
    }
    let likelihood = try BinnedLikelihood(density, edges: edges, counts: counts)
    let result = try likelihood.derivatives(at: truth)
    expectClose(result.value, 0, absolute: 1e-12)
    for slope in result.gradient { expectClose(slope, 0, absolute: 1e-6) }
  }

  @Test("derivatives of a fit on two side bands predict the gap")
  func gap() throws {
    let bands = try [ValueRange(from: 1.5, to: 4), ValueRange(from: 8, to: 20)]
    let likelihood = try UnbinnedLikelihood(density(.exponential), events: events, in: bands)
    #expect(likelihood.count == events.filter { $0 <= 4 || $0 >= 8 }.count)
    let point = [2000, -0.25]
    let gap = try likelihood.expectation(in: ValueRange(from: 4, to: 8), at: point)
    let sides = try bands.map { try likelihood.expectation(in: $0, at: point).value }
    expectClose(gap.value + sides.reduce(0, +), 2000, relative: 1e-14)
    expectClose(gap.gradient[0], gap.value / 2000, relative: 1e-15)
  }

  @Test("a sample without events leaves the yield alone")
  func noEvents() throws {
    let unbinned = try UnbinnedLikelihood(density(.exponential), events: [])
    let binned = try BinnedLikelihood(
      density(.exponential), edges: [1.5, 3, 20], counts: [0, 0])
    for likelihood in [unbinned as any FitObjective, binned] {
      expectClose(try likelihood.value(at: [0, -0.1]), 0)
      let result = try likelihood.derivatives(at: [3, -0.1])
      expectClose(result.value, 3, relative: 1e-15)
      expectClose(result.gradient[0], 1, relative: 1e-15)
      for element in result.gradient.dropFirst() + result.hessian {
        expectClose(element, 0, absolute: 1e-14)
      }
    }
  }
}

@Suite("Likelihoods of side bands: weights") struct WeightedLikelihoodTests {
  let density: ParametricDensity
  let events = TailNumbers.values(500)
  let point = [480, 3, 0.3, -0.2, 0.1]

  init() throws {
    density = try ParametricDensity(
      .sum([.gaussian, .exponential]), on: ValueRange(from: 1.5, to: 20))
  }

  @Test("a weight of two is an event taken twice")
  func twice() throws {
    let weights = events.indices.map { Double($0 % 3) }
    let repeated = zip(events, weights).flatMap { Array(repeating: $0, count: Int($1)) }
    let (one, other) = try (
      UnbinnedLikelihood(density, events: events, weights: weights),
      UnbinnedLikelihood(density, events: repeated)
    )
    let (first, second) = try (one.derivatives(at: point), other.derivatives(at: point))
    expectClose(first.value, second.value, relative: 1e-13)
    for (left, right) in zip(first.gradient + first.hessian, second.gradient + second.hessian) {
      expectClose(left, right, relative: 1e-11, absolute: 1e-9)
    }
  }

  @Test("one weight for all scales the likelihood and twice its scores")
  func scaled() throws {
    let weights = events.map { _ in 0.25 }
    let (one, other) = try (
      UnbinnedLikelihood(density, events: events),
      UnbinnedLikelihood(density, events: events, weights: weights)
    )
    let quarter = [point[0] / 4] + point.dropFirst()
    let (plain, scaled) = try (one.scoreCovariance(at: point), other.scoreCovariance(at: quarter))
    for (index, element) in plain.enumerated() {
      // A row or column of the yield has a score that is four times as large.
      let yields = (index / 5 == 0 ? 1 : 0) + (index % 5 == 0 ? 1 : 0)
      let factor = [0.0625, 0.25, 1][yields]
      expectClose(scaled[index], factor * element, relative: 1e-12)
    }
  }

  @Test("the scores are the gradients of single events")
  func scores() throws {
    let sample = Array(events.prefix(3))
    var expected = Array(repeating: 0.0, count: 25)
    for event in sample {
      // −ln L of one event has the gradient (1, 0, …) less the score.
      let single = try UnbinnedLikelihood(density, events: [event])
      let gradient = try single.derivatives(at: point).gradient
      let score = [1 - gradient[0]] + gradient.dropFirst().map { -$0 }
      for index in expected.indices { expected[index] += score[index / 5] * score[index % 5] }
    }
    let result = try UnbinnedLikelihood(density, events: sample).scoreCovariance(at: point)
    for (left, right) in zip(result, expected) { expectClose(left, right, relative: 1e-11) }
  }
}

import Testing

@testable import Stats

/// Each draw takes a stream of its own, as toys do, so these test the streams of neighbours as well.
@Suite("Random distributions") struct DistributionTests {
  private static let draws: UInt64 = 50_000

  private func stream(_ toy: UInt64) -> RandomStream {
    RandomStream(seed: 7, purpose: .backgroundOnly, point: 0, toy: toy)
  }

  @Test(
    "a mean used once, on both sides of the change of method",
    arguments: [0.02, 0.7, 3, 9.999, 10, 12.3, 60, 4e3, 1e6, 1e9])
  func poisson(mean: Double) throws {
    try expectPoisson(mean) { $0.poisson(mean: mean) }
  }

  @Test(
    "a mean used many times, on both sides of the change of method",
    arguments: [0.02, 0.7, 3, 9.999, 60, 4e3, 1e4, 1.0001e4, 1e9])
  func poissonSampler(mean: Double) throws {
    let sampler = try PoissonSampler(mean: mean)
    try expectPoisson(mean) { Double(sampler.draw(&$0)) }
  }

  private func expectPoisson(_ mean: Double, _ draw: (inout RandomStream) -> Double) throws {
    let (poisson, spread) = (try Poisson(mean: mean), Int(3 * mean.squareRoot()) + 3)
    let cells = try CountCells(
      from: max(0, Int(mean) - spread), through: Int(mean) + spread, step: spread / 20 + 1,
      cumulative: poisson.cumulative)
    var (hits, moments) = (ChiSquared(cells.probabilities), Moments(around: mean))
    for toy in 0..<Self.draws {
      var stream = stream(toy)
      let count = draw(&stream)
      hits.add(cells.index(of: count))
      moments.add(count)
    }
    try hits.expectAgreement("Poisson, mean \(mean)")
    moments.expect(variance: mean, excess: 1 / mean, "Poisson, mean \(mean)")
  }

  @Test("a count of mean zero is zero")
  func noMean() throws {
    var stream = stream(0)
    #expect(stream.poisson(mean: 0) == 0)
    #expect(try PoissonSampler(mean: 0).draw(&stream) == 0)
  }

  @Test("a mean outside its range is refused", arguments: [-1e-9, 1.0000001e15, .nan, .infinity])
  func refusal(mean: Double) {
    #expect { try PoissonSampler(mean: mean) } throws: {
      ($0 as? NumericsError)?.kind == .invalidInput
    }
  }

  @Test("standard normal")
  func normal() throws {
    let cells = 40
    var hits = ChiSquared(Array(repeating: 1 / Double(cells), count: cells))
    var moments = Moments(around: 0)
    for toy in 0..<Self.draws {
      var stream = stream(toy)
      let value = stream.normal()
      hits.add(Int(normalCumulative(value) * Double(cells)))
      moments.add(value)
    }
    try hits.expectAgreement("normal")
    moments.expect(variance: 1, excess: 0, "normal")
  }

  @Test(
    "binomial, on both sides of the change of method",
    arguments: [
      (7, 0.3), (1, 0.5), (100, 0.03), (25, 0.4), (60, 0.9), (5000, 0.4), (1_000_000, 0.999),
    ])
  func binomial(trials: Int, probability: Double) throws {
    let distribution = Binomial(trials: trials, probability: probability)
    let (number, failure) = (Double(trials), 1 - probability)
    let (mean, variance) = (number * probability, number * probability * failure)
    let spread = Int(3 * variance.squareRoot()) + 3
    let cells = try CountCells(
      from: max(0, Int(mean) - spread), through: min(trials - 1, Int(mean) + spread),
      step: spread / 20 + 1, cumulative: distribution.atMost)
    var (hits, moments) = (ChiSquared(cells.probabilities), Moments(around: mean))
    for toy in 0..<Self.draws {
      var stream = stream(toy)
      let count = Double(stream.binomial(trials: trials, probability: probability))
      hits.add(cells.index(of: count))
      moments.add(count)
    }
    try hits.expectAgreement("binomial \(trials), \(probability)")
    moments.expect(
      variance: variance, excess: (1 - 6 * probability * failure) / variance, "binomial \(trials)")
  }

  @Test("binomial at the ends of its range")
  func binomialEnds() {
    var stream = stream(0)
    #expect(stream.binomial(trials: 0, probability: 0.3) == 0)
    #expect(stream.binomial(trials: 50, probability: 0) == 0)
    #expect(stream.binomial(trials: 50, probability: 1) == 50)
  }

  @Test("gamma", arguments: [1, 1.5, 16.4, 1e6])
  func gamma(shape: Double) throws {
    let cells = 40
    var hits = ChiSquared(Array(repeating: 1 / Double(cells), count: cells))
    var moments = Moments(around: shape)
    for toy in 0..<Self.draws / 2 {
      var stream = stream(toy)
      let value = stream.gamma(shape: shape)
      let below = try gammaCumulative(value, shape: shape, rate: 1)
      hits.add(min(cells - 1, Int(below * Double(cells))))
      moments.add(value)
    }
    try hits.expectAgreement("gamma \(shape)")
    moments.expect(variance: shape, excess: 6 / shape, "gamma \(shape)")
  }

  @Test("beta: mean and variance")
  func beta() {
    let (a, b) = (8.0, 3.0)
    var moments = Moments(around: a / (a + b))
    for toy in 0..<Self.draws / 2 {
      var stream = stream(toy)
      moments.add(stream.beta(a, b))
    }
    let total = a + b
    let excess =
      6 * ((a - b) * (a - b) * (total + 1) - a * b * (total + 2))
      / (a * b * (total + 2) * (total + 3))
    moments.expect(variance: a * b / (total * total * (total + 1)), excess: excess, "beta")
  }

  @Test(
    "streams that differ in one coordinate are independent",
    arguments: [(0, 0, 1), (0, 1, 0), (1, 0, 0)])
  func independence(seed: UInt64, point: UInt64, toy: UInt64) throws {
    let cells = 8
    var hits = ChiSquared(Array(repeating: 1 / Double(cells * cells), count: cells * cells))
    for index in 0..<Self.draws / 2 {
      var first = RandomStream(seed: 5, purpose: .backgroundOnly, point: 3, toy: 2 * index)
      var second = RandomStream(
        seed: 5 + seed, purpose: .backgroundOnly, point: 3 + point, toy: 2 * index + toy)
      hits.add(
        Int(first.uniform() * Double(cells)) * cells + Int(second.uniform() * Double(cells)))
    }
    try hits.expectAgreement("neighbouring streams")
  }
}

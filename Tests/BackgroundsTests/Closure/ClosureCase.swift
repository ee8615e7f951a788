import BlindAnalysis

@testable import Backgrounds
@testable import Stats

/// A true side band: a function, its parameters, how many events it has and how they are fitted.
struct ClosureCase: Sendable {
  static let band = (lower: 45.0, upper: 62.0)
  static let box = (lower: 42.0, upper: 45.0)

  let function: TailFunction
  let parameters: [Double]
  /// Expected in the side band.
  let events: Double
  /// Of a binned fit; nil for an unbinned one.
  let bins: Int?

  init(_ function: TailFunction, _ parameters: [Double], events: Double, bins: Int? = nil) {
    (self.function, self.parameters) = (function, parameters)
    (self.events, self.bins) = (events, bins)
  }

  /// Every function of the grammar, with so many events that its parameters are determined.
  static let all = [
    ClosureCase(.uniform, [], events: 100),
    ClosureCase(.exponential, [0.2], events: 1000),
    ClosureCase(.powerLaw, [8], events: 1000),
    ClosureCase(.twoExponentials, [0.05, 0.6, 0.4], events: 5000, bins: 68),
    ClosureCase(.exponentialPolynomial(degree: 2), [0.1, -0.004], events: 3000),
    ClosureCase(.exponentialPolynomial(degree: 3), [0.1, -0.004, 0.0004], events: 10_000),
    ClosureCase(.exponentialPolynomial(degree: 4), [0.1, -0.004, 0.0004, 2e-5], events: 30_000),
    ClosureCase(.bernstein(degree: 1), [0.3], events: 1000),
    ClosureCase(.bernstein(degree: 2), [0.2, 0.4], events: 1000),
    ClosureCase(.bernstein(degree: 3), [0.2, 0.3, 0.4], events: 10_000, bins: 68),
    ClosureCase(.bernstein(degree: 4), [0.15, 0.2, 0.3, 0.5], events: 30_000, bins: 68),
    ClosureCase(.bernstein(degree: 5), [0.15, 0.2, 0.25, 0.3, 0.5], events: 100_000, bins: 68),
    ClosureCase(
      .bernstein(degree: 6), [0.15, 0.15, 0.2, 0.25, 0.3, 0.5], events: 1_000_000, bins: 68),
    ClosureCase(.gaussian, [54, 5], events: 3000),
    ClosureCase(.crystalBall(.lower), [57, 2.5, 1, 4], events: 10_000, bins: 68),
    ClosureCase(.crystalBall(.upper), [50, 3, 1, 4], events: 10_000, bins: 68),
    ClosureCase(.doubleSidedCrystalBall, [54, 2, 1, 4, 1, 4], events: 20_000, bins: 68),
  ]

  var band: Stats.ValueRange {
    get throws { try Stats.ValueRange(from: Self.band.lower, to: Self.band.upper) }
  }

  var box: Stats.ValueRange {
    get throws { try Stats.ValueRange(from: Self.box.lower, to: Self.box.upper) }
  }

  /// - Parameter sets: How many pseudo side bands to make and fit, below 2³¹.
  func run(sets: Int) throws -> ClosureResult {
    let (band, box) = (try band, try box)
    let density = try function.density(on: [band], predicting: [box])
    let table = try TabulatedCumulative(of: density, at: parameters, in: band, cells: 4096)
    let truth =
      events * (try density.share(in: box, parameters: parameters))
      / (try density.share(in: band, parameters: parameters))
    var result = ClosureResult(of: self, truth: truth)
    for set in 0..<sets {
      var stream = RandomStream(seed: 64, purpose: .backgroundOnly, point: 0, toy: UInt64(set))
      let count = Int(stream.poisson(mean: events))
      let values = (0..<count).map { _ in table.quantile(stream.uniform()) }
      result.add(Result { try outcome(values, in: band, predicting: box) })
    }
    return result
  }

  private func outcome(
    _ values: [Double], in band: Stats.ValueRange, predicting box: Stats.ValueRange
  ) throws -> ClosureResult.Outcome {
    let fit = try SideBandFit(function, to: values, in: band, bins: bins, predicting: [box])
    let prediction = try fit.expectation(in: box)
    let interval = try fit.profileInterval(in: box)
    // An end that the likelihood does not set is no limit.
    return ClosureResult.Outcome(
      value: prediction.value, error: prediction.error,
      down: interval.lowerError ?? .infinity, up: interval.upperError ?? .infinity)
  }
}

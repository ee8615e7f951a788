import Stats
import Testing

@Suite("Expected bands of every method") struct ExpectedIntervalTests {
  static func methods() throws -> [any CountingInterval] {
    [
      try classical(3.1), try classical(3.1, .central), try feldmanCousins(3.1),
      try feldmanCousins(3.1, .published), try model(3.1, 1, .gamma),
      try averaged(3.1, 1, .logNormal), try averaged(3.1, 1, .gamma, .upperLimit),
      try bayesian(3.1, 1, .gaussian, .inverseRoot), try bayesian(3.1, 0, .none, .jeffreys),
      try bayesian(3.1, 1, .gammaOfMean, .flat, .shortest),
    ]
  }

  @Test("have the upper ends at the counts of the quantiles, and their mean over all counts")
  func definition() throws {
    for method in try Self.methods() {
      let cls = CountingCLs(
        background: method.background, signalScale: .exact, confidence: method.confidence)
      let (band, reference) = (try method.expected(), try cls.expected())
      #expect(band.quantiles.map(\.count) == reference.quantiles.map(\.count))
      for entry in band.quantiles {
        let upper = try method.interval(observed: entry.count).upper
        expectClose(entry.limit, upper, relative: 1e-11, "\(method.method)")
      }
      var sum = 0.0
      for count in 0...60 {
        sum += try cls.predictive(count) * method.interval(observed: count).upper
      }
      expectClose(band.mean, sum, relative: 1e-8, "\(method.method)")
    }
  }

  /// From a thousand events on, their upper ends are sampled.
  @Test("the mean of Feldman and Cousins for many events is right to 1e-4")
  func manyEvents() throws {
    let method = try feldmanCousins(1200)
    let poisson = try Poisson(mean: 1200)
    var sum = 0.0
    for count in 1000...1420 {
      sum += poisson.probability(count) * (try method.interval(observed: count).upper)
    }
    expectClose(try method.expected().mean, sum, relative: 1e-4)
  }

  @Test("every method has its own name")
  func names() throws {
    let names = Set(try Self.methods().map(\.method))
    #expect(names == Set(IntervalMethod.allCases))
  }
}

import BlindAnalysis
import Stats

/// A function fitted to the events of a range, and what it predicts in another one.
///
/// Exponential, power law and uniform have an unbinned fit of their own, which needs sums over the
/// events only. Further bands share the shape of the function.
struct SideBandFit {
  enum Method {
    case tail(FittedTail)
    case function(FittedFunction)
  }

  let function: TailFunction
  /// The one that predicts first.
  let bands: [RangeEvents]
  let method: Method
  let bins: Int?
  private let predicted: [Stats.ValueRange]

  /// Of the first band.
  var range: Stats.ValueRange { bands[0].range }

  /// Of the first band, in its range.
  var events: [Double] { bands[0].events }

  /// - Parameters:
  ///   - others: Fitted together with the events.
  ///   - predicted: What the function has to be continued into.
  /// - Throws: `NumericsError` for too few events, and for a fit that did not converge.
  init(
    _ function: TailFunction, to events: [Double], in range: Stats.ValueRange,
    together others: [RangeEvents] = [], bins: Int?, predicting predicted: [Stats.ValueRange]
  ) throws(NumericsError) {
    (self.function, self.bins, self.predicted) = (function, bins, predicted)
    bands = [RangeEvents(events, in: range)] + others
    if let shape = function.tailShape, bins == nil, others.isEmpty {
      method = .tail(try TailFit.fit(shape, to: bands[0].events, in: range))
    } else {
      let density = try function.density(on: bands.map(\.range), predicting: predicted)
      method = .function(try FittedFunction(density, to: bands, bins: bins))
    }
  }

  /// Events expected in a range, with the error from the covariance of the fit (delta method).
  func expectation(
    in target: Stats.ValueRange
  ) throws(NumericsError) -> (value: Double, error: Double) {
    switch method {
    case .tail(let tail):
      let expectation = try tail.expectation(in: target)
      return (expectation.value, expectation.statisticalError)
    case .function(let fitted):
      let expectation = try fitted.result.estimate(of: fitted.events(in: target))
      return (expectation.value, expectation.error)
    }
  }

  /// The interval of the expectation in a range in which −ln L rises by at most one half.
  func profileInterval(in target: Stats.ValueRange) throws(NumericsError) -> ProfileInterval {
    let fitted = try general()
    return try fitted.result.profileInterval(of: fitted.events(in: target))
  }

  /// The same fit as one of a density of any number of parameters.
  func general() throws(NumericsError) -> FittedFunction {
    switch method {
    case .tail(let tail):
      try FittedFunction(
        ParametricDensity(tail.shape.densityShape, on: range), to: bands, bins: nil)
    case .function(let fitted): fitted
    }
  }

  /// How much the expectation in a range varies among samples of the events, fitted alike.
  func bootstrap(
    in target: Stats.ValueRange, samples: Int, seed: UInt64
  ) throws(NumericsError) -> Bootstrap {
    try Bootstrap(of: bands.map(\.events), samples: samples, seed: seed) {
      sample throws(NumericsError) in
      let others = zip(bands, sample).dropFirst().map { RangeEvents($1, in: $0.range) }
      return try SideBandFit(
        function, to: sample[0], in: range, together: others, bins: bins, predicting: predicted
      ).expectation(in: target).value
    }
  }

  /// Anderson and Darling's distance between the events and the function, added up for all bands.
  ///
  /// - Parameter toys: Each fitted as the events were.
  func goodness(toys: Int, seed: UInt64) throws(NumericsError) -> ToyTest {
    switch method {
    case .tail(let tail):
      return try ToyTest(.andersonDarling, of: tail, events: events, toys: toys, seed: seed)
    case .function(let fitted):
      let density = fitted.likelihood.density
      return try ToyTest(
        .andersonDarling, of: density, at: fitted.shape, bands: bands, toys: toys, seed: seed
      ) { toy throws(NumericsError) in
        let drawn = zip(bands, toy).map { RangeEvents($1, in: $0.range) }
        return try FittedFunction(density, to: drawn, bins: bins).shape
      }
    }
  }
}

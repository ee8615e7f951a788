import BlindAnalysis
import Stats

/// A function fitted to the events of a range, and what it predicts in another one.
///
/// Exponential, power law and uniform have an unbinned fit of their own, which needs sums over the
/// events only.
struct SideBandFit {
  enum Method {
    case tail(FittedTail)
    case function(FittedFunction)
  }

  let function: TailFunction
  let range: Stats.ValueRange
  /// In the range.
  let events: [Double]
  let method: Method
  private let bins: Int?
  private let predicted: [Stats.ValueRange]

  /// - Parameter predicted: What the function has to be continued into.
  /// - Throws: `NumericsError` for too few events, and for a fit that did not converge.
  init(
    _ function: TailFunction, to events: [Double], in range: Stats.ValueRange, bins: Int?,
    predicting predicted: [Stats.ValueRange]
  ) throws(NumericsError) {
    (self.function, self.range, self.bins, self.predicted) = (function, range, bins, predicted)
    self.events = events.filter { range.contains($0) || !$0.isFinite }
    if let shape = function.tailShape, bins == nil {
      method = .tail(try TailFit.fit(shape, to: self.events, in: range))
    } else {
      let density = try function.density(on: range, predicting: predicted)
      method = .function(
        try FittedFunction(density, to: self.events, in: range, bins: bins))
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
        ParametricDensity(tail.shape.densityShape, on: range), to: events, in: range, bins: nil)
    case .function(let fitted): fitted
    }
  }

  /// How much the expectation in a range varies among samples of the events, fitted alike.
  func bootstrap(
    in target: Stats.ValueRange, samples: Int, seed: UInt64
  ) throws(NumericsError) -> Bootstrap {
    let (function, range, bins) = (function, range, bins)
    return try Bootstrap(of: events, samples: samples, seed: seed) { sample throws(NumericsError) in
      try SideBandFit(function, to: sample, in: range, bins: bins, predicting: predicted)
        .expectation(in: target).value
    }
  }

  /// Anderson and Darling's distance between the events and the function.
  ///
  /// - Parameter toys: Each fitted as the events were.
  func goodness(toys: Int, seed: UInt64) throws(NumericsError) -> ToyTest {
    switch method {
    case .tail(let tail):
      return try ToyTest(.andersonDarling, of: tail, events: events, toys: toys, seed: seed)
    case .function(let fitted):
      let (density, range, bins) = (fitted.likelihood.density, range, bins)
      return try ToyTest(
        .andersonDarling, of: density, at: Array(fitted.result.values.dropFirst()),
        events: events, in: range, toys: toys, seed: seed
      ) { toy throws(NumericsError) in
        let refitted = try FittedFunction(density, to: toy, in: range, bins: bins)
        return Array(refitted.result.values.dropFirst())
      }
    }
  }
}

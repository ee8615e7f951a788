import Foundation
import Stats
import Testing

@Suite("Classical intervals") struct ClassicalTests {
  @Test("the ends solve their defining equations", arguments: [0, 1, 3, 40, 2000, 100_000])
  func definingEquations(observed: Int) throws {
    for confidence in [0.5, 0.9, 0.999] {
      let interval = try classical(0, confidence: confidence, .central).interval(observed: observed)
      let tail = (1 - confidence) / 2
      let upper = try Poisson(mean: interval.upper).cumulative(observed)
      expectClose(upper, tail, relative: 1e-10)
      guard observed > 0 else { continue }
      let lower = try gammaP(shape: Double(observed), interval.lower)
      expectClose(lower, tail, relative: 1e-10)
    }
  }

  @Test("a background is subtracted from both ends, down to zero", arguments: [0, 2, 9, 500])
  func subtraction(observed: Int) throws {
    let without = try classical(0, .central).interval(observed: observed)
    for background in [1e-9, 0.51, 3.2, 1e6] {
      let interval = try classical(background, .central).interval(observed: observed)
      expectClose(interval.upper, max(0, without.upper - background), absolute: 1e-9)
      expectClose(interval.lower, max(0, without.lower - background), absolute: 1e-9)
    }
  }

  @Test("a count far below the background excludes every signal: the limit is zero")
  func emptyInterval() throws {
    let limit = try classical(3).interval(observed: 0)
    #expect(limit == SignalInterval(lower: 0, upper: 0))
  }

  @Test("a one-sided lower limit is an end of the central interval of 2 CL − 1", arguments: 0...12)
  func lowerLimit(observed: Int) throws {
    let limit = try classical(0.7, confidence: 0.95).lowerLimit(observed: observed)
    let interval = try classical(0.7, confidence: 0.9, .central).interval(observed: observed)
    expectClose(limit, interval.lower, relative: 1e-12)
  }

  @Test("very many events do not overflow", arguments: [1_000_000, 1_000_000_000_000])
  func manyEvents(observed: Int) throws {
    let limit = try classical(0).interval(observed: observed).upper
    // Cornish and Fisher: n + z √n + (z² + 2)/3 for the upper end, and terms of 1/√n.
    let z = try normalQuantile(0.9)
    let number = Double(observed)
    let expected = number + z * number.squareRoot() + (z * z + 2) / 3
    expectClose(limit, expected, absolute: 1)
  }

  @Test("impossible counts and an uncertain background are refused", arguments: [-1, Int.max])
  func refusals(observed: Int) throws {
    let count = #expect(throws: NumericsError.self) {
      try classical(1).interval(observed: observed)
    }
    #expect(count?.kind == .invalidInput)
    #expect(count?.description.contains("\(observed)") == false)
    let background = #expect(throws: NumericsError.self) {
      try ClassicalInterval(
        background: BackgroundExpectation(value: 1, uncertainty: 0.1, constraint: .gaussian),
        confidence: ConfidenceLevel(0.9), sides: .central)
    }
    #expect(background?.kind == .invalidInput)
    #expect(background?.advice.contains("cousins-highland") == true)
  }
}

import Stats
import Testing

@Suite("Tail fits with few or strange events") struct TailFitEdgeTests {
  private func range() throws -> ValueRange { try ValueRange(from: 45, to: 62) }

  @Test("fewer than three events are named, with what to do", arguments: TailShape.allCases, 0...2)
  func fewEvents(shape: TailShape, count: Int) throws {
    let values = Array([50.0, 55].prefix(count)) + [10, 80]
    let error = try #require(throws: NumericsError.self) {
      try TailFit.fit(shape, to: values, in: range())
    }
    #expect(error.kind == .tooFewEvents)
    #expect(error.reason.contains("holds \(count) event"))
    #expect(error.advice == "widen the side band, or declare an upper limit on this background")
  }

  @Test(
    "three events are enough, wherever they are", arguments: [TailShape.exponential, .powerLaw])
  func threeEvents(shape: TailShape) throws {
    for values in [[45.1, 45.2, 45.3], [61, 61.9, 62], [45, 45, 62], [50, 50, 50]] as [[Double]] {
      let fit = try TailFit.fit(shape, to: values, in: range())
      #expect(fit.yield == 3)
      #expect(try #require(fit.parameter).isFinite)
      #expect(try #require(fit.parameterError) > 0)
      let box = try fit.expectation(in: ValueRange(from: 20, to: 42))
      #expect(box.value >= 0 && box.statisticalError >= 0 && box.statisticalError.isFinite)
    }
  }

  @Test("all events at one edge have no slope", arguments: [TailShape.exponential, .powerLaw])
  func edge(shape: TailShape) throws {
    for (edge, name) in [(45.0, "lower"), (62, "upper")] {
      let error = try #require(throws: NumericsError.self) {
        try TailFit.fit(shape, to: [edge, edge, edge, edge], in: range())
      }
      #expect(error.kind == .divergingSlope)
      #expect(error.reason.contains("all 4 events") && error.reason.contains("\(name) edge"))
      #expect(error.advice.contains("upper limit"))
    }
  }

  @Test("events very near an edge give a steep slope or the same error, never a NaN")
  func nearEdge() throws {
    for distance in [1e-1, 1e-3, 1e-6, 1e-8, 1e-9, 1e-12] {
      do {
        let values = [62 - distance, 62 - 2 * distance, 62]
        let fit = try TailFit.fit(.exponential, to: values, in: range())
        // Far from the other edge the mean distance from the edge is one over the slope.
        expectClose(try #require(fit.parameter), 1 / distance, relative: 1e-2)
      } catch let error as NumericsError {
        #expect(error.kind == .divergingSlope && distance < 1e-7)
      }
    }
  }

  @Test("a value that is not finite is refused", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(value: Double) throws {
    for shape in TailShape.allCases {
      let error = try #require(throws: NumericsError.self) {
        try TailFit.fit(shape, to: [50, 51, 52, value], in: range())
      }
      #expect(error.kind == .invalidInput)
    }
  }

  @Test("a refused batch leaves the sample as it was")
  func refusedBatch() throws {
    var sample = try TailSample(.exponential, in: range())
    try sample.add([50, 51, 58])
    let before = sample
    #expect(throws: NumericsError.self) { try sample.add([52, .nan]) }
    #expect(sample == before)
  }

  @Test("a power law cannot be fitted down to zero")
  func powerLawAtZero() {
    let error = #expect(throws: NumericsError.self) {
      try TailFit.fit(.powerLaw, to: [1, 2, 3], in: ValueRange(from: 0, to: 4))
    }
    #expect(error?.kind == .invalidInput)
  }

  @Test("variables of any size are fitted alike", arguments: [1e-30, 1e-6, 1e6, 1e30])
  func units(scale: Double) throws {
    let values: [Double] = [46, 50, 51, 60, 61]
    let fit = try TailFit.fit(.exponential, to: values, in: range())
    let scaled = try TailFit.fit(
      .exponential, to: values.map { $0 * scale },
      in: ValueRange(from: 45 * scale, to: 62 * scale))
    expectClose(
      try #require(scaled.parameter) * scale, try #require(fit.parameter), relative: 1e-11)
  }
}

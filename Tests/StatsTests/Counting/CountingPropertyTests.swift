import Stats
import Testing

@Suite("Counting limits: properties") struct CountingPropertyTests {
  @Test("rise with the count", arguments: BackgroundConstraint.allCases)
  func monotoneInCount(constraint: BackgroundConstraint) throws {
    for (value, uncertainty) in [(0.51, 0.13), (5, 25), (30, 6)] {
      let model = try model(value, uncertainty, constraint)
      var previous = 0.0
      for observed in 0...60 {
        let limit = try model.upperLimit(observed: observed)
        #expect(limit > previous)
        previous = limit
      }
    }
  }

  @Test("fall with a background known exactly and rise with the confidence level")
  func monotone() throws {
    let limits = try [0, 0.1, 1, 10, 1e3, 1e6].map {
      try model($0, 0, .none).upperLimit(observed: 4)
    }
    #expect(zip(limits, limits.dropFirst()).allSatisfy { $0 > $1 })
    let levels = try [0.5, 0.68, 0.9, 0.95, 0.999].map {
      try model(0.51, 0.13, .gamma, confidence: $0).upperLimit(observed: 4)
    }
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test(
    "lie between −ln(1 − CL) and the limit without background",
    arguments: BackgroundConstraint.allCases)
  func bounds(constraint: BackgroundConstraint) throws {
    for observed in [1, 2, 10, 100] {
      let highest = try model(0, 0, .none).upperLimit(observed: observed)
      for (value, uncertainty) in [(1e-9, 5e-9), (0.51, 0.13), (3, 15), (1e3, 10), (1e6, 5e6)] {
        let limit = try model(value, uncertainty, constraint).upperLimit(observed: observed)
        #expect(limit > 2.302585 && limit <= highest * (1 + 1e-12))
      }
    }
  }

  @Test("weaken with an uncertain signal, and do not notice a tiny one", arguments: [0, 3, 20])
  func signalScale(observed: Int) throws {
    let exact = try model(1, 0.3, .logNormal).upperLimit(observed: observed)
    let tiny = try model(1, 0.3, .logNormal, signalUncertainty: 1e-9).upperLimit(observed: observed)
    expectClose(tiny, exact, relative: 1e-12)
    let uncertain = try [0.1, 0.3, 1, 5].map {
      try model(1, 0.3, .logNormal, signalUncertainty: $0).upperLimit(observed: observed)
    }
    #expect(zip([exact] + uncertain, uncertain).allSatisfy { $0 < $1 })
  }

  @Test("exist at the far ends of their inputs", arguments: BackgroundConstraint.allCases)
  func extremes(constraint: BackgroundConstraint) throws {
    let cases: [(Double, Double, Int)] = [
      (1e-9, 5e-9, 100_000), (1e6, 1e3, 100_000), (1e5, 1e3, 100_000), (0.51, 0.13, 100_000),
      (1e6, 5e6, 1000), (1e-300, 1e-301, 2), (1e9, 1, 5),
    ]
    for (value, uncertainty, observed) in cases {
      let limit = try model(value, uncertainty, constraint).upperLimit(observed: observed)
      #expect(limit.isFinite && limit > 2.3)
    }
  }

  @Test(
    "refuse impossible counts without repeating them", arguments: [-1, -77777, Int.min, Int.max])
  func impossibleCounts(observed: Int) throws {
    let error = try #require(
      throws: NumericsError.self
    ) { try model(1, 0, .none).upperLimit(observed: observed) }
    #expect(error.kind == .invalidInput)
    #expect(!error.description.contains("\(observed)"))
    #expect(!error.description.contains("77777"))
  }
}

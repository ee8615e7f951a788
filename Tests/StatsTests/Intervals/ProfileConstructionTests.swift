import Stats
import Testing

@Suite("Feldman-Cousins by profile construction") struct ProfileConstructionTests {
  /// Golden sections leave the brute force's edges of ranges uncertain by 1e-7 of a standard deviation
  /// or so, and with them the ends, whose probability changes by about 0.1 an event.
  @Test("intervals by brute force over all outcomes")
  func oracle() throws {
    let rows = try ReferenceTable("profile-construction").rows
      .filter { $0["target"] != "coverage" }
    #expect(rows.count == 22)
    for row in rows {
      let interval = try FeldmanCousins(
        background: background(row), signalScale: signalScale(row),
        confidence: ConfidenceLevel(row.number("confidence")), rule: .raw
      ).interval(observed: row.integer("observed"))
      expectClose(interval.lower, try row.number("lower"), absolute: 2e-6, "\(row)")
      expectClose(interval.upper, try row.number("upper"), absolute: 2e-6, "\(row)")
    }
  }

  /// A control region of τ times the size, repeated with the count.
  @Test("the coverage by brute force over all outcomes")
  func oracleOfCoverage() throws {
    let rows = try ReferenceTable("profile-construction").rows
      .filter { $0["target"] == "coverage" }
    #expect(rows.count == 3)
    for row in rows {
      let (mean, scale) = (try row.number("value"), try row.number("uncertainty"))
      let method = try uncertain(mean, (mean / scale).squareRoot(), .gamma)
      let coverage = try method.repeatedCoverage(of: [row.number("first")], trueBackground: mean)
      // The oracle leaves out outcomes below 1e-9 and control counts below 1e-7.
      expectClose(coverage[0], try row.number("lower"), absolute: 3e-6, "\(row)")
    }
  }

  /// Not promised, but so it is: the discreteness of the count leaves room.
  @Test("covers at least CL on a grid when the measurement is repeated")
  func coverage() throws {
    for (mean, scale) in [(0.6, 5.0), (2.0, 4.0), (2, 1)] {
      let method = try uncertain(mean, (mean / scale).squareRoot(), .gamma)
      let coverage = try method.repeatedCoverage(
        of: [0, 0.5, 2.5], trueBackground: mean)
      #expect(coverage.allSatisfy { $0 >= 0.9 && $0 <= 1 }, "\(mean) \(scale) \(coverage)")
    }
    let normal = try uncertain(1, 0.5, .gaussian).repeatedCoverage(of: [1.5], trueBackground: 1)
    #expect(normal.allSatisfy { $0 >= 0.9 && $0 <= 1 }, "\(normal)")
  }

  @Test("a true background that is not the expected one is covered less far from it")
  func wrongBackground() throws {
    let method = try uncertain(2, 0.2, .gaussian)
    let coverage = try method.repeatedCoverage(of: [3], trueBackground: 2)
    let fixed = try method.coverage(of: [3], trueBackground: 8)
    #expect(fixed[0] < coverage[0] - 0.2)
  }

  /// Near a tie of the belt an edge moves by about the uncertainty itself. The search for an edge ends
  /// at 1e-9 of the range of signals, here below 50.
  @Test(
    "goes over into the belt as an uncertainty goes to zero",
    arguments: [BackgroundConstraint.logNormal, .gamma, .gammaOfMean, .gaussian])
  func continuity(constraint: BackgroundConstraint) throws {
    for (value, observed) in [(0.51, 0), (0.51, 2), (3, 0), (3, 1), (3, 8), (1e-9, 1)] {
      let belt = try feldmanCousins(value).interval(observed: observed)
      for relative in [1e-3, 1e-6, 1e-9] {
        let near = try uncertain(value, relative * value, constraint).interval(observed: observed)
        let allowed = max(relative * value, 5e-8)
        expectClose(near.lower, belt.lower, absolute: allowed, "\(value) \(observed) \(relative)")
        expectClose(near.upper, belt.upper, absolute: allowed, "\(value) \(observed) \(relative)")
      }
    }
  }

  @Test("goes over into the belt as the efficiency becomes exact", arguments: [0, 1, 5])
  func exactEfficiency(observed: Int) throws {
    let belt = try feldmanCousins(0.51).interval(observed: observed)
    for relative in [1e-3, 1e-6, 1e-9] {
      for constraint in SignalScale.Constraint.allCases {
        let scale = try SignalScale(relativeUncertainty: relative, constraint: constraint)
        let near = try uncertain(0.51, 0, .none, scale).interval(observed: observed)
        let allowed = max(relative * belt.upper, 5e-8)
        expectClose(near.lower, belt.lower, absolute: allowed)
        expectClose(near.upper, belt.upper, absolute: allowed)
      }
    }
    let million = try SignalScale(selected: 500_000_000, of: 1_000_000_000)
    let selection = try uncertain(0.51, 0, .none, million).interval(observed: observed)
    expectClose(selection.upper / 2, belt.upper, relative: 1e-4)
  }

  /// With both uncertain there are sums over two measurements; each must go over into the other one.
  @Test("two uncertain parameters go over into one")
  func twoParameters() throws {
    let scale = try SignalScale(relativeUncertainty: 0.3)
    let efficiency = try uncertain(0.51, 0, .none, scale).interval(observed: 1)
    let tiny = try uncertain(0.51, 1e-5, .gaussian, scale).interval(observed: 1)
    expectClose(tiny.upper, efficiency.upper, absolute: 1e-4)
    let background = try uncertain(0.51, 0.13, .gaussian).interval(observed: 1)
    let precise = try SignalScale(relativeUncertainty: 1e-6)
    let near = try uncertain(0.51, 0.13, .gaussian, precise).interval(observed: 1)
    // What the coarser sums over two measurements leave open.
    expectClose(near.upper, background.upper, absolute: 2e-5)
    #expect(near.lower == background.lower)
  }

  @Test("no event and no background: the uncertainty alone", arguments: [0, 1, 3])
  func noBackground(observed: Int) throws {
    let none = try feldmanCousins(0).interval(observed: observed)
    let half = try uncertain(0, 1e-7, .gaussian).interval(observed: observed)
    expectClose(half.upper, none.upper, absolute: 1e-6)
    expectClose(half.lower, none.lower, absolute: 1e-6)
    let wide = try uncertain(1e-9, 5e-9, .gamma).interval(observed: observed)
    expectClose(wide.upper, none.upper, absolute: 1e-6)
  }

  @Test("contain the interval of a smaller confidence level", arguments: [0, 2, 7])
  func nested(observed: Int) throws {
    for constraint in [BackgroundConstraint.gamma, .gaussian] {
      let intervals = try [0.5, 0.6827, 0.9, 0.99].map {
        try uncertain(2.3, 0.7, constraint, confidence: $0).interval(observed: observed)
      }
      for (inner, outer) in zip(intervals, intervals.dropFirst()) {
        #expect(outer.lower <= inner.lower && inner.upper < outer.upper)
      }
    }
  }

  @Test("both ends rise with the count", arguments: [BackgroundConstraint.gamma, .gaussian])
  func monotone(constraint: BackgroundConstraint) throws {
    let method = try uncertain(2.3, 0.7, constraint)
    let intervals = try (0...15).map { try method.interval(observed: $0) }
    #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0.upper < $1.upper })
    #expect(zip(intervals, intervals.dropFirst()).allSatisfy { $0.lower <= $1.lower })
  }

  @Test("the expected band has the upper ends of its counts")
  func expected() throws {
    let method = try uncertain(2.3, 0.7, .gamma)
    let band = try method.expected()
    for entry in band.quantiles {
      #expect(try method.interval(observed: entry.count).upper == entry.limit)
    }
    #expect(band.mean > band.quantiles[1].limit && band.mean < band.quantiles[4].limit)
  }

  @Test("what cannot be answered is refused with advice")
  func refusals() throws {
    let none = try SignalScale(selected: 0, of: 10)
    let wide = try SignalScale(relativeUncertainty: 2, constraint: .gaussian)
    let attempts: [(NumericsError.Kind, () throws -> Void)] = [
      (.invalidInput, { _ = try uncertain(1, 0, .none, none).interval(observed: 3) }),
      (.invalidInput, { _ = try uncertain(1, 0, .none, wide).interval(observed: 3) }),
      (.invalidInput, { _ = try uncertain(1, 0.1, .gamma).interval(observed: -77777) }),
      (.tooLarge, { _ = try uncertain(1, 0.1, .gamma).interval(observed: 777_777) }),
      (.tooLarge, { _ = try uncertain(1e6, 1e3, .gamma) }),
      (.tooLarge, { _ = try uncertain(5e3, 1e3, .gamma).expected() }),
      (
        .invalidInput,
        {
          _ = try uncertain(1, 0.1, .gamma).repeatedCoverage(of: [-1], trueBackground: 1)
        }
      ),
    ]
    for (kind, attempt) in attempts {
      let error = try #require(throws: NumericsError.self) { try attempt() }
      #expect(error.kind == kind)
      #expect(!error.advice.isEmpty && !error.description.contains("7777"))
    }
  }
}

/// The construction with something uncertain, in one line.
func uncertain(
  _ value: Double, _ uncertainty: Double, _ constraint: BackgroundConstraint,
  _ scale: SignalScale = .exact, confidence: Double = 0.9
) throws -> FeldmanCousins {
  try FeldmanCousins(
    background: BackgroundExpectation(
      value: value, uncertainty: uncertainty, constraint: constraint),
    signalScale: scale, confidence: ConfidenceLevel(confidence), rule: .raw)
}

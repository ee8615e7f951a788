import Testing

@testable import Stats

@Suite("Discovery") struct DiscoveryTests {
  @Test("p-values and significances agree with the oracle")
  func oracle() throws {
    let rows = try ReferenceTable("discovery").rows
    #expect(rows.count == 28)
    for row in rows {
      let constraint = try #require(BackgroundConstraint(rawValue: row.text("constraint")))
      let discovery = try discovery(row.number("value"), row.number("uncertainty"), constraint)
      let found = try discovery.significance(observed: row.integer("observed"))
      expectClose(found.probability, try row.number("probability"), relative: 1e-10, "\(row)")
      expectClose(
        found.deviation, try row.number("deviation"), relative: 1e-11, absolute: 1e-10, "\(row)")
    }
  }

  /// printed: p to 5 digits and Z to 6.
  @Test("HybridInstructional of RooStats: 150 events, 100 in a control region of the same size")
  func hybridInstructional() throws {
    let row = try #require(
      ReferenceTable("reference-limits").rows.first {
        try $0.text("quantity").hasPrefix("HybridInstructional")
      })
    let printed = try row.text("value").split(separator: " ").compactMap { Double($0) }
    for found in [
      try discovery(100, 10, .gamma).significance(observed: 150),
      try Discovery.significance(on: 150, off: 100, scale: 1),
    ] {
      expectClose(found.probability, printed[0], absolute: 0.5e-8)
      expectClose(found.deviation, printed[1], absolute: 0.5e-5)
    }
  }

  /// R. D. Cousins, J. T. Linnemann, J. Tucker, Nucl. Instrum. Meth. A 595 (2008) 480
  /// (arXiv:physics/0702156v4), table 1: on, off, τ, and with 2 decimals Z_Bi and the Z of the profile
  /// likelihood, their eq. 20. Checked against the copy of the table in the tests of the program theta.
  /// Left out: the last column, with 2119449 events, for which the printed τ is too coarse.
  private static let published:
    [(on: Int, off: Double, scale: Double, z: Double, profile: Double)] =
      [
        (4, 5, 5, 1.66, 1.95), (6, 18.78, 14.44, 2.63, 2.82), (9, 17.83, 4.69, 1.82, 1.99),
        (17, 40.11, 10.56, 4.46, 4.57), (50, 55, 2, 2.93, 3.02), (67, 15, 0.5, 2.89, 3.04),
        (200, 10, 0.1, 2.20, 2.38), (523, 2327, 5.99, 5.93, 5.95),
        (498_426, 493_434, 1, 5.01, 5.01),
      ]

  @Test("Z_Bi and the profile likelihood of the published on/off measurements")
  func binomial() throws {
    for row in Self.published {
      let found = try Discovery.significance(on: row.on, off: row.off, scale: row.scale)
      expectClose(found.deviation, row.z, absolute: 0.005)
      let background = try discovery(
        row.off / row.scale, row.off.squareRoot() / row.scale, .gamma)
      expectClose(
        try background.significance(observed: row.on).deviation, found.deviation, relative: 1e-10)
      expectClose(
        try background.asymptoticSignificance(observed: row.on).deviation, row.profile,
        absolute: 0.005)
    }
  }

  /// P = 1 − (1 + 1/τ)⁻ⁿ summed by hand: with no event off source, p = (1 + τ)⁻ⁿ.
  @Test("Z_Bi without an event in the control region")
  func emptyControlRegion() throws {
    for (on, scale) in [(1, 1.0), (3, 2.5), (40, 10)] {
      let found = try Discovery.significance(on: on, off: 0, scale: scale)
      expectClose(found.probability, exp(-Double(on) * log1p(scale)), relative: 1e-11)
    }
    for (off, scale) in [(-1.0, 1.0), (.nan, 1), (1, 0), (1, .infinity), (.infinity, 1)] {
      let error = try #require(throws: NumericsError.self) {
        try Discovery.significance(on: 1, off: off, scale: scale)
      }
      #expect(error.kind == .invalidInput)
    }
  }

  @Test("√q₀ of the Asimov data set with an exact background is √(2 ((s + b) ln(1 + s/b) − s))")
  func expected() throws {
    for (signal, background) in [(10.0, 4.0), (1e-3, 1), (5, 1e4)] {
      let found = try discovery(background, 0, .none).expectedSignificance(signal: signal)
      let textbook =
        (2 * ((signal + background) * log1p(signal / background) - signal)).squareRoot()
      expectClose(found.deviation, textbook, relative: 1e-9)
    }
  }

  @Test("many events: the asymptotic significance goes over into the exact one")
  func manyEvents() throws {
    for constraint in BackgroundConstraint.allCases {
      let discovery = try discovery(1e5, 30, constraint)
      let (exact, asymptotic) = (
        try discovery.significance(observed: 101_000),
        try discovery.asymptoticSignificance(observed: 101_000)
      )
      expectClose(asymptotic.deviation, exact.deviation, relative: 2e-3)
    }
  }

  @Test("rise with the count, and fall with the uncertainty at an excess")
  func monotone() throws {
    for constraint in BackgroundConstraint.allCases {
      for (value, uncertainty) in [(0.51, 0.13), (3, 6), (40, 4)] {
        let discovery = try discovery(value, uncertainty, constraint)
        var previous = -Double.infinity
        for observed in 0...80 {
          let found = try discovery.significance(observed: observed)
          #expect(found.probability >= 0 && found.probability <= 1)
          #expect(found.deviation > previous || observed == 0, "\(constraint) \(observed)")
          previous = found.deviation
        }
      }
    }
    for constraint in [BackgroundConstraint.logNormal, .gamma, .gammaOfMean, .gaussian] {
      let values = try [0, 1e-6, 0.5, 1, 2, 4].map {
        try discovery(10, $0, constraint).significance(observed: 25).deviation
      }
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 > $1 })
    }
  }

  @Test("an uncertainty that goes to zero leads to the exact background")
  func continuity() throws {
    for (value, observed) in [(0.51, 4), (1e-9, 1), (100, 150), (1e6, 1_003_000)] {
      let exact = try discovery(value, 0, .none).significance(observed: observed)
      for constraint in [BackgroundConstraint.logNormal, .gamma, .gaussian] {
        for relative in [1e-8, 1e-10, 1e-14] {
          let near = try discovery(value, value * relative, constraint)
          expectClose(
            try near.significance(observed: observed).deviation, exact.deviation,
            relative: 1e-7, "\(constraint) \(value) \(relative)")
        }
      }
    }
  }

  @Test("exist at the far ends of their inputs", arguments: BackgroundConstraint.allCases)
  func extremes(constraint: BackgroundConstraint) throws {
    let cases: [(Double, Double, Int)] = [
      (1e-9, 5e-9, 100_000), (1e6, 1e3, 100_000), (1e6, 1e3, 1_010_000), (0.51, 0.13, 100_000),
      (1e6, 5e6, 1000), (1e-300, 1e-301, 2), (1e9, 1, 5), (1, 1e6, 100_000), (1e-9, 1, 1),
    ]
    for (value, uncertainty, observed) in cases {
      let discovery = try discovery(value, uncertainty, constraint)
      for found in [
        try discovery.significance(observed: observed),
        try discovery.asymptoticSignificance(observed: observed),
      ] {
        #expect(found.probability >= 0 && found.probability <= 1)
        #expect(!found.deviation.isNaN && found.deviation < .infinity, "\(value) \(uncertainty)")
      }
    }
  }

  @Test("no event, no background, and impossible inputs")
  func edges() throws {
    for constraint in BackgroundConstraint.allCases {
      let none = try discovery(0.51, 0.13, constraint).significance(observed: 0)
      #expect(none.probability == 1 && none.deviation == -.infinity)
    }
    let impossible = try discovery(0, 0, .none)
    #expect(try impossible.significance(observed: 1).probability == 0)
    #expect(try impossible.significance(observed: 1).deviation == .infinity)
    #expect(try impossible.asymptoticSignificance(observed: 1).deviation == .infinity)
    #expect(try impossible.asymptoticSignificance(observed: 0).deviation == 0)
    for signal in [-1, .nan, .infinity, 2e9] {
      let error = try #require(throws: NumericsError.self) {
        try impossible.expectedSignificance(signal: signal)
      }
      #expect(error.kind == .invalidInput)
    }
    let error = try #require(throws: NumericsError.self) {
      try impossible.significance(observed: -77777)
    }
    #expect(error.kind == .invalidInput && !error.description.contains("77777"))
  }

  private func discovery(
    _ value: Double, _ uncertainty: Double, _ constraint: BackgroundConstraint
  ) throws -> Discovery {
    Discovery(
      background: try BackgroundExpectation(
        value: value, uncertainty: uncertainty, constraint: constraint))
  }
}

import Stats
import Testing

/// Every row of the reference table that speaks of a count as statistic: independent SciPy scripts,
/// printed to 6 decimals, and RooStats' Bayesian calculator, printed to 5.
@Suite("Counting limits against the reference table") struct ReferenceLimitTests {
  static let constraints: [String: BackgroundConstraint] = [
    "fixed": .none, "gamma": .gamma, "gamma0": .gammaOfMean, "lognormal": .logNormal,
    "gauss": .gaussian,
  ]

  @Test("a background known exactly: Zech, CLs and flat-prior Bayes are one")
  func fixedBackground() throws {
    let rows = try ReferenceRow.rows("Zech=CLs(fixed b)=Bayes-flat UL90")
    #expect(rows.count >= 27)
    for row in rows {
      let limit = try limit(row, value: row.inputs.number("b"), confidence: 0.9)
      expectClose(limit, row.value, absolute: 0.5e-6 + 1e-9, "\(row.inputs)")
    }
  }

  @Test("a background averaged over its uncertainty")
  func averagedBackground() throws {
    let rows = try ReferenceRow.rows(
      "CLs with count as statistic, b marginalised = Bayesian flat-s UL")
    #expect(rows.count >= 28)
    for row in rows {
      let limit = try limit(
        row, value: row.inputs.number("b"), uncertainty: row.inputs.number("sigma_b"),
        constraint: #require(Self.constraints[row.inputs.text("constraint")]),
        confidence: row.inputs.number("CL"))
      expectClose(limit, row.value, absolute: 0.5e-6 + 1e-9, "\(row.inputs)")
    }
  }

  @Test("no background: the classical Poisson limit")
  func noBackground() throws {
    let rows = try ReferenceRow.rows("Poisson classical upper limit b=0 (PDG Table)")
    #expect(rows.count >= 13)
    for row in rows {
      let limit = try limit(row, value: 0, confidence: row.inputs.number("CL"))
      expectClose(limit, row.value, absolute: 0.5e-6 + 1e-9, "\(row.inputs)")
    }
  }

  @Test("RooStats' Bayesian calculator, to its integration accuracy of 3e-5")
  func bayesianCalculator() throws {
    let rows = try ReferenceTable("reference-limits").rows
      .filter { $0["quantity"] == "RooStats BayesianCalculator flat UL90" }
    #expect(rows.count >= 7)
    for row in rows {
      let words = try row.text("inputs").split(separator: " ").map(String.init)
      let observed = try #require(Int(words[2].dropFirst(2)))
      let model = try model(
        0.51, 0.13, #require(Self.constraints[words[1]]), confidence: 0.9)
      expectClose(
        try model.upperLimit(observed: observed), try row.number("value"), absolute: 3e-5,
        "\(words)")
    }
  }

  private func limit(
    _ row: ReferenceRow, value: Double, uncertainty: Double = 0,
    constraint: BackgroundConstraint = .none,
    confidence: Double
  ) throws -> Double {
    try model(value, uncertainty, constraint, confidence: confidence)
      .upperLimit(observed: row.inputs.integer("n"))
  }
}

/// A model in one line.
func model(
  _ value: Double, _ uncertainty: Double, _ constraint: BackgroundConstraint,
  signalUncertainty: Double = 0, confidence: Double = 0.9
) throws -> CountingCLs {
  CountingCLs(
    background: try BackgroundExpectation(
      value: value, uncertainty: uncertainty, constraint: constraint),
    signalScale: try SignalScale(relativeUncertainty: signalUncertainty),
    confidence: try ConfidenceLevel(confidence))
}

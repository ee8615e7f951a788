import BlindAnalysis
import Stats

extension DeclaredDecays {
  /// The line of the table; all inputs count as systematic, since no event stands behind them.
  func estimate(
    named name: String, in definition: AnalysisDefinition
  ) throws(NumericsError) -> BackgroundEstimate {
    let model = try DecayBackground(name, self, of: definition)
    let found = try model.propagated()
    return BackgroundEstimate(
      name: name,
      amount: .expectation(
        Expectation(
          value: found.value, statistical: found.statistical, systematicDown: found.systematic,
          systematicUp: found.systematic)),
      method: model.method, source: nil, extrapolation: nil)
  }
}

extension DecayBackground {
  /// How the number was made and how far the quadrature is off, in words for the table.
  var method: String {
    guard let value = try? nominalExpectation(), value > 0 else { return "decay in flight" }
    // Rounded up to a tenth of a per cent.
    let tenths = Int((1000 * numericalError / value).rounded(.up))
    return "decay in flight, quadrature good to \(tenths / 10).\(tenths % 10) %"
  }
}

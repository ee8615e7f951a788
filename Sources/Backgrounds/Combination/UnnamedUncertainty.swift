import Stats

/// A number of events whose uncertainty has no named factors behind it, as a model.
///
/// Its two parts are normal shifts of its own, so that only its variance matters in a sum; a draw may
/// be below zero. The systematic takes the larger side, as the limit does.
struct UnnamedUncertainty: FactorModel {
  let name: String
  let factors: [Factor]
  private let value: Double

  init(_ name: String, _ expectation: Expectation) throws(NumericsError) {
    (self.name, value) = (name, expectation.value)
    let systematic = max(expectation.systematicDown, expectation.systematicUp)
    factors = [
      try Factor(
        "\(name): statistical", .gaussian(0, sigma: expectation.statistical, within: .none),
        .statistical),
      try Factor(
        "\(name): systematic", .gaussian(0, sigma: systematic, within: .none), .systematic),
    ]
  }

  func expectation(_ values: FactorValues) throws(NumericsError) -> Double {
    factors.reduce(value) { $0 + values[$1] }
  }
}

import BlindAnalysis

extension DeclaredNumber {
  /// A background whose number is stated in the analysis file, with its source.
  ///
  /// Its uncertainty counts as systematic: no event of this analysis stands behind it.
  func estimate(named name: String) -> BackgroundEstimate {
    BackgroundEstimate(
      name: name,
      amount: .expectation(
        Expectation(
          value: value, statistical: 0, systematicDown: uncertainty, systematicUp: uncertainty)),
      method: "declared", source: source, extrapolation: nil)
  }
}

extension DeclaredUpperLimit {
  /// A background that is only known to be small: listed, never added.
  func estimate(named name: String) -> BackgroundEstimate {
    BackgroundEstimate(
      name: name, amount: .atMost(value: value, confidence: confidence),
      method: "declared upper limit", source: source, extrapolation: nil)
  }
}

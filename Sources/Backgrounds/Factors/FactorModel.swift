public import Stats

/// A background whose expectation is a smooth function of named factors.
public protocol FactorModel: Sendable {
  /// The line of the table.
  var name: String { get }

  /// What the expectation depends on; a factor may occur twice.
  var factors: [Factor] { get }

  /// Expected events in the signal box.
  ///
  /// - Parameter values: Within the support of the law of each factor.
  /// - Throws: `NumericsError` where the expectation is not defined.
  func expectation(_ values: FactorValues) throws(NumericsError) -> Double
}

extension FactorModel {
  /// The expectation with every factor at its nominal value, in events.
  ///
  /// - Throws: `NumericsError` where it is not defined or not finite.
  public func nominalExpectation() throws(NumericsError) -> Double {
    try finiteExpectation(FactorValues())
  }

  func finiteExpectation(_ values: FactorValues) throws(NumericsError) -> Double {
    let expectation = try expectation(values)
    guard expectation.isFinite else {
      throw NumericsError(
        .invalidInput, "the expectation of '\(name)' is not a finite number",
        advice: "check the sizes of its factors")
    }
    return expectation
  }
}

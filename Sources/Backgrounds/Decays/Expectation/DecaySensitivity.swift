/// An input whose value is known with an error, as a nuisance parameter.
public struct UncertainInput: Hashable, Sendable {
  public let input: DecayInput
  /// One standard error in the unit of the input, above zero.
  public let uncertainty: Double
  /// Where value and error come from.
  public let source: String

  public init(_ input: DecayInput, uncertainty: Double, source: String) {
    (self.input, self.uncertainty, self.source) = (input, uncertainty, source)
  }
}

/// How the expected events follow one uncertain input, all others at their values.
public struct DecaySensitivity: Hashable, Sendable {
  public let input: UncertainInput
  /// The value of the input.
  public let value: Double
  /// Slope of the total between the shifted inputs, in events per unit of the input.
  public let derivative: Double
  /// Change of the total, in events, with the input one error down and up; with an input at the end
  /// of its range that side is the change to the end.
  public let down: Double
  public let up: Double

  /// The name of the nuisance parameter.
  public var name: String { input.input.description }

  /// |derivative| × uncertainty, in events.
  public var uncertainty: Double { abs(derivative) * input.uncertainty }
}

/// A number of the analysis file with its unit and, where one was given, its uncertainty.
public struct Quantity: Hashable, Sendable {
  /// In the canonical unit of the dimension, finite.
  public let value: Double
  /// Absolute, in the same unit as the value, finite, zero or more.
  public let uncertainty: Double?
  public let dimension: Dimension
  /// The unit as written; nil for a bare number.
  public let unit: Unit?

  /// Reads texts such as `50 GeV`, `1.6e10`, `10 %`, `0.06 ± 0.02` and `45 GeV +- 2 GeV`.
  ///
  /// In `0.06 ± 0.02 m` the unit holds for both numbers.
  ///
  /// - Parameter dimension: What the caller needs; nil takes whatever the text says.
  public static func read(
    _ source: PlacedText, as dimension: Dimension? = nil
  ) -> Reading<Quantity> {
    var reader = QuantityReader(source, example: example(for: dimension))
    let quantity = reader.quantity(as: dimension)
    return Reading(quantity, findings: reader.findings.findings)
  }

  private static func example(for dimension: Dimension?) -> String {
    let unit = dimension?.canonicalUnit ?? "GeV"
    return unit.isEmpty ? "'0.5' or '10 %'" : "'50 \(unit)'"
  }
}

/// A closed range of the analysis file, as in `45 GeV .. 62 GeV` or `45 .. 62 GeV`.
public struct QuantityRange: Hashable, Sendable {
  /// In the canonical unit of the dimension, finite, not above `upper`.
  public let lower: Double
  /// In the canonical unit of the dimension, finite.
  public let upper: Double
  public let dimension: Dimension
  /// The unit as written; nil for bare numbers, whose meaning the caller decides.
  public let unit: Unit?

  /// Reads texts such as `45 GeV .. 62 GeV`, `45 .. 62 GeV` and `45..62`.
  ///
  /// - Parameter dimension: What the caller needs; nil takes whatever the text says.
  public static func read(
    _ source: PlacedText, as dimension: Dimension? = nil
  ) -> Reading<QuantityRange> {
    let unit = dimension?.canonicalUnit ?? "GeV"
    let example = unit.isEmpty ? "'1 .. 2'" : "'45 .. 62 \(unit)'"
    var reader = QuantityReader(source, example: example)
    let range = reader.range(as: dimension)
    return Reading(range, findings: reader.findings.findings)
  }

  /// The range with a unit for its bare numbers; nil if it has a unit already, or by overflow.
  public func given(_ unit: Unit) -> QuantityRange? {
    let (low, high) = (unit.canonical(lower), unit.canonical(upper))
    guard self.unit == nil, low.isFinite, high.isFinite else { return nil }
    return QuantityRange(lower: low, upper: high, dimension: unit.dimension, unit: unit)
  }
}

/// Reads single quantities and ranges, which are not expressions: `±` has a meaning here.
struct QuantityReader {
  /// A number as written.
  struct Part {
    /// With its sign.
    let digits: String
    let unit: Unit?
    let bytes: Range<Int>
  }

  let tokens: [Token]
  let example: String
  var position = 0
  var findings: FindingCollector

  /// - Parameter example: What the author might have meant, in quotes.
  init(_ source: PlacedText, example: String) {
    var findings = FindingCollector(source)
    tokens = Lexer.tokens(of: source, findings: &findings)
    (self.findings, self.example) = (findings, example)
  }

  // MARK: Quantities

  mutating func quantity(as dimension: Dimension?) -> Quantity? {
    guard !findings.findings.containsError, let first = part() else { return nil }
    guard takePlusMinus() else { return plainQuantity(first, as: dimension) }
    guard let second = part(), expectEnd(), second.digits.first != "-" else {
      return reportUncertainty(at: current.bytes)
    }
    if first.unit == nil, second.unit?.name == "%" { return reportPercent(first, second) }
    guard let unit = sharedUnit(first, second),
      let value = number(first, in: unit.unit), let spread = number(second, in: unit.unit),
      let found = fit(unit.unit, to: dimension, at: first.bytes, digits: first.digits)
    else { return nil }
    return Quantity(value: value, uncertainty: spread, dimension: found, unit: unit.unit)
  }

  private mutating func plainQuantity(_ part: Part, as dimension: Dimension?) -> Quantity? {
    guard expectEnd(), let value = number(part, in: part.unit),
      let found = fit(part.unit, to: dimension, at: part.bytes, digits: part.digits)
    else { return nil }
    return Quantity(value: value, uncertainty: nil, dimension: found, unit: part.unit)
  }

  private mutating func reportUncertainty(at bytes: Range<Int>) -> Quantity? {
    if !findings.findings.containsError {
      findings.error(
        "negative-uncertainty", "an uncertainty must be zero or more, as in '0.06 ± 0.02'",
        at: bytes)
    }
    return nil
  }

  /// Per cent of the value, or per cent like the value: both readings are in use.
  private mutating func reportPercent(_ first: Part, _ second: Part) -> Quantity? {
    findings.error(
      "ambiguous-percent",
      "'\(findings.excerpt(second.bytes))' may be relative or absolute; write the uncertainty as "
        + "a plain number, or '\(first.digits) %' if the value is a percentage too",
      at: second.bytes)
    return nil
  }

  // MARK: Ranges

  mutating func range(as dimension: Dimension?) -> QuantityRange? {
    guard !findings.findings.containsError, let first = part() else { return nil }
    guard take(.range) else {
      reportUnexpected("expected '..' and the upper end")
      return nil
    }
    guard let second = part(), expectEnd(), let unit = sharedUnit(first, second),
      let lower = number(first, in: unit.unit), let upper = number(second, in: unit.unit),
      let found = fit(unit.unit, to: dimension, at: second.bytes, digits: second.digits)
    else { return nil }
    guard lower <= upper else { return reportReversed(first, second) }
    return QuantityRange(lower: lower, upper: upper, dimension: found, unit: unit.unit)
  }

  private mutating func reportReversed(_ first: Part, _ second: Part) -> QuantityRange? {
    let bytes = first.bytes.lowerBound..<second.bytes.upperBound
    let swapped = "\(findings.text(second.bytes)) .. \(findings.text(first.bytes))"
    let sameUnits = (first.unit == nil) == (second.unit == nil)
    findings.error(
      "reversed-range",
      "the range '\(findings.excerpt(bytes))' is empty; the lower end comes first", at: bytes,
      replacement: sameUnits ? swapped : nil)
    return nil
  }
}

/// Reads single quantities and ranges, which are not expressions: `±` has a meaning here.
struct QuantityReader {
  /// A number as written.
  struct Part {
    /// With its sign.
    let digits: String
    let unit: Unit?
    let bytes: Range<Int>
  }

  private let tokens: [Token]
  private let example: String
  private var position = 0
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

extension QuantityReader {
  // MARK: Tokens

  private var current: Token { tokens[min(position, tokens.count - 1)] }

  private mutating func advance() { position = min(position + 1, tokens.count - 1) }

  private mutating func take(_ symbol: Symbol) -> Bool {
    guard current.isSymbol(symbol) else { return false }
    advance()
    return true
  }

  /// `±`, or `+-` without a blank between.
  private mutating func takePlusMinus() -> Bool {
    if take(.plusMinus) { return true }
    let next = tokens[min(position + 1, tokens.count - 1)]
    guard current.isSymbol(.plus), next.isSymbol(.minus),
      current.bytes.upperBound == next.bytes.lowerBound
    else { return false }
    advance()
    advance()
    return true
  }

  private mutating func expectEnd() -> Bool {
    if current.kind == .end { return true }
    reportUnexpected("expected nothing more")
    return false
  }

  private mutating func reportUnexpected(_ expectation: String) {
    let found = current.kind == .end ? "the end" : "'\(findings.excerpt(current.bytes))'"
    findings.error(
      "expected-quantity", "\(expectation), as in \(example); found \(found)", at: current.bytes)
  }

  // MARK: Numbers and units

  private mutating func part() -> Part? {
    let start = current.bytes.lowerBound
    let isNegative = take(.minus)
    guard case .number(let digits) = current.kind else {
      reportUnexpected("expected a number")
      return nil
    }
    var end = current.bytes.upperBound
    advance()
    var unit: Unit?
    if current.isSymbol(.percent) {
      unit = Unit(named: "%")
    } else if case .name(let name) = current.kind {
      unit = Unit(named: name)
      guard unit != nil else { return reportUnknownUnit(name) }
    }
    if unit != nil {
      end = current.bytes.upperBound
      advance()
      guard !reportPerSpeedOfLight(unit) else { return nil }
    }
    return Part(digits: (isNegative ? "-" : "") + digits, unit: unit, bytes: start..<end)
  }

  private mutating func reportUnknownUnit(_ name: String) -> Part? {
    let nearest = Unit.all.map(\.name).nearest(to: name)
    let hint = nearest.map { "did you mean '\($0)'?" } ?? "expected \(Unit.listing)"
    findings.error(
      "unknown-unit", "unknown unit '\(name)'; \(hint)", at: current.bytes, replacement: nearest)
    return nil
  }

  /// True if `GeV/c` was met, which is `GeV` here.
  private mutating func reportPerSpeedOfLight(_ unit: Unit?) -> Bool {
    let next = tokens[min(position + 1, tokens.count - 1)]
    guard let unit, unit.dimension == .energy, current.isSymbol(.over),
      next.isName("c") || next.isName("c2")
    else { return false }
    let written = tokens[position - 1].bytes.lowerBound..<next.bytes.upperBound
    findings.error(
      "unknown-unit",
      "unknown unit '\(findings.excerpt(written))'; momenta and masses are written in "
        + "'\(unit.name)', without c", at: written, replacement: unit.name)
    return true
  }

  /// The unit of both parts, wrapped because bare numbers have none; nil after a finding.
  private mutating func sharedUnit(_ first: Part, _ second: Part) -> (unit: Unit?, Void)? {
    guard let known = first.unit else { return (second.unit, ()) }
    guard let other = second.unit else {
      let fixed = "\(second.digits) \(known.name)"
      findings.error(
        "missing-unit", "'\(second.digits)' has no unit; write '\(fixed)'", at: second.bytes,
        replacement: fixed)
      return nil
    }
    if known.dimension == other.dimension, known.isPercent == other.isPercent {
      return (known, ())
    }
    findings.error(
      "dimension-mismatch",
      "'\(findings.excerpt(first.bytes))' and '\(findings.excerpt(second.bytes))' do not have "
        + "the same kind of unit", at: first.bytes.lowerBound..<second.bytes.upperBound)
    return nil
  }

  /// Each number in the unit it was written with, else in the shared one.
  private mutating func number(_ part: Part, in shared: Unit?) -> Double? {
    let isNegative = part.digits.first == "-"
    let digits = String(part.digits.drop { $0 == "-" })
    guard let magnitude = DecimalNumber.value(of: digits, in: part.unit ?? shared) else {
      findings.error(
        "number-out-of-range",
        "'\(findings.excerpt(part.bytes))' is outside the range of a double", at: part.bytes)
      return nil
    }
    return isNegative && magnitude != 0 ? -magnitude : magnitude
  }

  /// The dimension of the quantity if it is the one asked for; else reports what is missing.
  private mutating func fit(
    _ unit: Unit?, to wanted: Dimension?, at bytes: Range<Int>, digits: String
  ) -> Dimension? {
    let found = unit?.dimension ?? .number
    guard let wanted, wanted != found else { return found }
    if unit == nil {
      let fixed = Unit.canonical(for: wanted).map { "\(digits) \($0.name)" }
      let advice = fixed.map { "; write for example '\($0)'" } ?? ""
      findings.error(
        "missing-unit", "'\(digits)' has no unit, but \(wanted) is expected\(advice)", at: bytes,
        replacement: fixed)
    } else {
      findings.error(
        "dimension-mismatch",
        "'\(findings.excerpt(bytes))' is \(found), but \(wanted) is expected", at: bytes)
    }
    return nil
  }
}

extension Unit {
  var isPercent: Bool { name == "%" }
}

extension QuantityReader {
  // MARK: Tokens

  var current: Token { tokens[min(position, tokens.count - 1)] }

  mutating func advance() { position = min(position + 1, tokens.count - 1) }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard current.isSymbol(symbol) else { return false }
    advance()
    return true
  }

  /// `±`, or `+-` without a blank between.
  mutating func takePlusMinus() -> Bool {
    if take(.plusMinus) { return true }
    let next = tokens[min(position + 1, tokens.count - 1)]
    guard current.isSymbol(.plus), next.isSymbol(.minus),
      current.bytes.upperBound == next.bytes.lowerBound
    else { return false }
    advance()
    advance()
    return true
  }

  mutating func expectEnd() -> Bool {
    if current.kind == .end { return true }
    reportUnexpected("expected nothing more")
    return false
  }

  mutating func reportUnexpected(_ expectation: String) {
    let found = current.kind == .end ? "the end" : "'\(findings.excerpt(current.bytes))'"
    findings.error(
      "expected-quantity", "\(expectation), as in \(example); found \(found)", at: current.bytes)
  }

  // MARK: Numbers and units

  mutating func part() -> Part? {
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
      guard unit != nil else {
        findings.unknownUnit(
          name, at: current.bytes, afterNumberAt: start..<current.bytes.lowerBound)
        return nil
      }
    }
    if unit != nil {
      end = current.bytes.upperBound
      advance()
      guard !reportPerSpeedOfLight(unit) else { return nil }
    }
    return Part(digits: (isNegative ? "-" : "") + digits, unit: unit, bytes: start..<end)
  }

  /// True if `GeV/c` was met, which is `GeV` here.
  mutating func reportPerSpeedOfLight(_ unit: Unit?) -> Bool {
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
  mutating func sharedUnit(_ first: Part, _ second: Part) -> (unit: Unit?, Void)? {
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
  mutating func number(_ part: Part, in shared: Unit?) -> Double? {
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
  mutating func fit(
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

extension FindingCollector {
  /// Reports a name behind a number that is no unit; `0x10` and `1_000` are met here too.
  mutating func unknownUnit(
    _ name: String, at bytes: Range<Int>, afterNumberAt number: Range<Int>
  ) {
    let isAttached = text(number).utf8.last?.isBlank == false
    let looksLikeDigits = name.utf8.contains(where: \.isDigit) || name.utf8.first == 0x5F
    if isAttached, looksLikeDigits {
      let whole = number.lowerBound..<bytes.upperBound
      return error(
        "not-decimal",
        "'\(excerpt(whole))' is not a plain decimal number such as 12, 1.5 or 1e-3", at: whole)
    }
    let nearest = Unit.all.map(\.name).nearest(to: name)
    let hint =
      nearest.map { "did you mean '\($0)'?" } ?? "expected an operator or \(Unit.listing)"
    error("unknown-unit", "unknown unit '\(name)'; \(hint)", at: bytes, replacement: nearest)
  }
}

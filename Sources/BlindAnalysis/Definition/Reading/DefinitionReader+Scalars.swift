/// Single values.
extension DefinitionReader {
  /// A value that is no list, no mapping and not empty.
  mutating func scalar(_ node: YAMLNode, expecting expectation: String) -> YAMLScalar? {
    switch node.content {
    case .scalar(let scalar):
      let isNull = scalar.isPlain && ["", "~", "null", "Null", "NULL"].contains(scalar.text)
      guard !isNull, scalar.text.contains(where: { $0 != " " && $0 != "\n" }) else {
        report(.missingValue(expectation, at: node.span))
        return nil
      }
      return scalar
    case .refused: return nil
    case .sequence, .mapping:
      report(.wrongType(expected: expectation, found: node))
      return nil
    }
  }

  // MARK: Texts

  mutating func text(_ node: YAMLNode) -> Placed<String>? {
    guard let scalar = scalar(node, expecting: "a text") else { return nil }
    let trimmed = scalar.text.last == "\n" ? String(scalar.text.dropLast()) : scalar.text
    if let problem = TextProblem(trimmed) {
      report(.badText(problem, at: node.span))
      return nil
    }
    return Placed(value: trimmed, span: node.span)
  }

  mutating func text(_ key: String, in fields: Fields) -> Placed<String>? {
    fields[key].flatMap { text($0) }
  }

  /// The texts of a list, which must differ.
  mutating func texts(_ key: String, in fields: Fields) -> [Placed<String>] {
    var seen: Set<String> = []
    var texts: [Placed<String>] = []
    for item in list(key, in: fields) {
      guard let text = text(item) else { continue }
      if seen.insert(text.value).inserted {
        texts.append(text)
      } else {
        report(.duplicateName(text.value, at: text.span))
      }
    }
    return texts
  }

  /// Names that people choose, such as those of regions: short texts.
  mutating func isGoodName(_ name: String, at span: SourceSpan) -> Bool {
    guard let problem = TextProblem(name, longest: 100) else { return true }
    report(.badText(problem, at: span))
    return false
  }

  /// The key `name` of a list's entry, which no other entry may have.
  mutating func name(in entry: Fields, others: inout Set<String>) -> String? {
    guard let name = text("name", in: entry), isGoodName(name.value, at: name.span) else {
      return nil
    }
    guard others.insert(name.value).inserted else {
      report(.duplicateName(name.value, at: name.span))
      return nil
    }
    return name.value
  }

  // MARK: Choices

  /// One of the words in the grammar; the raw values of `Choice` are these words.
  mutating func choice<Choice: RawRepresentable<String>>(
    _ key: String, in fields: Fields
  ) -> Choice? {
    guard let node = fields[key], let shape = fields.section.key(key)?.shape else { return nil }
    return word(node, shape).flatMap { Choice(rawValue: $0) }
  }

  mutating func choices<Choice: RawRepresentable<String>>(
    _ key: String, in fields: Fields
  ) -> [Choice] {
    guard case .list(let shape, _)? = fields.section.key(key)?.shape else { return [] }
    return list(key, in: fields).compactMap { node in
      word(node, shape).flatMap { Choice(rawValue: $0) }
    }
  }

  mutating func word(_ node: YAMLNode, _ shape: Grammar.Shape) -> String? {
    guard case .choice(let known, let later) = shape,
      let scalar = scalar(node, expecting: "one of \(known.joined(separator: ", "))")
    else { return nil }
    return word(scalar.text, known: known, later: later, at: node.span)
  }

  mutating func word(
    _ word: String, known: [String], later: [String], at span: SourceSpan
  ) -> String? {
    if known.contains(word) { return word }
    if later.contains(word) {
      report(.notSupportedYet("'\(word)'", supported: known, at: span))
    } else {
      report(.unknownValue(word, known: known, at: span))
    }
    return nil
  }

  // MARK: Integers

  mutating func integer(_ key: String, in fields: Fields) -> Int? {
    guard let node = fields[key], case .integer(let allowed)? = fields.section.key(key)?.shape,
      let value = wholeNumber(node)
    else { return nil }
    guard allowed.contains(value) else {
      let bounds = "from \(allowed.lowerBound) to \(allowed.upperBound)"
      report(.outOfRange("'\(key)' must be \(bounds), not \(value)", at: node.span))
      return nil
    }
    return value
  }

  /// A list of whole numbers; nil if one of them is wrong.
  mutating func integers(_ key: String, in fields: Fields) -> [Int]? {
    guard case .list(.integer(let allowed), _)? = fields.section.key(key)?.shape else { return nil }
    let items = list(key, in: fields)
    let values = items.compactMap { node -> Int? in
      guard let value = wholeNumber(node) else { return nil }
      guard allowed.contains(value) else {
        let bounds = "from \(allowed.lowerBound) to \(allowed.upperBound)"
        report(.outOfRange("'\(key)' must be \(bounds), not \(value)", at: node.span))
        return nil
      }
      return value
    }
    return values.count == items.count && !items.isEmpty ? values : nil
  }

  /// Decimal digits without quotes, sign and leading zeros, which YAML reads in several ways.
  mutating func wholeNumber(_ node: YAMLNode) -> Int? {
    guard let scalar = scalar(node, expecting: "a whole number") else { return nil }
    let digits = scalar.text.utf8
    let isDecimal =
      scalar.isPlain && digits.allSatisfy { $0.isDigit }
      && (digits.count == 1 || digits.first != UInt8(ascii: "0"))
    guard isDecimal, let value = Int(scalar.text) else {
      report(.wrongType(expected: "a whole number in digits", found: node))
      return nil
    }
    return value
  }
}

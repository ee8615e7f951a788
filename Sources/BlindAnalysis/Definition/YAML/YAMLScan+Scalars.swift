/// Keys, quoted text and the traps at the beginning of a value.
extension YAMLScan {
  /// A key in one line, and the colon behind it.
  struct ScannedKey {
    /// nil when escapes hide the text.
    let text: String?
    let place: Place
    let isQuoted: Bool
    /// As written.
    let length: Int
    /// The column of the colon, counted from zero.
    let end: Int
  }

  /// Looks for `key:` at the cursor; the cursor stays where it is when there is none.
  mutating func scanKey() -> ScannedKey? {
    let (start, place) = (column, here)
    let quote = peek().flatMap { $0 == "\"" || $0 == "'" ? $0 : nil }
    if peek() == "[" || peek() == "{" { return nil }
    if quote != nil {
      let first = line
      skipQuoted()
      guard line == first else { return backTo(Place(line: first + 1, column: start + 1)) }
    } else {
      while !isAtEnd, !(peek() == ":" && endsKey(peek(1))), !endsFlowScalar { column += 1 }
    }
    let end = column
    skipSpaces()
    guard peek() == ":", endsKey(peek(1)) || quote != nil else { return backTo(place) }
    defer { column = start }
    return ScannedKey(
      text: keyText(start..<end, quote: quote), place: place, isQuoted: quote != nil,
      length: end - start, end: column)
  }

  private mutating func backTo(_ place: Place) -> ScannedKey? {
    (line, column) = (place.line - 1, place.column - 1)
    return nil
  }

  private func keyText(_ range: Range<Int>, quote: Unicode.Scalar?) -> String? {
    let scalars = text.lines[line][range]
    guard let quote else { return String(scalars: scalars).trimmingTrailingSpaces }
    let inner = scalars.dropFirst().dropLast()
    return inner.contains(quote) || inner.contains("\\") ? nil : String(scalars: inner)
  }

  /// Whether a colon before this character ends a key.
  private func endsKey(_ next: Unicode.Scalar?) -> Bool {
    isBlank(next) || (isInFlow && next.map(isFlowIndicator) == true)
  }

  var isInFlow: Bool {
    frames.last.map { $0.kind == .flowMapping || $0.kind == .flowSequence } ?? false
  }

  var endsFlowScalar: Bool { isInFlow && peek().map(isFlowIndicator) == true }

  func isFlowIndicator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ",", "[", "]", "{", "}": true
    default: false
    }
  }

  /// From the opening quote to behind the closing one, or to the end of the text.
  mutating func skipQuoted() {
    guard let quote = peek() else { return }
    column += 1
    while line < text.lines.count {
      switch peek() {
      case nil: nextLine()
      case "\\" where quote == "\"": column += 2
      case quote where quote == "'" && peek(1) == "'": column += 2
      case quote:
        column += 1
        return
      default: column += 1
      }
    }
  }
}

// MARK: - Traps

extension YAMLScan {
  /// Anchors, aliases, tags and reserved characters where a value begins.
  mutating func skipProperties() {
    while let first = peek() {
      switch first {
      case "&": removeProperty(Diagnostic.anchor)
      case "!" where tagsAnotherNode: removeProperty(Diagnostic.tag)
      case "!": return disarm(Diagnostic.tag)
      case "*": return disarm(Diagnostic.alias)
      case "%", "@", "`": return disarm { Diagnostic.reserved(first, at: $0) }
      case "?" where isBlank(peek(1)):
        report(Diagnostic.complexKey, at: here)
        return giveUp()
      default: return
      }
    }
  }

  /// `!name [` and the like are meant as tags; anything else is an expression that begins with `!`.
  private var tagsAnotherNode: Bool {
    var ahead = self
    ahead.skipWord()
    ahead.skipSpaces()
    return ahead.peek().map { "[{\"'".unicodeScalars.contains($0) } ?? false
  }

  private mutating func skipWord() {
    while let next = peek(), next != " ", !endsFlowScalar { column += 1 }
  }

  /// Blanks out the word; text that follows it has no meaning of its own any more.
  private mutating func removeProperty(_ make: (SourceSpan) -> Diagnostic) {
    let start = here
    skipWord()
    report(make, at: start, length: here.column - start.column)
    for column in start.column..<here.column {
      exchange(" ", at: Place(line: start.line, column: column))
    }
    skipSpaces()
    guard !isAtEnd, let next = peek(), !"[{\"'|>".unicodeScalars.contains(next) else { return }
    refuse(here)
  }

  /// Leaves plain text where the trap was, and remembers not to look at it.
  private mutating func disarm(_ make: (SourceSpan) -> Diagnostic) {
    report(make, at: here)
    exchange("_", at: here)
    refuse(here)
  }

  /// `5 GeV #3` loses its end silently; `5 GeV # three` is meant.
  mutating func warnAboutComment() {
    guard let next = peek(1), next != " ", next != "#" else { return }
    report(Diagnostic.commentInValue, at: here)
  }
}

extension String {
  var trimmingTrailingSpaces: String {
    String(String(reversed().drop { $0 == " " }).reversed())
  }
}

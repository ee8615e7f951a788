/// Block style: one entry a line, nested by indentation.
extension YAMLScan {
  /// The column that a continued value has to be right of.
  private var parentColumn: Int { frames.last?.column ?? -1 }

  /// A key with its value, or the item of a sequence.
  mutating func scanBlockNode() {
    countNode()
    skipProperties()
    guard !isAtEnd else { return nextLine() }
    guard let key = scanKey() else { return scanBlockValue() }
    enter(.blockMapping)
    register(key)
    column = key.end + 1
    skipSpaces()
    skipProperties()
    if isAtEnd { nextLine() } else { scanBlockValue() }
  }

  /// A value that begins at the cursor and ends in this line or a later one.
  private mutating func scanBlockValue() {
    switch peek() {
    case "[", "{": scanFlow()
    case "\"", "'": skipQuoted()
    case "|", ">": return skipBlockScalar()
    default: return skipPlain()
    }
    nextLine()  // what else stands here is the parser's to report
  }

  /// `---` may open the file; whatever else begins or ends a document ends the reading.
  mutating func scanMarker(_ marker: DocumentMarker) {
    switch marker {
    case .start where isFirstContent:
      for column in 0..<3 { exchange(" ", at: Place(line: line + 1, column: column + 1)) }
      column = 3
      skipSpaces()
      if isAtEnd { nextLine() } else { scanBlockNode() }
    case .start:
      report(Diagnostic.severalDocuments, at: here, length: 3)
      cut()
    case .end:
      cut()
    case .directive:
      report(Diagnostic.directive, at: here)
      cut()
    }
  }

  private var isFirstContent: Bool {
    text.lines[..<line].allSatisfy { $0.first { $0 != " " } ?? "#" == "#" }
  }

  enum DocumentMarker { case start, end, directive }

  /// What stands at the left margin and is no content.
  var documentMarker: DocumentMarker? {
    switch (peek(), peek(1), peek(2)) {
    case ("-", "-", "-") where isBlank(peek(3)): .start
    case (".", ".", ".") where isBlank(peek(3)): .end
    case ("%", _, _): .directive
    default: nil
    }
  }
}

/// Values that reach over several lines.
extension YAMLScan {
  /// Unquoted text, with the lines that continue it.
  private mutating func skipPlain() {
    let parent = parentColumn
    repeat {
      while !isAtEnd { column += 1 }
      if peek() == "#" {
        warnAboutComment()
        return nextLine()
      }
      nextLine()
    } while moveToContinuation(rightOf: parent)
  }

  /// At the first character of the next line with content, if that is indented enough.
  private mutating func moveToContinuation(rightOf parent: Int) -> Bool {
    let start = line
    while line < text.lines.count {
      column = 0
      skipSpaces()
      if peek() != nil {
        let continues = column > parent && peek() != "#" && !(column == 0 && documentMarker != nil)
        if !continues { line = start }
        column = continues ? column : 0
        return continues
      }
      nextLine()
    }
    return false
  }

  /// `key: |` or `key: >`: all deeper lines are text.
  private mutating func skipBlockScalar() {
    let parent = parentColumn
    nextLine()
    while line < text.lines.count {
      skipSpaces()
      if peek() != nil, column <= parent { break }
      nextLine()
    }
    column = 0
  }
}

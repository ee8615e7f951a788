/// Finds what YAML allows and an analysis file does not, and what people write by accident.
///
/// It knows just enough YAML (indentation, brackets, quotes, comments) to find keys and the
/// beginnings of values. Each finding is reported and its characters are exchanged for harmless
/// ones, column for column, so that the parser still gets a text it can read and all findings of a
/// file come out together. Aliases never reach the parser, so nothing can expand.
struct YAMLScan {
  /// Collections inside collections; an analysis file needs six.
  static let maximumDepth = 32

  /// Keys and values of one file; an analysis file has some hundred.
  static let maximumNodes = 50_000

  /// The text for the parser.
  private(set) var text: SourceText
  private(set) var findings: [Diagnostic] = []
  /// Where values and keys begin that have been reported and that nobody should look at again.
  private(set) var refused: Set<Place> = []
  /// Whether the parser may see the text: not so when it is nested without reason.
  private(set) var isReadable = true

  // The cursor, counted from zero.
  var line = 0
  var column = 0
  var frames: [Frame] = []
  private var exchangedKeys = 0
  private var nodes = 0

  /// An open collection.
  struct Frame {
    enum Kind { case blockMapping, blockSequence, flowMapping, flowSequence }

    let kind: Kind
    /// Where its lines begin, counted from zero.
    let column: Int
    var keys: [String: Place] = [:]
  }

  /// A line and a column, from 1.
  struct Place: Hashable {
    let line: Int
    let column: Int
  }

  init(_ text: SourceText) {
    self.text = text
    while isReadable, line < self.text.lines.count { scanLine() }
  }

  private mutating func scanLine() {
    column = 0
    skipSpaces()
    if isAtEnd {
      nextLine()
    } else if column == 0, let marker = documentMarker {
      scanMarker(marker)
    } else {
      scanDashes()
      if isAtEnd { nextLine() } else { scanBlockNode() }
    }
  }

  /// `- - x` opens one sequence per dash.
  private mutating func scanDashes() {
    while isReadable, peek() == "-", isBlank(peek(1)) {
      enter(.blockSequence)
      column += 1
      skipSpaces()
    }
  }
}

// MARK: - The cursor

extension YAMLScan {
  var here: Place { Place(line: line + 1, column: column + 1) }

  /// The scalar at the cursor or behind it; nil past the end of the line.
  func peek(_ offset: Int = 0) -> Unicode.Scalar? {
    text.scalar(line + 1, column + 1 + offset)
  }

  func isBlank(_ scalar: Unicode.Scalar?) -> Bool { scalar == nil || scalar == " " }

  /// At the end of the line, or at a comment.
  var isAtEnd: Bool {
    peek() == nil || (peek() == "#" && (column == 0 || peek(-1) == " "))
  }

  mutating func skipSpaces() {
    while peek() == " " { column += 1 }
  }

  mutating func nextLine() {
    line += 1
    column = 0
  }
}

// MARK: - Findings

extension YAMLScan {
  mutating func report(_ make: (SourceSpan) -> Diagnostic, at place: Place, length: Int = 1) {
    let span = text.span(line: place.line, column: place.column, length: length)
    findings.append(make(span))
  }

  mutating func refuse(_ place: Place) { refused.insert(place) }

  mutating func exchange(_ scalar: Unicode.Scalar, at place: Place) {
    text.lines[place.line - 1][place.column - 1] = scalar
  }

  /// Everything from here on is invisible to the parser.
  mutating func cut() {
    text.lines.removeSubrange(line...)
    if text.lines.isEmpty { text.lines = [[]] }
  }

  mutating func giveUp() { isReadable = false }

  /// To be called for each key and value, so that no file takes long.
  mutating func countNode() {
    nodes += 1
    guard nodes == Self.maximumNodes + 1 else { return }
    report({ .tooManyEntries("the file", most: Self.maximumNodes, at: $0) }, at: here)
    giveUp()
  }

  /// Opens a block collection that begins at the cursor, or continues it.
  mutating func enter(_ kind: Frame.Kind) {
    while let top = frames.last, top.column > column { frames.removeLast() }
    if kind == .blockMapping, frames.last?.kind == .blockSequence, frames.last?.column == column {
      frames.removeLast()  // "key:" at the column of the dashes ends their sequence
    }
    guard frames.last?.kind != kind || frames.last?.column != column else { return }
    push(Frame(kind: kind, column: column))
  }

  mutating func push(_ frame: Frame) {
    frames.append(frame)
    guard frames.count > Self.maximumDepth else { return }
    report(Diagnostic.nestedTooDeeply, at: here)
    giveUp()
  }

  /// Remembers a key of the innermost mapping; a second one of that name is hidden.
  mutating func register(_ key: ScannedKey) {
    guard let top = frames.indices.last, let text = key.text else { return }
    if text == "<<" {
      report(Diagnostic.mergeKey, at: key.place, length: key.length)
      refuse(key.place)
    }
    guard let first = frames[top].keys[text] else {
      frames[top].keys[text] = key.place
      return
    }
    let line = first.line
    report(
      { Diagnostic.duplicateKey(text, firstLine: line, at: $0) }, at: key.place, length: key.length)
    hide(key)
  }

  /// Makes a repeated key differ from all others, by a character that no file contains.
  private mutating func hide(_ key: ScannedKey) {
    exchangedKeys += 1
    guard key.text?.isEmpty == false, exchangedKeys <= 6_000,
      let mark = Unicode.Scalar(0xE000 + UInt32(exchangedKeys))
    else { return giveUp() }
    let inside = key.place.column + (key.isQuoted ? 1 : 0)
    exchange(mark, at: Place(line: key.place.line, column: inside))
    refuse(key.place)
  }
}

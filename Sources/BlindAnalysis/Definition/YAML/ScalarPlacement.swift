/// Where the characters of a scalar stand in the file, through quotes, escapes and folded lines.
struct ScalarPlacement: Sendable {
  enum Style { case plain, singleQuoted, doubleQuoted, block }

  private let file: String
  /// One place per Unicode scalar of the value, and one behind the last.
  private let places: [YAMLScan.Place]

  /// - Parameter start: Where the parser saw the scalar begin: its opening quote, if it has one.
  init(of value: String, style: Style, at start: YAMLScan.Place, in text: SourceText) {
    var walk = Walk(text: text, style: style, start: start)
    var places: [YAMLScan.Place] = []
    for scalar in value.unicodeScalars { places.append(walk.step(over: scalar)) }
    places.append(walk.place)
    self.places = places
    self.file = text.file
  }

  /// The place of some characters of the value; only their first line when they are folded.
  ///
  /// - Parameter range: Unicode scalars of the value, from 0; what lies outside is left out.
  func span(_ range: Range<Int>) -> SourceSpan {
    let last = places.count - 1
    let lower = min(max(range.lowerBound, 0), last)
    let start = places[lower]
    let end = places[lower...min(max(range.upperBound, lower), last)].last { $0.line == start.line }
    return SourceSpan(
      file: file, line: start.line, column: start.column,
      length: max(1, (end?.column ?? start.column) - start.column))
  }

  /// Behind the last character.
  var end: YAMLScan.Place { places[places.count - 1] }

  /// The whole scalar, without its quotes.
  var whole: SourceSpan { span(0..<(places.count - 1)) }
}

/// Steps through value and source side by side.
private struct Walk {
  let text: SourceText
  let style: ScalarPlacement.Style
  var place: YAMLScan.Place

  init(text: SourceText, style: ScalarPlacement.Style, start: YAMLScan.Place) {
    (self.text, self.style) = (text, style)
    switch style {
    case .plain: place = start
    case .singleQuoted, .doubleQuoted:
      place = YAMLScan.Place(line: start.line, column: start.column + 1)
    case .block: place = Self.firstCharacter(below: start.line, in: text)
    }
  }

  /// Returns where this character of the value stands, and moves behind it.
  mutating func step(over scalar: Unicode.Scalar) -> YAMLScan.Place {
    if isAtLineEnd { return fold(scalar) }
    let here = place
    advance(by: width(of: scalar))
    return here
  }

  /// Trailing spaces are dropped when a line is folded.
  private var isAtLineEnd: Bool {
    var column = place.column
    while text.scalar(place.line, column) == " " { column += 1 }
    guard text.scalar(place.line, column) == nil else { return false }
    return style != .block || column == place.column
  }

  /// A line break stands for one character of the value, or for none before a line break.
  private mutating func fold(_ scalar: Unicode.Scalar) -> YAMLScan.Place {
    let here = place
    place = Self.firstCharacter(below: place.line, in: text)
    return scalar == " " || scalar == "\n" ? here : step(over: scalar, at: place)
  }

  private mutating func step(
    over scalar: Unicode.Scalar, at here: YAMLScan.Place
  ) -> YAMLScan.Place {
    advance(by: width(of: scalar))
    return here
  }

  /// How many characters of the source make this one.
  private func width(of scalar: Unicode.Scalar) -> Int {
    let next = text.scalar(place.line, place.column)
    if style == .singleQuoted, scalar == "'" { return 2 }
    guard style == .doubleQuoted, next == "\\" else { return 1 }
    switch text.scalar(place.line, place.column + 1) {
    case "x": return 4
    case "u": return 6
    case "U": return 10
    default: return 2
    }
  }

  private mutating func advance(by width: Int) {
    place = YAMLScan.Place(line: place.line, column: place.column + width)
  }

  /// The first character of the next line with content; the end of the text when there is none.
  private static func firstCharacter(below line: Int, in text: SourceText) -> YAMLScan.Place {
    for index in text.lines.indices.dropFirst(line) {
      if let column = text.lines[index].firstIndex(where: { $0 != " " }) {
        return YAMLScan.Place(line: index + 1, column: column + 1)
      }
    }
    return YAMLScan.Place(line: text.lines.count, column: (text.lines.last?.count ?? 0) + 1)
  }
}

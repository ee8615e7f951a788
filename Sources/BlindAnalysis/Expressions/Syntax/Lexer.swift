/// Cuts a text into tokens; what does not belong to the language is reported and passed over.
struct Lexer {
  /// In bytes; longer texts are refused unread.
  static let longestText = 16 * 1024

  private let bytes: [UInt8]
  private var position = 0
  private var tokens: [Token] = []

  private init(_ text: String) { bytes = Array(text.utf8) }

  /// The tokens of the source, ending with exactly one `.end`.
  static func tokens(of source: PlacedText, findings: inout FindingCollector) -> [Token] {
    let size = source.text.utf8.count
    guard size <= longestText else {
      findings.error(
        "text-too-long", "the text is longer than \(longestText) bytes; split it into named parts",
        at: 0..<1)
      return [Token(kind: .end, bytes: size..<size)]
    }
    var lexer = Lexer(source.text)
    while lexer.position < lexer.bytes.count { lexer.readToken(&findings) }
    lexer.add(.end, length: 0)
    return lexer.tokens
  }

  private mutating func readToken(_ findings: inout FindingCollector) {
    let byte = bytes[position]
    if byte.isBlank {
      position += 1
    } else if byte.isDigit || (byte.isPoint && peek(1).isDigit) {
      readNumber()
    } else if byte.isNameStart {
      readName()
    } else {
      readSymbol(&findings)
    }
  }

  /// `12`, `1.5`, `.5`, `5.`, `1e-3`; in `45..62` the number ends before the points.
  private mutating func readNumber() {
    var end = position
    func digits() { while at(end).isDigit { end += 1 } }
    digits()
    if at(end).isPoint, !at(end + 1).isPoint {
      end += 1
      digits()
    }
    if let exponentEnd = exponentEnd(from: end) { end = exponentEnd }
    add(.number(text(upTo: end)), length: end - position)
  }

  /// The end of `e-3`; nil if the `e` belongs to a unit, as in `5eV`.
  private func exponentEnd(from start: Int) -> Int? {
    guard at(start) | 0x20 == 0x65 else { return nil }
    let isSigned = at(start + 1) == 0x2B || at(start + 1) == 0x2D
    var end = start + (isSigned ? 2 : 1)
    guard at(end).isDigit else { return nil }
    while at(end).isDigit { end += 1 }
    return end
  }

  /// Points may stand inside a name, but `lo..hi` is a range between two names.
  private mutating func readName() {
    var end = position
    while at(end).isNamePart || (at(end).isPoint && at(end + 1).isNamePart) { end += 1 }
    add(.name(text(upTo: end)), length: end - position)
  }

  private mutating func readSymbol(_ findings: inout FindingCollector) {
    if let symbol = symbol(at: position) {
      add(.symbol(symbol), length: symbol.rawValue.utf8.count)
    } else if let habit = Habit.all.first(where: { matches($0.written, at: position) }) {
      let length = habit.written.utf8.count
      findings.error(
        "unknown-operator", habit.message, at: position..<(position + length),
        replacement: habit.meant.rawValue)
      add(.symbol(habit.meant), length: length)
    } else {
      readUnexpected(&findings)
    }
  }

  /// Passes over one character of any width.
  private mutating func readUnexpected(_ findings: inout FindingCollector) {
    var end = position + 1
    while at(end) & 0xC0 == 0x80 { end += 1 }
    findings.error(
      "unexpected-character", "unexpected '\(text(upTo: end))'", at: position..<end)
    position = end
  }

  /// The longest symbol that starts here.
  private func symbol(at start: Int) -> Symbol? {
    Symbol.allCases.filter { matches($0.rawValue, at: start) }
      .max { $0.rawValue.utf8.count < $1.rawValue.utf8.count }
  }

  private func matches(_ expected: String, at start: Int) -> Bool {
    bytes.dropFirst(start).starts(with: expected.utf8)
  }

  private mutating func add(_ kind: Token.Kind, length: Int) {
    tokens.append(Token(kind: kind, bytes: position..<(position + length)))
    position += length
  }

  private func text(upTo end: Int) -> String {
    String(decoding: bytes[position..<end], as: UTF8.self)
  }

  private func peek(_ distance: Int) -> UInt8 { at(position + distance) }

  /// Zero, which no class contains, behind the end.
  private func at(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }
}

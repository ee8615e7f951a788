import Ledger

/// Reads the text of a list of spills and collects everything that is wrong with it.
///
/// The first line that is neither empty nor a comment is the header. Without it nothing is told of
/// the file, not even that it is too long, since a file of events may stand here by mistake.
struct SpillListReader {
  /// Longest file, in bytes: about a hundred thousand single spills, and far more in stretches.
  static let maximumSize = 1 << 20

  private let text: SourceText
  private let isTooLong: Bool
  private(set) var findings: [Diagnostic] = []
  private(set) var entries: [SpillRange] = []

  init(_ bytes: [UInt8], file: String) {
    isTooLong = bytes.count > Self.maximumSize
    let scalars = String(decoding: bytes.prefix(Self.maximumSize), as: UTF8.self).unicodeScalars
    let lines = scalars.dropFirst(scalars.first == "\u{FEFF}" ? 1 : 0)
      .split(separator: "\n", omittingEmptySubsequences: false)
    text = SourceText(file: file, lines: lines.map(Self.content))
  }

  /// Without the end of the line and blanks before it.
  private static func content(_ line: Substring.UnicodeScalarView) -> [Unicode.Scalar] {
    var kept = line
    while let last = kept.last, last == "\r" || isBlank(last) { kept.removeLast() }
    return Array(kept)
  }

  /// - Returns: Whether the file is a list of spills at all.
  mutating func read() -> Bool {
    let rows = text.lines.indices.filter { !isEmpty(text.lines[$0]) }
    guard let first = rows.first, let header = SpillListHeader(fields(of: first)) else {
      findings.append(.spillListHeader(at: text.span(line: 1, column: 1)))
      return false
    }
    guard !isTooLong else {
      findings.append(.spillListTooLong(at: text.span(line: first + 1, column: 1)))
      return true
    }
    for row in rows.dropFirst() { read(row, as: header) }
    return true
  }

  /// The findings; the header is not quoted, as it may be a row of events.
  func error(quoting: Bool) -> DefinitionError {
    DefinitionError(findings: DefinitionFindings(findings, in: quoting ? text : nil))
  }

  mutating func refuseEmpty() {
    findings.append(.spillListEmpty(at: text.span(line: text.lines.count, column: 1)))
  }

  mutating func refuse(_ error: CanonicalWriteError) {
    findings.append(.withoutCanonicalForm(error, at: text.span(line: 1, column: 1)))
  }

  private mutating func read(_ row: Int, as header: SpillListHeader) {
    let fields = fields(of: row)
    guard fields.count == header.fields.count else {
      let whole = text.span(line: row + 1, column: 1, length: text.lines[row].count)
      findings.append(.spillFields(fields.count, expected: header.fields, at: whole))
      return
    }
    let numbers = zip(fields, header.fields).compactMap { number($0, named: $1) }
    guard numbers.count == fields.count else { return }
    let (first, last) = (numbers[1], numbers[numbers.count - 1])
    guard first <= last else {
      findings.append(.reversedSpills(first, last, at: fields[1].span))
      return
    }
    entries.append(SpillRange(run: numbers[0], spills: first...last))
  }

  private mutating func number(_ field: Placed<String>, named name: String) -> Int64? {
    let isDigits = !field.value.isEmpty && field.value.utf8.allSatisfy { $0.isDigit }
    guard isDigits, let value = Int64(field.value) else {
      findings.append(.spillNumber(field.value, named: name, at: field.span))
      return nil
    }
    return value
  }

  private func isEmpty(_ line: [Unicode.Scalar]) -> Bool {
    guard let first = line.first(where: { !Self.isBlank($0) }) else { return true }
    return first == "#"
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

  /// What stands between the commas, without the blanks around it.
  private func fields(of row: Int) -> [Placed<String>] {
    let parts = text.lines[row].split(separator: ",", omittingEmptySubsequences: false)
    return parts.map { part in
      let start = part.firstIndex { !Self.isBlank($0) } ?? part.endIndex
      let end = part.lastIndex { !Self.isBlank($0) }.map { $0 + 1 } ?? start
      let span = text.span(line: row + 1, column: start + 1, length: end - start)
      return Placed(value: String(scalars: part[start..<end]), span: span)
    }
  }
}

/// The two forms of a list.
enum SpillListHeader: CaseIterable {
  case single, stretches

  init?(_ given: [Placed<String>]) {
    guard let header = Self.allCases.first(where: { $0.fields == given.map(\.value) }) else {
      return nil
    }
    self = header
  }

  var fields: [String] {
    switch self {
    case .single: ["run", "spill"]
    case .stretches: ["run", "first spill", "last spill"]
    }
  }
}

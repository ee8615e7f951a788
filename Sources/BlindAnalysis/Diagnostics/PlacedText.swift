/// A text from an analysis file that knows where it stands there.
public struct PlacedText: Hashable, Sendable {
  /// How places in the text relate to places in the file.
  public enum Layout: Hashable, Sendable {
    /// The file holds the text character by character, from `start` on.
    case verbatim
    /// The file writes it differently (folded lines, escapes): every finding points at `start`.
    case folded
  }

  public let text: String
  /// The place of the first character.
  public let start: SourceSpan
  public let layout: Layout

  public init(_ text: String, at start: SourceSpan, layout: Layout = .verbatim) {
    self.text = text
    self.start = start
    self.layout = layout
  }

  /// The place in the file of the given UTF-8 bytes of the text; clamped to the text.
  func span(ofBytes range: Range<Int>) -> SourceSpan {
    guard layout == .verbatim else { return start }
    let scalarsBefore = text.utf8.prefix(max(0, range.lowerBound)).count(where: startsScalar)
    let scalarsWithin = text.utf8.prefix(max(0, range.upperBound))
      .dropFirst(max(0, range.lowerBound)).count(where: startsScalar)
    let (column, overflow) = start.column.addingReportingOverflow(scalarsBefore)
    return SourceSpan(
      file: start.file, line: start.line, column: overflow ? start.column : column,
      length: scalarsWithin)
  }

  /// A fix-it can only be applied where file and text agree character by character.
  func replacement(_ text: String?) -> String? { layout == .verbatim ? text : nil }
}

/// True for every byte of UTF-8 except the continuation bytes.
private func startsScalar(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

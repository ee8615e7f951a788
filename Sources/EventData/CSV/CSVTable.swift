/// A table in comma-separated text, whose first line names the columns.
///
/// Read as UTF-8, with a byte order mark stepped over; lines end in LF or CR LF; fields may be
/// quoted, but not run over a line's end; empty lines are skipped.
final class CSVTable: Table {
  let path: String
  private let file: HeldFile
  /// One name a column; empty for one that cannot be asked for.
  private let header: [String]
  private let firstRow: Int

  /// - Throws: `DataError` when the first line is not a list of distinct names.
  init(_ file: HeldFile) throws(DataError) {
    (self.file, path) = (file, file.path)
    var lines = LineReader(file, from: try Self.lengthOfMark(in: file))
    var header: [String]?
    while header == nil, let line = try lines.next() {
      header = try Self.names(lines.buffer[line.range], isText: line.isText, in: file.path)
    }
    guard let header else {
      throw DataError(.wrongFormat, in: file.path, "is empty; expected a line of column names")
    }
    self.header = header
    firstRow = lines.offset
  }

  var columnNames: [String] { header.filter { !$0.isEmpty } }

  func rows(_ selection: ColumnSelection) throws(DataError) -> any RowSource {
    var plan = CSVColumnPlan(columns: header.count)
    for (slot, request) in selection.numbers.enumerated() {
      plan.deliver(number: try place(of: request.branch), to: slot)
    }
    for (slot, request) in selection.identifiers.enumerated() {
      plan.deliver(identifier: try place(of: request.branch), to: slot)
    }
    return CSVRows(file: file, firstRow: firstRow, selection: selection, plan: plan)
  }

  private func place(of name: String) throws(DataError) -> Int {
    guard !name.isEmpty, let place = header.firstIndex(of: name) else {
      throw .missingColumn(name, "has no column", columnNames, in: path)
    }
    return place
  }

  /// Three, if the file starts with a byte order mark.
  private static func lengthOfMark(in file: HeldFile) throws(DataError) -> Int {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    return try file.bytes(at: 0, atMost: mark.count) == mark ? mark.count : 0
  }

  /// The names in the first line; nil if it is empty.
  ///
  /// No message quotes the line: if the header is missing, it is a row.
  private static func names(_ line: ArraySlice<UInt8>, isText: Bool, in path: String)
    throws(DataError) -> [String]?
  {
    guard isText else {
      throw DataError(.wrongFormat, in: path, "is not a text file with a line of column names")
    }
    guard line.contains(where: { !isBlank($0) }) else { return nil }
    guard let fields = quotedFields(line) else {
      throw DataError(.wrongFormat, in: path, "has quotes in its first line that do not pair up")
    }
    guard !fields.contains(where: isNumber) else {
      throw DataError(
        .wrongFormat, in: path, "has a number in its first line; expected column names")
    }
    let names = fields.map { String(decoding: $0, as: UTF8.self) }
    var seen: Set<String> = []
    for name in names where !name.isEmpty && !seen.insert(name).inserted {
      throw .ambiguousColumn(name, "has several columns", in: path)
    }
    return names
  }

  private static func isNumber(_ field: [UInt8]) -> Bool {
    DecimalParser().number(field.span, 0, field.count) != nil
  }
}

/// Turns lines into rows of a batch, of which only the requested columns are parsed.
struct CSVRowParser {
  private let plan: CSVColumnPlan
  private let decimals = DecimalParser()

  init(_ plan: CSVColumnPlan) { self.plan = plan }

  /// Fills the batch, or as much of it as there are lines.
  ///
  /// - Throws: `DataError` when the file cannot be read; rows before are in the batch.
  func fill(_ batch: inout RawBatch, from lines: inout LineReader) throws(DataError) {
    defer { plan.copyRepeated(in: &batch) }
    while batch.count < batch.capacity, let line = try lines.next() {
      if line.isBlank(in: lines.buffer.span) { continue }
      let row = batch.count
      batch.identifierIsWhole[row] = true
      let isReadable = line.isText && parse(line, of: lines.buffer, into: &batch, at: row)
      batch.readable[row] = isReadable
      if !isReadable { clear(row, of: &batch) }
      batch.count += 1
    }
  }

  private func parse(
    _ line: Line, of buffer: [UInt8], into batch: inout RawBatch, at row: Int
  ) -> Bool {
    line.hasQuotes
      ? parseQuoted(buffer[line.range], into: &batch, at: row)
      : parsePlain(buffer.span, line.range, plan.roles.span, into: &batch, at: row)
  }

  /// A line without quotes: each comma ends a field.
  private func parsePlain(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ roles: Span<CSVColumnPlan.Role>,
    into batch: inout RawBatch, at row: Int
  ) -> Bool {
    var (column, position) = (0, line.lowerBound)
    while column < roles.count {
      let role = roles[column]
      if !storeNumber(bytes, &position, line.upperBound, role, into: &batch, at: row) {
        let start = position
        while position < line.upperBound, bytes[position] != UInt8(ascii: ",") { position += 1 }
        if role.isWanted { store(bytes, start, position, role, into: &batch, at: row) }
      }
      column += 1
      if position == line.upperBound { return column == roles.count }
      position += 1
    }
    return false
  }

  /// The usual field: a number in digits from comma to comma, and nothing else to be made of it.
  ///
  /// Where it is not, stays in place for `store`.
  @inline(__always)
  private func storeNumber(
    _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int, _ role: CSVColumnPlan.Role,
    into batch: inout RawBatch, at row: Int
  ) -> Bool {
    guard let slot = role.number, role.identifier == nil else { return false }
    var ahead = position
    guard let number = decimals.leadingNumber(bytes, &ahead, end),
      ahead == end || bytes[ahead] == UInt8(ascii: ",")
    else { return false }
    batch.numbers[slot][row] = number
    position = ahead
    return true
  }

  private func parseQuoted(
    _ line: ArraySlice<UInt8>, into batch: inout RawBatch, at row: Int
  ) -> Bool {
    guard let fields = quotedFields(line), fields.count == plan.roles.count else {
      return false
    }
    for (field, role) in zip(fields, plan.roles) where role.isWanted {
      store(field.span, 0, field.count, role, into: &batch, at: row)
    }
    return true
  }

  /// Puts a field where its column belongs; a text where a number is wanted is NaN.
  ///
  /// It does not make the row unreadable: which columns are wanted differs between analyses, and
  /// the difference of two counts of unreadable rows would tell of blinded ones.
  private func store(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ role: CSVColumnPlan.Role,
    into batch: inout RawBatch, at row: Int
  ) {
    var (start, end) = (start, end)
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    if let slot = role.number {
      batch.numbers[slot][row] = decimals.number(bytes, start, end) ?? .nan
    }
    if let slot = role.identifier {
      let whole = identifier(bytes, start, end)
      batch.identifiers[slot][row] = whole ?? 0
      if whole == nil { batch.identifierIsWhole[row] = false }
    }
  }

  /// All digits exact; `12.0` counts as 12, as it does in a ROOT file.
  private func identifier(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int64? {
    var value: Int64 = 0
    var position = start
    let isNegative = position < end && bytes[position] == UInt8(ascii: "-")
    if isNegative || position < end && bytes[position] == UInt8(ascii: "+") { position += 1 }
    guard position < end else { return nil }
    while position < end {
      let digit = Int64(bytes[position]) - Int64(UInt8(ascii: "0"))
      guard (0...9).contains(digit) else {
        return decimals.number(bytes, start, end).flatMap(wholeNumber)
      }
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(isNegative ? -digit : digit)
      if overflow || carry { return nil }
      value = sum
      position += 1
    }
    return value
  }

  /// Leaves nothing of the row before, or of half a row, in the columns.
  private func clear(_ row: Int, of batch: inout RawBatch) {
    for slot in batch.numbers.indices { batch.numbers[slot][row] = .nan }
    for slot in batch.identifiers.indices { batch.identifiers[slot][row] = 0 }
    batch.identifierIsWhole[row] = false
  }
}

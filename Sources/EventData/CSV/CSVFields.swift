/// Splits a line at its commas, with quotes understood; nil if the quotes do not pair up.
///
/// A field in quotes may hold commas, and quotes written twice; nothing but blanks may stand
/// between its quotes and the commas. Blanks around a field are dropped.
func quotedFields(_ line: ArraySlice<UInt8>) -> [[UInt8]]? {
  var fields: [[UInt8]] = []
  var position = line.startIndex
  while true {
    skipBlanks(line, &position)
    guard let field = nextField(line, &position) else { return nil }
    fields.append(field)
    guard position < line.endIndex else { return fields }
    position += 1
  }
}

/// Reads up to a comma or the end of the line.
private func nextField(_ line: ArraySlice<UInt8>, _ position: inout Int) -> [UInt8]? {
  guard position < line.endIndex, line[position] == UInt8(ascii: "\"") else {
    let end = line[position...].firstIndex(of: UInt8(ascii: ",")) ?? line.endIndex
    var field = Array(line[position..<end])
    while let last = field.last, isBlank(last) { field.removeLast() }
    position = end
    return field.contains(UInt8(ascii: "\"")) ? nil : field
  }
  guard let field = quotedContent(line, &position) else { return nil }
  skipBlanks(line, &position)
  return position == line.endIndex || line[position] == UInt8(ascii: ",") ? field : nil
}

private func quotedContent(_ line: ArraySlice<UInt8>, _ position: inout Int) -> [UInt8]? {
  var field: [UInt8] = []
  position += 1
  while position < line.endIndex {
    let byte = line[position]
    position += 1
    if byte == UInt8(ascii: "\"") {
      guard position < line.endIndex, line[position] == byte else { return field }
      position += 1
    }
    field.append(byte)
  }
  return nil
}

private func skipBlanks(_ line: ArraySlice<UInt8>, _ position: inout Int) {
  while position < line.endIndex, isBlank(line[position]) { position += 1 }
}

/// A space or a tabulator.
func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

/// Writes a value in one of its two layouts.
struct CanonicalWriter {
  enum Layout { case compact, indented }

  private let layout: Layout
  private var bytes: [UInt8] = []
  /// The way from the whole value to the part being written, for errors.
  private var path: [String] = []

  static func write(
    _ value: CanonicalValue, layout: Layout
  ) throws(CanonicalWriteError) -> [UInt8] {
    var writer = CanonicalWriter(layout: layout)
    try writer.write(value)
    if layout == .indented { writer.bytes.append(UInt8(ascii: "\n")) }
    return writer.bytes
  }

  private init(layout: Layout) {
    self.layout = layout
  }

  private mutating func write(_ value: CanonicalValue) throws(CanonicalWriteError) {
    switch value {
    case .null: append("null")
    case .bool(let value): append(value ? "true" : "false")
    case .integer(let value): append(String(value))
    case .real(let value): try write(real: value)
    case .string(let value): write(quoted: try composed(value))
    case .array(let elements): try write(elements)
    case .object(let members): try write(members)
    }
  }

  private mutating func write(real value: Double) throws(CanonicalWriteError) {
    if let whole = Int(exactly: value) { return append(String(whole)) }
    guard let decimal = ShortestDecimal(value) else { throw error(.notFinite) }
    append(decimal.text)
  }

  private mutating func write(_ elements: [CanonicalValue]) throws(CanonicalWriteError) {
    try open("[")
    for (index, element) in elements.enumerated() {
      startItem(isFirst: index == 0, name: "[\(index)]")
      try write(element)
      path.removeLast()
    }
    close("]", isEmpty: elements.isEmpty)
  }

  private mutating func write(_ members: [String: CanonicalValue]) throws(CanonicalWriteError) {
    try open("{")
    for (index, member) in try sorted(members).enumerated() {
      startItem(isFirst: index == 0, name: member.name)
      write(quoted: member.key)
      append(layout == .compact ? ":" : ": ")
      try write(member.value)
      path.removeLast()
    }
    close("}", isEmpty: members.isEmpty)
  }

  private typealias Member = (name: String, key: [UInt8], value: CanonicalValue)

  private mutating func sorted(
    _ members: [String: CanonicalValue]
  ) throws(CanonicalWriteError) -> [Member] {
    var sorted: [Member] = []
    sorted.reserveCapacity(members.count)
    for (key, value) in members { sorted.append((key, try composed(key), value)) }
    sorted.sort { $0.key.lexicographicallyPrecedes($1.key) }
    return sorted
  }

  private func composed(_ text: String) throws(CanonicalWriteError) -> [UInt8] {
    do { return try ComposedText.utf8(of: text) } catch { throw self.error(.unsupportedCharacter) }
  }

  // MARK: Pieces

  private mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func open(_ bracket: String) throws(CanonicalWriteError) {
    // The path has one name for each container that is open around this one.
    guard path.count < CanonicalValue.maximumDepth else { throw error(.tooDeep) }
    append(bracket)
  }

  private mutating func startItem(isFirst: Bool, name: String) {
    if !isFirst { append(",") }
    path.append(name)
    startLine()
  }

  private mutating func close(_ bracket: String, isEmpty: Bool) {
    if !isEmpty { startLine() }
    append(bracket)
  }

  private mutating func startLine() {
    guard layout == .indented else { return }
    append("\n" + String(repeating: "  ", count: path.count))
  }

  private mutating func write(quoted utf8: [UInt8]) {
    append("\"")
    for byte in utf8 {
      if let escape = Self.escape(byte) { append(escape) } else { bytes.append(byte) }
    }
    append("\"")
  }

  private static func escape(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "\""): "\\\""
    case UInt8(ascii: "\\"): "\\\\"
    case 0x08: "\\b"
    case 0x09: "\\t"
    case 0x0A: "\\n"
    case 0x0C: "\\f"
    case 0x0D: "\\r"
    case 0x00..<0x10: "\\u000" + String(byte, radix: 16)
    case 0x10..<0x20: "\\u00" + String(byte, radix: 16)
    default: nil
    }
  }

  private func error(_ kind: CanonicalWriteError.Kind) -> CanonicalWriteError {
    let names = path.map { $0.hasPrefix("[") ? $0 : "." + $0 }.joined()
    return CanonicalWriteError(kind: kind, path: String(names.drop { $0 == "." }))
  }
}

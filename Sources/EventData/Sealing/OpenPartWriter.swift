import Ledger

/// Writes rows of a dataset to a file that anybody may read.
protocol PartWriter: AnyObject {
  /// - Parameter columns: For each column the big-endian values of `count` rows.
  func append(_ columns: [ArraySlice<UInt8>], count: Int) throws
  /// Makes the file whole; it is for the caller to name.
  func finish() throws
}

extension FlatTreeWriter: PartWriter {}

extension HeldDataset {
  /// In the format of the files that were read.
  func partWriter(
    to file: NewFile, named name: String, title: String, columns: [TypedColumn]
  ) throws -> any PartWriter {
    guard let partTree else { return CSVWriter(columns: columns, to: file) }
    return try FlatTreeWriter(
      tree: partTree, title: title, columns: columns, to: file, named: name)
  }

  /// The name of the tree without its folders; nil for files without one.
  var partTree: String? { tree.map { $0.split(separator: "/").last.map(String.init) ?? $0 } }

  var partSuffix: String { tree == nil ? "csv" : "root" }
}

/// Writes rows as comma-separated text, every number such that it is read back as itself.
final class CSVWriter: PartWriter {
  private let file: NewFile
  private let columns: [TypedColumn]
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 18

  init(columns: [TypedColumn], to file: NewFile) {
    (self.columns, self.file) = (columns, file)
    buffer += Array(columns.map { Self.field($0.name) }.joined(separator: ",").utf8) + [10]
  }

  func append(_ columns: [ArraySlice<UInt8>], count: Int) throws {
    for row in 0..<count {
      for (index, values) in columns.enumerated() {
        if index > 0 { buffer.append(UInt8(ascii: ",")) }
        let type = self.columns[index].type
        let start = values.startIndex + row * type.size
        buffer += Array(Self.text(values[start..<start + type.size], type).utf8)
      }
      buffer.append(10)
      if buffer.count >= Self.bufferSize { try flush() }
    }
  }

  func finish() throws { try flush() }

  private func flush() throws {
    try file.append(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private static func field(_ name: String) -> String {
    guard name.contains(where: { ",\" ".contains($0) }) else { return name }
    return "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  /// Digits for whole numbers; of a `Float`, those of the `Double` that it is widened to.
  private static func text(_ bytes: ArraySlice<UInt8>, _ type: LeafType) -> String {
    let bits = bytes.reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    switch type {
    case .bool: return bits == 0 ? "0" : "1"
    case .uint8, .uint16, .uint32, .uint64: return bits.description
    case .int8: return Int8(truncatingIfNeeded: bits).description
    case .int16: return Int16(truncatingIfNeeded: bits).description
    case .int32: return Int32(truncatingIfNeeded: bits).description
    case .int64: return Int64(bitPattern: bits).description
    case .float: return Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits))).description
    case .double: return Double(bitPattern: bits).description
    }
  }
}

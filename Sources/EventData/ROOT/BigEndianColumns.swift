/// Turns big-endian values into columns of `Double` or `Int64`.
///
/// The loops run over raw memory, since they decide how fast a sample is read; each entry point
/// proves first that both ends fit.

/// Widens `count` values that start at byte `start` into `column[row...]`.
func widen(
  _ type: LeafType, _ bytes: [UInt8], from start: Int, _ count: Int,
  into column: inout [Double], at row: Int
) {
  guard fits(type, bytes.count, start, count, column.count, row) else { return }
  unsafe bytes.withUnsafeBytes { bytes in
    unsafe column.withUnsafeMutableBufferPointer { column in
      guard let from = bytes.baseAddress, let to = column.baseAddress else { return }
      let (source, target) = unsafe (from + start, to + row)
      switch type {
      case .bool: unsafe map(source, target, count, UInt8.self) { $0 == 0 ? 0 : 1 }
      case .int8: unsafe map(source, target, count, Int8.self) { Double($0) }
      case .uint8: unsafe map(source, target, count, UInt8.self) { Double($0) }
      case .int16: unsafe map(source, target, count, Int16.self) { Double($0) }
      case .uint16: unsafe map(source, target, count, UInt16.self) { Double($0) }
      case .int32: unsafe map(source, target, count, Int32.self) { Double($0) }
      case .uint32: unsafe map(source, target, count, UInt32.self) { Double($0) }
      case .int64: unsafe map(source, target, count, Int64.self) { Double($0) }
      case .uint64: unsafe map(source, target, count, UInt64.self) { Double($0) }
      case .float:
        unsafe map(source, target, count, UInt32.self) { Double(Float(bitPattern: $0)) }
      case .double: unsafe map(source, target, count, UInt64.self) { Double(bitPattern: $0) }
      }
    }
  }
}

/// Takes `count` whole numbers; where a value is not whole, stores zero and clears `wholeness`.
func takeWhole(
  _ type: LeafType, _ bytes: [UInt8], from start: Int, _ count: Int,
  into column: inout [Int64], wholeness: inout [Bool], at row: Int
) {
  guard fits(type, bytes.count, start, count, min(column.count, wholeness.count), row) else {
    return
  }
  unsafe bytes.withUnsafeBytes { bytes in
    unsafe column.withUnsafeMutableBufferPointer { column in
      guard let from = bytes.baseAddress, let to = column.baseAddress else { return }
      let (source, target) = unsafe (from + start, to + row)
      switch type {
      case .bool: unsafe map(source, target, count, UInt8.self) { $0 == 0 ? 0 : 1 }
      case .int8: unsafe map(source, target, count, Int8.self) { Int64($0) }
      case .uint8: unsafe map(source, target, count, UInt8.self) { Int64($0) }
      case .int16: unsafe map(source, target, count, Int16.self) { Int64($0) }
      case .uint16: unsafe map(source, target, count, UInt16.self) { Int64($0) }
      case .int32: unsafe map(source, target, count, Int32.self) { Int64($0) }
      case .uint32: unsafe map(source, target, count, UInt32.self) { Int64($0) }
      case .int64: unsafe map(source, target, count, Int64.self) { $0 }
      case .uint64, .float, .double:
        for index in 0..<count {
          let whole = unsafe wholeNumber(type, source + index * type.size)
          unsafe target[index] = whole ?? 0
          if whole == nil { wholeness[row + index] = false }
        }
      }
    }
  }
}

private func fits(
  _ type: LeafType, _ bytes: Int, _ start: Int, _ count: Int, _ capacity: Int, _ row: Int
) -> Bool {
  start >= 0 && start <= bytes && count >= 0 && count <= (bytes - start) / type.size
    && row >= 0 && row <= capacity && count <= capacity - row
}

@inline(__always)
private func map<Stored: FixedWidthInteger, Value>(
  _ source: UnsafeRawPointer, _ target: UnsafeMutablePointer<Value>, _ count: Int, _: Stored.Type,
  _ convert: (Stored) -> Value
) {
  for index in 0..<count {
    let stored = unsafe source.loadUnaligned(
      fromByteOffset: index &* MemoryLayout<Stored>.size, as: Stored.self)
    unsafe target[index] = convert(Stored(bigEndian: stored))
  }
}

private func wholeNumber(_ type: LeafType, _ source: UnsafeRawPointer) -> Int64? {
  switch type {
  case .uint64: Int64(exactly: UInt64(bigEndian: unsafe source.loadUnaligned(as: UInt64.self)))
  case .float:
    wholeNumber(
      Double(Float(bitPattern: UInt32(bigEndian: unsafe source.loadUnaligned(as: UInt32.self)))))
  case .double:
    wholeNumber(
      Double(bitPattern: UInt64(bigEndian: unsafe source.loadUnaligned(as: UInt64.self))))
  default: nil
  }
}

/// Copies of values, as pieces of memory: they decide how fast a sample is split.

/// Copies `source[range]` to `target[place...]`.
func copyValues<Value: BitwiseCopyable>(
  _ range: Range<Int>, of source: [Value], to target: inout [Value], at place: Int
) {
  precondition(
    range.lowerBound >= 0 && range.upperBound <= source.count && place >= 0
      && range.count <= target.count - place, "values are copied between places that are there")
  unsafe source.withUnsafeBufferPointer { source in
    unsafe target.withUnsafeMutableBufferPointer { target in
      guard let from = source.baseAddress, let to = target.baseAddress else { return }
      unsafe (to + place).update(from: from + range.lowerBound, count: range.count)
    }
  }
}

/// Puts values that lie side by side into records: one at `offset` in each, `distance` bytes apart.
///
/// - Parameter size: Of a value, in bytes.
func scatter(
  _ values: ArraySlice<UInt8>, of size: Int, to records: inout [UInt8], at offset: Int,
  every distance: Int
) {
  let count = values.count / size
  precondition(
    offset >= 0 && size <= distance - offset && count * distance <= records.count,
    "a record has room for each of its values")
  unsafe values.withUnsafeBytes { values in
    unsafe records.withUnsafeMutableBytes { records in
      guard let from = values.baseAddress, let first = records.baseAddress else { return }
      let to = unsafe first + offset
      switch size {
      case 8: unsafe spread(from, to, count, distance, UInt64.self)
      case 4: unsafe spread(from, to, count, distance, UInt32.self)
      case 2: unsafe spread(from, to, count, distance, UInt16.self)
      default:
        for row in 0..<count {
          unsafe (to + row * distance).copyMemory(from: from + row * size, byteCount: size)
        }
      }
    }
  }
}

@inline(__always)
private func spread<Stored: BitwiseCopyable>(
  _ source: UnsafeRawPointer, _ target: UnsafeMutableRawPointer, _ count: Int, _ distance: Int,
  _: Stored.Type
) {
  for row in 0..<count {
    let value = unsafe source.loadUnaligned(
      fromByteOffset: row &* MemoryLayout<Stored>.size, as: Stored.self)
    unsafe target.storeBytes(of: value, toByteOffset: row &* distance, as: Stored.self)
  }
}

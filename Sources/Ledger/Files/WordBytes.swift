extension [UInt8] {
  /// Replaces the contents by the bytes of 64-bit words, least significant first.
  ///
  /// One copy of memory where that is the machine's own order; the buffer is filled again and again.
  mutating func replace(withLittleEndian words: ArraySlice<Double>) {
    replace(with: words) { $0.bitPattern }
  }

  /// As ``replace(withLittleEndian:)-(ArraySlice<Double>)``.
  mutating func replace(withLittleEndian words: ArraySlice<Int64>) {
    replace(with: words) { UInt64(bitPattern: $0) }
  }

  @inline(__always)
  private mutating func replace<Word: BitwiseCopyable>(
    with words: ArraySlice<Word>, bits: (Word) -> UInt64
  ) {
    removeAll(keepingCapacity: true)
    #if _endian(little)
      unsafe words.withUnsafeBytes { unsafe append(contentsOf: $0) }
    #else
      for word in words {
        for shift in stride(from: 0 as UInt64, to: 64, by: 8) {
          append(UInt8(truncatingIfNeeded: bits(word) >> shift))
        }
      }
    #endif
  }
}

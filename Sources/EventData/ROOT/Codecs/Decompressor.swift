import CCodecs

/// Why packed bytes cannot be unpacked.
enum CodecFailure: Error, Hashable {
  case damaged
  case outOfMemory
}

/// Unpacks ROOT's compressed records: a row of blocks, each with its method and its sizes in front.
///
/// Holds the codecs' working memory, so that it is asked for once and not for each basket.
@safe struct Decompressor: ~Copyable {
  private let deflate: OpaquePointer
  private let zstandard: OpaquePointer

  /// - Throws: `CodecFailure.outOfMemory`.
  init() throws(CodecFailure) {
    guard let deflate = unsafe libdeflate_alloc_decompressor() else { throw .outOfMemory }
    guard let zstandard = unsafe ZSTD_createDCtx() else {
      unsafe libdeflate_free_decompressor(deflate)
      throw .outOfMemory
    }
    unsafe self.deflate = deflate
    unsafe self.zstandard = zstandard
  }

  deinit {
    unsafe libdeflate_free_decompressor(deflate)
    unsafe ZSTD_freeDCtx(zstandard)
  }

  /// Unpacks the blocks in `packed[range]` until `length` bytes of `output` are filled.
  ///
  /// `output` grows as blocks prove sound, at most twofold ahead of them: a header that announces
  /// much and holds little costs no memory.
  func unpack(
    _ packed: [UInt8], in range: Range<Int>, into output: inout [UInt8], length: Int
  ) throws(CodecFailure) {
    var (position, done) = (range.lowerBound, 0)
    while done < length {
      let block = try CompressedBlock(packed, at: position, before: range.upperBound)
      guard block.unpackedSize <= length - done else { throw .damaged }
      output.grow(to: done + block.unpackedSize, atMost: length)
      try unpack(block, of: packed, into: &output, at: done)
      position = block.content.upperBound
      done += block.unpackedSize
    }
  }

  private func unpack(
    _ block: CompressedBlock, of packed: [UInt8], into output: inout [UInt8], at start: Int
  ) throws(CodecFailure) {
    let end = start + block.unpackedSize
    let isSound = unsafe packed.withUnsafeBytes { packed in
      unsafe output.withUnsafeMutableBytes { output in
        unsafe decode(
          block.method, UnsafeRawBufferPointer(rebasing: packed[block.content]),
          UnsafeMutableRawBufferPointer(rebasing: output[start..<end]))
      }
    }
    guard isSound else { throw .damaged }
  }

  /// Whether the source gave exactly as many bytes as the target holds.
  private func decode(
    _ method: CompressedBlock.Method, _ source: UnsafeRawBufferPointer,
    _ target: UnsafeMutableRawBufferPointer
  ) -> Bool {
    guard let from = source.baseAddress, let to = target.baseAddress else {
      return false
    }
    switch method {
    case .zlib:
      return unsafe libdeflate_zlib_decompress(
        deflate, from, source.count, to, target.count, nil) == LIBDEFLATE_SUCCESS
    case .oldZlib:
      return unsafe libdeflate_deflate_decompress(
        deflate, from, source.count, to, target.count, nil) == LIBDEFLATE_SUCCESS
    case .zstandard:
      return unsafe ZSTD_decompressDCtx(zstandard, to, target.count, from, source.count)
        == target.count
    case .lz4: return unsafe decodeLZ4(source, target)
    case .lzma: return unsafe decodeLZMA(source, target)
    }
  }
}

extension [UInt8] {
  /// Makes room for `needed` bytes, doubling so that growing block by block stays cheap.
  fileprivate mutating func grow(to needed: Int, atMost limit: Int) {
    guard count < needed else { return }
    let target = Swift.min(limit, Swift.max(needed, 2 * count))
    append(contentsOf: repeatElement(0, count: target - count))
  }
}

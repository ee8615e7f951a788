import CCodecs

/// A decoder of ROOT's strongest setting needs 65 MiB; who asks for more wants to exhaust us.
private let lzmaMemoryLimit: UInt64 = 128 << 20

/// LZ4 behind an 8-byte checksum of the packed bytes.
func decodeLZ4(_ source: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer) -> Bool {
  guard source.count > 8, let size = Int32(exactly: target.count) else {
    return false
  }
  let checksum = UInt64(bigEndian: unsafe source.loadUnaligned(as: UInt64.self))
  let content = unsafe UnsafeRawBufferPointer(rebasing: source[8...])
  guard unsafe XXHash64.hash(content) == checksum, let packedSize = Int32(exactly: content.count)
  else { return false }
  let from = unsafe content.bindMemory(to: CChar.self).baseAddress
  let to = unsafe target.bindMemory(to: CChar.self).baseAddress
  return unsafe LZ4_decompress_safe(from, to, packedSize, size) == size
}

/// One .xz stream.
func decodeLZMA(_ source: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer) -> Bool {
  var memoryLimit = lzmaMemoryLimit
  var (consumed, produced) = (0, 0)
  let from = unsafe source.bindMemory(to: UInt8.self).baseAddress
  let to = unsafe target.bindMemory(to: UInt8.self).baseAddress
  let status = unsafe lzma_stream_buffer_decode(
    &memoryLimit, 0, nil, from, &consumed, source.count, to, &produced, target.count)
  return status == LZMA_OK && produced == target.count
}

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A regular file, opened once for reading and closed when nobody holds it any more.
///
/// Reads go through `pread`: a file that is cut while we read gives an error, where a mapped one
/// would end the process.
final class HeldFile: Sendable {
  let path: String
  /// In bytes, when the file was opened; nothing behind it is ever read.
  let size: Int
  private let descriptor: Int32
  private let statusAtOpening: FileStatus

  /// - Throws: `DataError` of kind `cannotOpen`.
  init(opening path: String) throws(DataError) {
    guard !path.utf8.contains(0) else {
      throw DataError(.cannotOpen, in: path, "cannot be opened: the path holds a zero byte")
    }
    // Without O_NONBLOCK, opening a named pipe would wait for its writer.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw DataError(.cannotOpen, in: path, "cannot be opened: \(systemReason())")
    }
    guard let status = FileStatus(descriptor: descriptor), status.isRegular else {
      close(descriptor)
      throw DataError(.cannotOpen, in: path, "cannot be opened: not a regular file")
    }
    self.path = path
    self.descriptor = descriptor
    statusAtOpening = status
    size = max(0, status.size)
  }

  deinit { close(descriptor) }

  /// Fills `buffer[start ..< start + count]` from the given place of the file.
  ///
  /// The buffer grows when it is too short; it never shrinks.
  /// - Throws: `DataError`: `damaged` if the file ends before, `changed`, or `readFailed`.
  func read(_ count: Int, at offset: Int, into buffer: inout [UInt8], from start: Int = 0)
    throws(DataError)
  {
    guard offset >= 0, count >= 0, offset <= size, count <= size - offset else {
      throw DataError(.damaged, in: path, "is damaged: it ends before its content does")
    }
    if buffer.count - start < count {
      buffer.append(contentsOf: repeatElement(0, count: count - (buffer.count - start)))
    }
    var done = 0
    while done < count {
      switch readOnce(count - done, at: offset + done, into: &buffer, from: start + done) {
      case .bytes(0): throw changed()
      case .bytes(let got): done += got
      case .interrupted: continue
      case .failed(let reason):
        throw DataError(.readFailed, in: path, "cannot be read: \(reason)")
      }
    }
  }

  /// The bytes from a place on, fewer where the file ends.
  func bytes(at offset: Int, atMost count: Int) throws(DataError) -> [UInt8] {
    var bytes: [UInt8] = []
    try read(min(count, max(0, size - offset)), at: offset, into: &bytes)
    return bytes
  }

  private enum Outcome {
    case bytes(Int)
    case interrupted
    case failed(String)
  }

  private func readOnce(_ count: Int, at offset: Int, into buffer: inout [UInt8], from start: Int)
    -> Outcome
  {
    unsafe buffer.withUnsafeMutableBytes { bytes in
      let target = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[start..<start + count])
      let got = unsafe pread(descriptor, target.baseAddress, count, off_t(offset))
      if got >= 0 { return .bytes(got) }
      return errno == EINTR ? .interrupted : .failed(systemReason())
    }
  }

  /// - Throws: `DataError` of kind `changed` if somebody wrote to the file since it was opened.
  func checkUnchanged() throws(DataError) {
    guard FileStatus(descriptor: descriptor) == statusAtOpening else { throw changed() }
  }

  private func changed() -> DataError {
    DataError(.changed, in: path, "was changed while it was being read")
  }
}

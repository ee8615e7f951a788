import BlindAnalysis
import Glibc

/// A temporary file that has lost its name, so that nobody else opens it and nothing is left of it.
final class NamelessFile {
  let descriptor: Int32

  /// - Throws: ``Refusal`` if there is no room for temporary files.
  init() throws {
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var name = Array("\(parent)/na64-blind-XXXXXX".utf8CString)
    descriptor = unsafe mkstemp(&name)
    guard descriptor >= 0 else { throw Self.refusal }
    unsafe unlink(name)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Writes all of it, to be read from the beginning.
  func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw Self.refusal }
      rest = rest.dropFirst(written)
    }
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw Self.refusal }
  }

  /// All that anybody wrote to it; nil for more than the limit, or an error.
  func contents(limit: Int) -> [UInt8]? {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { return nil }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = unsafe read(descriptor, &part, part.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return nil }
      guard count > 0 else { return bytes }
      bytes += part[..<count]
    }
    return nil
  }

  private static let refusal = Refusal(
    .cannotWrite, "cannot write a temporary file", next: "make room in TMPDIR, or name another")
}

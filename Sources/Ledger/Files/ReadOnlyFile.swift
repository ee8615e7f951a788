import Glibc

/// A regular file from anywhere, opened once and held, so that its name may be given to another.
public final class ReadOnlyFile: Sendable {
  private let descriptor: Descriptor
  /// In bytes, when it was opened.
  public let size: Int
  public let path: String

  /// - Parameter path: Links on the way are followed: what is in the file decides.
  /// - Throws: ``StorageError``.
  public init(at path: String) throws(StorageError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw StorageError(operation: .open, path: path, reason: .missing)
    }
    let opened = retrying { unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard opened >= 0 else { throw StorageError(.open, path, systemError: errno) }
    descriptor = Descriptor(number: opened, path: path)
    self.path = path
    let status = try descriptor.status()
    guard status.kind == .regularFile else {
      throw StorageError(operation: .open, path: path, reason: .notARegularFile)
    }
    size = status.size
  }

  /// Exactly that many bytes.
  ///
  /// - Throws: ``StorageError``, with `replaced` if the file has become shorter.
  public func read(_ count: Int, at offset: Int) throws(StorageError) -> [UInt8] {
    try descriptor.read(count, at: offset)
  }

  /// Digest of the contents; of open parts only, never of a file with blinded rows.
  public func digest(as type: RecordType) throws(StorageError) -> Digest {
    var digest = StreamingDigest(as: type)
    for offset in stride(from: 0, to: size, by: 1 << 20) {
      digest.update(bytes: try read(min(1 << 20, size - offset), at: offset))
    }
    return digest.finished
  }
}

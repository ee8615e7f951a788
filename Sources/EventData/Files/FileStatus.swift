#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the operating system says about a file: enough to recognise it and to see that it changed.
struct FileStatus: Hashable {
  let device: UInt64
  let number: UInt64
  let size: Int
  let isRegular: Bool
  private let modifiedSeconds: Int
  private let modifiedNanoseconds: Int

  private init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int(status.st_size)
    isRegular = status.st_mode & S_IFMT == S_IFREG
    #if canImport(Darwin)
      let modified = status.st_mtimespec
    #else
      let modified = status.st_mtim
    #endif
    modifiedSeconds = modified.tv_sec
    modifiedNanoseconds = modified.tv_nsec
  }

  /// The status of an open file, or nothing when the system refuses.
  init?(descriptor: Int32) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The status of the file that a path leads to, links followed.
  init?(path: String) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    self.init(status)
  }
}

extension FileStatus {
  /// Whether both are one file, by whatever name.
  func isSameFile(as other: FileStatus) -> Bool {
    device == other.device && number == other.number
  }
}

/// The absolute path without links; the path itself if it leads nowhere.
public func resolvedPath(_ path: String) -> String {
  guard let resolved = unsafe realpath(path, nil) else { return path }
  defer { unsafe free(resolved) }
  return unsafe String(cString: resolved)
}

/// The system's own words for its last error.
func systemReason() -> String {
  let code = errno
  guard let text = unsafe strerror(code) else { return "unknown reason" }
  return unsafe String(cString: text).lowercased()
}

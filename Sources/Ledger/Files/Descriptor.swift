import Glibc

/// An open file or folder: owned, closed once.
struct Descriptor: ~Copyable {
  let number: Int32
  /// Relative to the project; empty for the project itself.
  let path: String

  deinit { close(number) }

  func status() throws(StorageError) -> FileStatus {
    var status = stat()
    try check(.open, unsafe fstat(number, &status))
    return FileStatus(status)
  }

  func lock() throws(StorageError) {
    try check(.lock, retrying { flock(number, LOCK_EX | LOCK_NB) })
  }

  /// Frees the lock also where a child process still has the file open.
  func unlock() {
    _ = retrying { flock(number, LOCK_UN) }
  }

  /// Makes what was written to the file, or the names in the folder, survive a power cut.
  func synchronise() throws(StorageError) {
    try check(.write, retrying { fsync(number) })
  }

  func truncate(to size: Int) throws(StorageError) {
    try check(.write, retrying { ftruncate(number, size) })
  }

  /// Gives the file that size with its blocks on the disk.
  func allocate(_ size: Int) throws(StorageError) {
    var code: Int32
    repeat { code = posix_fallocate(number, 0, size) } while code == EINTR
    if code != 0 { throw StorageError(.reserve, path, systemError: code) }
  }

  // MARK: Contents

  /// Reads from an offset to the end, or until more than `limit` bytes were read.
  ///
  /// - Throws: ``StorageError`` with the reason `tooLarge` for a file over the limit.
  func read(from start: Int = 0, limit: Int) throws(StorageError) -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: min(limit, 1 << 18) + 1)
    while true {
      let offset = start + bytes.count
      let count = retrying { unsafe pread(number, &part, part.count, offset) }
      try check(.read, count)
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else {
        throw StorageError(operation: .read, path: path, reason: .tooLarge(limit: limit))
      }
      bytes.append(contentsOf: part[..<count])
    }
  }

  /// Writes all of it at the file's position, in as many calls as the system takes.
  func write(_ bytes: [UInt8]) throws(StorageError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = retrying {
        unsafe rest.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
      }
      try check(.write, count)
      rest = rest.dropFirst(count)
    }
  }

  /// Exactly that many bytes from a place.
  ///
  /// - Throws: ``StorageError`` with the reason `replaced` for a file that ends before.
  func read(_ count: Int, at offset: Int) throws(StorageError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let got = retrying {
        unsafe bytes.withUnsafeMutableBytes { memory in
          let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: memory[done...])
          return unsafe pread(number, rest.baseAddress, rest.count, offset + done)
        }
      }
      try check(.read, got)
      guard got > 0 else {
        throw StorageError(operation: .read, path: path, reason: .replaced)
      }
      done += got
    }
    return bytes
  }

  /// Writes all of it at a place.
  func write(_ bytes: [UInt8], at offset: Int) throws(StorageError) {
    var done = 0
    while done < bytes.count {
      let put = retrying {
        unsafe bytes.withUnsafeBytes { memory in
          let rest = unsafe UnsafeRawBufferPointer(rebasing: memory[done...])
          return unsafe pwrite(number, rest.baseAddress, rest.count, offset + done)
        }
      }
      try check(.write, put)
      done += put
    }
  }

  /// Leaves the file to its owner alone.
  func forbidOthers() throws(StorageError) {
    try check(.create, fchmod(number, 0o600))
  }

  // MARK: Errors

  private func check(
    _ operation: StorageError.Operation, _ result: some SignedInteger
  ) throws(StorageError) {
    if result < 0 { throw StorageError(operation, path, systemError: errno) }
  }
}

/// Repeats a system call that a signal interrupted before it did anything.
func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}

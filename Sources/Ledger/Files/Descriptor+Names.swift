import Glibc

/// What can be done with a name inside an open folder; symbolic links are never followed.
extension Descriptor {
  /// Opens a name; a FIFO or device does not block and is for the caller to refuse.
  func open(
    _ name: String, _ flags: Int32, for operation: StorageError.Operation
  ) throws(StorageError) -> Descriptor {
    let safe = flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
    let opened = retrying { unsafe openat(number, name, safe, 0o666) }
    guard opened >= 0 else { throw failure(operation, name, errno) }
    return Descriptor(number: opened, path: path(of: name))
  }

  /// The same folder under a descriptor of its own.
  func reopened(for operation: StorageError.Operation) throws(StorageError) -> Descriptor {
    let opened = retrying { unsafe openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard opened >= 0 else { throw StorageError(operation, path, systemError: errno) }
    return Descriptor(number: opened, path: path)
  }

  func openFolder(
    _ name: String, for operation: StorageError.Operation
  ) throws(StorageError) -> Descriptor {
    try open(name, O_RDONLY | O_DIRECTORY, for: operation)
  }

  /// Opens a regular file and refuses everything else.
  func openFile(
    _ name: String, _ flags: Int32, for operation: StorageError.Operation
  ) throws(StorageError) -> Descriptor {
    let file = try open(name, flags, for: operation)
    guard try file.status().kind == .regularFile else {
      throw StorageError(operation: operation, path: file.path, reason: .notARegularFile)
    }
    return file
  }

  /// Opens a regular file for reading and for writing at its end, and makes it if it is missing.
  func openForAppending(_ name: String) throws(StorageError) -> Descriptor {
    try openFile(name, O_RDWR | O_APPEND | O_CREAT, for: .write)
  }

  /// What has that name, or nil when nothing has.
  func status(of name: String) throws(StorageError) -> FileStatus? {
    var status = stat()
    let result = retrying { unsafe fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) }
    if result == 0 { return FileStatus(status) }
    if errno == ENOENT { return nil }
    throw StorageError(.open, path(of: name), systemError: errno)
  }

  /// Makes a folder durable under that name, unless one is there.
  func createFolder(_ name: String) throws(StorageError) {
    if retrying({ unsafe mkdirat(number, name, 0o777) }) == 0 { return try synchronise() }
    let code = errno
    guard code == EEXIST else { throw failure(.create, name, code) }
  }

  /// Moves a name into another folder in one step, replacing what has the new name there.
  func rename(
    _ name: String, into folder: borrowing Descriptor, as newName: String
  ) throws(StorageError) {
    let target = folder.number
    let result = retrying { unsafe renameat(number, name, target, newName) }
    if result != 0 { throw folder.failure(.write, newName, errno) }
  }

  func remove(_ name: String) throws(StorageError) {
    let result = retrying { unsafe unlinkat(number, name, 0) }
    if result != 0, errno != ENOENT { throw failure(.remove, name, errno) }
  }

  func path(of name: String) -> String {
    path.isEmpty ? name : "\(path)/\(name)"
  }

  /// The error for a name, told as a symbolic link where that is the cause.
  private func failure(
    _ operation: StorageError.Operation, _ name: String, _ code: Int32
  ) -> StorageError {
    // The kernel reports a link as ELOOP or ENOTDIR, depending on what was asked for.
    if let status = try? status(of: name), status.kind == .symbolicLink {
      return StorageError(operation: operation, path: path(of: name), reason: .symbolicLink)
    }
    return StorageError(operation, path(of: name), systemError: code)
  }
}

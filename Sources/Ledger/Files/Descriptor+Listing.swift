import Glibc

extension Descriptor {
  /// The names in this folder, without `.` and `..`, sorted by their bytes.
  ///
  /// - Parameter limit: The most names; more throws ``StorageError`` with `tooLarge`.
  func names(limit: Int) throws(StorageError) -> [String] {
    // The stream owns a descriptor of its own, so that this one stays open.
    let own = retrying { unsafe openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard own >= 0 else { throw StorageError(.list, path, systemError: errno) }
    guard let stream = unsafe fdopendir(own) else {
      close(own)
      throw StorageError(.list, path, systemError: errno)
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      guard names.count < limit else {
        throw StorageError(operation: .list, path: path, reason: .tooLarge(limit: limit))
      }
      names.append(name)
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

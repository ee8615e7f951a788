import Glibc

/// What is kept outside of projects: small records in folders that other programs use too.
extension ProjectFolder {
  /// Opens a folder, and makes it and those on the way if they are missing.
  ///
  /// - Parameter path: Absolute; links on this way are followed.
  /// - Throws: ``StorageError``.
  public static func making(_ path: String) throws(StorageError) -> ProjectFolder {
    do {
      return try ProjectFolder(at: path)
    } catch  where error.reason == .missing && path.utf8.count > 1 && path.hasPrefix("/") {
      let names = path.split(separator: "/")
      let above = try making("/" + names.dropLast().joined(separator: "/"))
      try above.descriptor.createFolder(names.last.map(String.init) ?? "")
      return try ProjectFolder(at: path)
    }
  }

  /// Gives a file of this folder new contents in one step: readers see the old file or the new one.
  ///
  /// Needs no lock and leaves no folder behind; of two who write at once the last one wins.
  ///
  /// - Throws: ``StorageError``; nothing has changed then, or all of it.
  public func replace(_ name: String, with bytes: [UInt8]) throws(StorageError) {
    let path = try RelativePath(name, for: .write)
    guard path.folders.isEmpty else {
      throw StorageError(operation: .write, path: name, reason: .notARelativePath)
    }
    if let status = try descriptor.status(of: name), status.kind != .regularFile {
      throw StorageError(
        operation: .write, path: name,
        reason: status.kind == .symbolicLink ? .symbolicLink : .notARegularFile)
    }
    let unfinished = ".\(name)\(LockedProject.unfinishedSuffix)"
    try descriptor.remove(unfinished)  // of somebody who was stopped
    do throws(StorageError) {
      let file = try descriptor.openFile(unfinished, O_RDWR | O_CREAT | O_EXCL, for: .write)
      try file.write(bytes)
      try file.synchronise()
      try descriptor.rename(unfinished, into: descriptor, as: name)
      try descriptor.synchronise()
    } catch {
      try? descriptor.remove(unfinished)
      throw error
    }
  }
}

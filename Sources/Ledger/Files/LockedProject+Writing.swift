import Glibc

extension LockedProject {
  /// Makes a folder and those on the way to it, unless they are there.
  ///
  /// - Parameter path: Relative to the project.
  /// - Throws: ``StorageError``.
  public func createFolder(_ path: String) throws(StorageError) {
    let path = try RelativePath(path, for: .create)
    _ = try createFolders(path.folders + [path.name])
  }

  /// Gives a file new contents in one step: readers, and a crash, see the old or the new file.
  ///
  /// The bytes are made durable under a temporary name in the control folder, then moved. Folders
  /// on the way are made if missing.
  ///
  /// - Parameter path: Relative to the project.
  /// - Throws: ``StorageError``; the file then has its old contents, or all of the new ones when
  ///   only making its name durable failed.
  public func write(_ bytes: [UInt8], to path: String) throws(StorageError) {
    try write(bytes, to: path, in: try createUnfinished())
  }

  /// As ``write(_:to:)``, into space that was reserved.
  ///
  /// - Throws: ``StorageError``; with `tooLarge` when more is written than was reserved.
  public func write(
    _ bytes: [UInt8], to path: String, using reserved: consuming ReservedSpace
  ) throws(StorageError) {
    guard bytes.count <= reserved.size else {
      let size = reserved.size
      release(reserved)
      throw StorageError(operation: .write, path: path, reason: .tooLarge(limit: size))
    }
    try write(bytes, to: path, in: reserved.file)
  }

  /// Removes a file; nothing happens if there is none.
  ///
  /// - Parameter path: Relative to the project.
  /// - Throws: ``StorageError``.
  public func remove(_ path: String) throws(StorageError) {
    let path = try RelativePath(path, for: .remove)
    let target = try folder.openFolders(path.folders, for: .remove)
    try target.remove(path.name)
    try target.synchronise()
  }

  private func write(
    _ bytes: [UInt8], to path: String, in unfinished: consuming UnfinishedFile
  ) throws(StorageError) {
    do throws(StorageError) {
      let path = try RelativePath(path, for: .write)
      let target = try createFolders(path.folders)
      if let status = try target.status(of: path.name), status.kind != .regularFile {
        throw StorageError(
          operation: .write, path: path.text,
          reason: status.kind == .symbolicLink ? .symbolicLink : .notARegularFile)
      }
      try unfinished.descriptor.write(bytes)
      try unfinished.descriptor.truncate(to: bytes.count)
      try unfinished.descriptor.synchronise()
      try workshop.rename(unfinished.name, into: target, as: path.name)
      try target.synchronise()
      try workshop.synchronise()
    } catch {
      remove(unfinished)
      throw error
    }
  }

  private func createFolders(_ names: [String]) throws(StorageError) -> Descriptor {
    var folder = try folder.descriptor.reopened(for: .create)
    for name in names {
      try folder.createFolder(name)
      folder = try folder.openFolder(name, for: .create)
    }
    return folder
  }

  // MARK: Unfinished files

  func createUnfinished() throws(StorageError) -> UnfinishedFile {
    var number = 0
    while true {
      let name = "\(number)\(Self.unfinishedSuffix)"
      do {
        let file = try workshop.openFile(name, O_RDWR | O_CREAT | O_EXCL, for: .write)
        return UnfinishedFile(descriptor: file, name: name)
      } catch  where error.reason == .system(EEXIST) && number < 1000 {
        number += 1
      }
    }
  }

  /// Does what it can: what stays behind is removed by whoever locks the project next.
  func remove(_ unfinished: borrowing UnfinishedFile) {
    try? workshop.remove(unfinished.name)
  }
}

/// A file in the control folder that has not got its name yet.
struct UnfinishedFile: ~Copyable {
  let descriptor: Descriptor
  let name: String
}

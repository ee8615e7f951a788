import Glibc

/// The folder of one project, held open: files are reached through it, never by a path from outside.
///
/// Every path is relative to it and cannot leave it, and no symbolic link inside it is followed.
/// Reading needs no permission to write; writing needs the lock, see ``lock()``.
public final class ProjectFolder: Sendable {
  /// Holds the ledger, the lock and files in the making.
  public static let controlFolder = ".na64-blind"

  let descriptor: Descriptor

  /// - Parameter path: Of an existing folder, as the user gave it; links on this way are followed.
  /// - Throws: ``StorageError``.
  public init(at path: String) throws(StorageError) {
    guard !path.isEmpty, !path.utf8.contains(0) else {
      throw StorageError(operation: .open, path: path, reason: .missing)
    }
    let opened = retrying { unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard opened >= 0 else { throw StorageError(.open, path, systemError: errno) }
    descriptor = Descriptor(number: opened, path: "")
  }

  /// The contents of a regular file.
  ///
  /// - Parameters:
  ///   - path: Relative to the project.
  ///   - limit: The most bytes accepted.
  /// - Throws: ``StorageError``, for a link, FIFO, device or folder too.
  public func read(_ path: String, limit: Int) throws(StorageError) -> [UInt8] {
    let path = try RelativePath(path, for: .read)
    let folder = try openFolders(path.folders, for: .read)
    return try folder.openFile(path.name, O_RDONLY, for: .read).read(limit: limit)
  }

  /// The contents of a regular file, or nil when it or a folder on the way does not exist.
  ///
  /// - Parameters:
  ///   - path: Relative to the project.
  ///   - limit: The most bytes accepted.
  /// - Throws: ``StorageError``, for a link, FIFO, device or folder too.
  public func readIfPresent(_ path: String, limit: Int) throws(StorageError) -> [UInt8]? {
    do {
      return try read(path, limit: limit)
    } catch  where error.reason == .missing {
      return nil
    }
  }

  /// The names in a folder, sorted by their bytes.
  ///
  /// - Parameters:
  ///   - path: Relative to the project; nil for the project itself.
  ///   - limit: The most names accepted.
  /// - Throws: ``StorageError``.
  public func names(in path: String? = nil, limit: Int = 100_000) throws(StorageError) -> [String] {
    guard let path else { return try descriptor.names(limit: limit) }
    let names = try RelativePath(path, for: .list)
    return try openFolders(names.folders + [names.name], for: .list).names(limit: limit)
  }

  /// Opens folder after folder, so that none of them can be a link.
  func openFolders(
    _ names: [String], for operation: StorageError.Operation
  ) throws(StorageError) -> Descriptor {
    var folder = try descriptor.reopened(for: operation)
    for name in names { folder = try folder.openFolder(name, for: operation) }
    return folder
  }
}

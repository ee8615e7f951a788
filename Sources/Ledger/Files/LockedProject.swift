import Glibc

/// A project that this process alone may write to, until the value is gone.
///
/// The lock is advisory (`flock`) on a file that is never removed; the system frees it when the
/// process ends, however it ends. Whoever gets it removes what a crash left half made.
public struct LockedProject: ~Copyable, Sendable {
  public let folder: ProjectFolder
  /// Where files are made before they get their name; also holds the lock.
  let workshop: Descriptor
  private let lock: Descriptor

  /// How names of files in the making end.
  static let unfinishedSuffix = ".na64-blind-unfinished"

  deinit { lock.unlock() }

  static func lock(_ folder: ProjectFolder) throws(StorageError) -> LockedProject {
    try folder.descriptor.createFolder(ProjectFolder.controlFolder)
    let workshop = try folder.openFolders([ProjectFolder.controlFolder], for: .lock)
    let lock = try workshop.openFile("lock", O_RDWR | O_CREAT, for: .lock)
    try lock.lock()
    // A lock on a file that has lost its name would exclude nobody.
    guard try workshop.status(of: "lock")?.identity == lock.status().identity else {
      throw StorageError(operation: .lock, path: lock.path, reason: .replaced)
    }
    let locked = LockedProject(folder: folder, workshop: workshop, lock: lock)
    try locked.removeUnfinished()
    return locked
  }

  private func removeUnfinished() throws(StorageError) {
    for name in try workshop.names(limit: 100_000) where name.hasSuffix(Self.unfinishedSuffix) {
      try workshop.remove(name)
    }
  }
}

extension ProjectFolder {
  /// Takes the project for writing, without waiting.
  ///
  /// Makes the control folder and the lock file if they are missing.
  ///
  /// - Throws: ``StorageError``, with the reason `busy` when another process has the project.
  public func lock() throws(StorageError) -> LockedProject {
    try LockedProject.lock(self)
  }
}
